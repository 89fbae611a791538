"""The words that an entry wants or forbids -> whether one of them stands where it must."""

from collections.abc import Sequence

from dragoman.language.triggers import Listed, Trigger
from dragoman.what.sites import Site
from dragoman.what.slots import fill
from dragoman.what.subjects import subjects


def borrowed(site: Site) -> list[int]:
    """Tokens of the subject that comes from elsewhere ("| unions | decided to walk out", "| airstrikes | targeting rebels")."""
    if site.phrase >= 0 or site.host.kind not in ("infinitive", "participle"):
        return []
    phrases = [site.sentence.phrases[i] for i in subjects(site.sentence, site.clause, site.pack)]
    return [t for p in phrases for t in range(p.start, p.end) if t not in site.host.tokens]


def described(site: Site) -> list[int]:
    """Tokens of whom or what a relative clause tells as its subject ("| floods | that killed 12")."""
    if site.phrase >= 0 or site.host.kind != "relative":
        return []
    phrases = [site.sentence.phrases[i] for i in subjects(site.sentence, site.clause, site.pack)]
    return [t for p in phrases for t in range(p.start, p.end) if t not in site.host.tokens]


def attributes(site: Site) -> list[int]:
    """Tokens of the participles that say more about the clause's subject ("un cargo | chargé de vivres | a accosté")."""
    sentence, host = site.sentence, site.host
    if site.phrase >= 0 or host.verb is None or not any(c.kind == "participle" for c in sentence.clauses):
        return []
    mine = [sentence.phrases[i] for i in host.phrases if sentence.phrases[i].slot == "subject" and not sentence.phrases[i].adp]
    last = max((p.end for p in mine), default=-1)
    return [
        t
        for c in sentence.clauses
        if c.kind == "participle" and any(p.start <= c.antecedent < last for p in mine) and c.tokens[0] < host.verb.finite
        for t in c.tokens
    ]


def goes_on(site: Site) -> Sequence[int]:
    """Tokens of the clause that goes on with this one: "seis murieron | y 20 resultaron heridos en un ataque"."""
    behind = site.sentence.clauses[site.clause + 1 : site.clause + 2] if site.phrase < 0 else ()
    return behind[0].tokens if behind and site.sentence.tokens[behind[0].tokens[0]].pos == "cconj" else ()


def within(site: Site, entry: Trigger) -> Sequence[int]:
    """Tokens among which the words of `with` must stand: of its slots with all that hangs on them, else of the clause."""
    if not entry.within:
        return site.host.tokens
    phrases = site.sentence.phrases
    found = {f.phrase for slot in entry.slots["within"] for f in fill(site, slot) if f.phrase >= 0}
    found |= {i for i, p in enumerate(phrases) if p.conjunct in found}
    for i, phrase in enumerate(phrases):
        if phrase.parent in found and "_" not in phrase.adp:  # an adposition of several words tells a circumstance
            found.add(i)
    return sorted({t for i in found for t in range(phrases[i].start, phrases[i].end)})


def standing(site: Site, words: Listed, without: set[int], more: Sequence[int] = (), inside: Sequence[int] | None = None) -> str:
    """The first token of the clause that is one of the words, or opens one of several words, "" when none stands there."""
    tokens = site.sentence.tokens
    clause = site.host.tokens if inside is None else inside
    found = words.first_in([tokens[t] for t in (*clause, *more) if t not in without]) if words else None
    return found.text if found is not None else ""


def hypothetical(site: Site) -> set[int]:
    """Tokens of genitives under a noun that makes them hypothetical ("für den Fall eines Angriffs")."""
    phrases, tokens = site.sentence.phrases, site.sentence.tokens
    found: set[int] = set()
    for index in site.host.phrases:
        phrase = phrases[index]
        if (
            phrase.slot == "genitive"
            and phrase.parent >= 0
            and site.pack.modality.nouns.effect(tokens[phrases[phrase.parent].head].lemma) == "conditional"
        ):
            found |= set(range(phrase.start, phrase.end))
    return found
