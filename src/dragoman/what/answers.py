"""A verb of saying at a site -> the clauses by which its subject denies a deed of his own."""

from dragoman.language.triggers import Slot
from dragoman.values.syntax import Clause
from dragoman.what.sites import Site, site_at
from dragoman.what.slots import fill


def denied_of_own(site: Site, verbs: tuple[str, ...]) -> tuple[Clause, ...]:
    """Negated clauses of what is said, with one of these verbs and the speaker or somebody of his as subject.

    "Kigali said that it does not | back | the rebels", but not "Kigali said that Kinshasa does not | comply |".
    """
    negated = [c for c in said(site) if c.negation >= 0 and c.verb is not None and c.verb.lemma in verbs]
    speakers = _codes(site, site.clause) if negated else frozenset()
    return tuple(c for c in negated if (own := _codes(site, site.sentence.clauses.index(c))) and own <= speakers)


def said(site: Site) -> tuple[Clause, ...]:
    """The clauses that tell what a verb of saying says: those that depend on it, and those of its quotation."""
    sentence = site.sentence
    words = [sentence.tokens[t] for t in site.host.tokens]
    told = [s.quote for s in site.reading.statements if s.cue is not None and any(s.cue[0] <= w.start < s.cue[1] for w in words)]
    quoted = [
        c
        for c in sentence.clauses
        if c is not site.host and c.parent < 0 and any(a <= sentence.tokens[c.tokens[0]].start < b for a, b in told)
    ]
    first = (*site.complements, *(c for c in quoted if c not in site.complements))
    return (*first, *(c for c in sentence.clauses if c.negation in c.tokens[:1] and sentence.clauses[c.parent] in first))


def _codes(site: Site, clause: int) -> frozenset[str]:
    """Countries of whoever is the subject of a clause, also of a passive one ("was not | involved")."""
    verb = site.sentence.clauses[clause].verb
    slot = Slot("object" if verb is not None and verb.voice == "passive" else "subject")
    doers = fill(site_at(site.reading, clause, site.pack, site.people), slot)
    return frozenset(x.code for f in doers for m in f.mentions for x in (m.members or (m,)) if x.code)
