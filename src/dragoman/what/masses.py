"""An attack of which nothing is told but its dead -> whether these are so many, or such people, that it is politics, no crime."""

from dragoman.what.counts import counts
from dragoman.what.frames import Frame
from dragoman.what.sides import deeds_at

MANY = 10  # killed in what is called an attack: nobody's private affair


def political_dead(frame: Frame) -> bool:
    """Whether civilians, or many, were killed in what the sentence calls an attack: "35 people were killed | in an attack"."""
    if frame.trigger.event != "ASSAULT" or not _in_attack(frame):
        return False
    sentence, words = frame.site.sentence, frame.site.pack.roles.reference.civilians
    civil = any(m.plural and sentence.tokens[m.head].lemma in words for m in frame.recipient)
    return civil or any(c.what == "killed" and (c.min or 0) >= MANY for c in counts(frame.site, "ASSAULT", ""))


def _in_attack(frame: Frame) -> bool:
    """Whether the deed is an attack by its noun, or its clause tells that it was done in one."""
    site = frame.site
    if site.phrase >= 0:
        return bool(deeds_at(site, site.phrase))
    happened = site.pack.modality.adpositions.happened
    inside = [i for i in site.host.phrases if site.sentence.phrases[i].adp in happened]
    inside += [frame.content] if frame.content >= 0 else []
    return any(e.event == "ASSAULT" for i in inside for e in deeds_at(site, i))
