"""The frames that fit at a site, best first -> the one whose parties can do such a deed, and the verdict on it."""

from dragoman.language.codebook import Codebook
from dragoman.values.errors import Reason
from dragoman.values.reading import Scene
from dragoman.what.frames import Frame
from dragoman.what.nouns import of_noun
from dragoman.what.refusals import refused
from dragoman.what.status import Verdict, of_refusal, of_report, of_verb

WRONG_PARTIES = ("no_actor", "no_recipient", "not_political")  # reasons by which another frame of the same words may fit


def first_possible(frames: tuple[Frame, ...], scene: Scene, codebook: Codebook) -> tuple[Frame, Verdict, Reason | None]:
    """The most specific frame whose parties can do such a deed, with its verdict; the most specific where none is."""
    site = frames[0].site
    told = of_noun(site) if site.phrase >= 0 else of_verb(site)
    found = []
    for frame in frames:
        verdict = _by_its_words(frame, told)
        reason = refused(frame, verdict, scene, codebook)
        found.append((frame, verdict, reason))
        if reason not in WRONG_PARTIES:
            return found[-1]
    return found[0]


def _by_its_words(frame: Frame, told: Verdict) -> Verdict:
    """The verdict with what the trigger's own words say of the deed: a strike called, manoeuvres announced."""
    status, site = frame.trigger.status, frame.site
    if frame.trigger.negated:
        return of_refusal(site)
    if frame.trigger.kind == "light" and site.lemma in site.pack.modality.announcing:
        told = told.also("expected", f"'{site.lemma}' announces")
    told = of_report(site, told) if frame.trigger.event == "CONSULT" else told
    return told.also(status, "by the words themselves") if status else told
