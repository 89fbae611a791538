"""A trigger entry at a site -> the first of its conditions that does not hold: an ordered tuple of rules, cheapest first."""

from collections.abc import Callable, Sequence

import msgspec

from dragoman.language.citing import in_citation
from dragoman.language.pack import Pack
from dragoman.language.triggers import Trigger
from dragoman.values.errors import Reason
from dragoman.values.syntax import Clause
from dragoman.what.answers import denied_of_own
from dragoman.what.carried import is_sum
from dragoman.what.sites import Site
from dragoman.what.standing import attributes, borrowed, described, goes_on, hypothetical, standing, within

PAST = ("past", "perfect", "pluperfect")
NAMED_WORDS = 4  # so many of the words that an entry wants are named in a refusal

NONE: frozenset[str] = frozenset()

Unmet = tuple[Reason, str]
"""Why an entry is not tried further: the reason, and what is missing in words."""


class Ground(msgspec.Struct, frozen=True):
    """What the entries of a site share: the words of its clause in small letters, and tokens borrowed from the clause above.

    `own` are the words of the clause, `words` those with the borrowed ones: what is not among them need not be looked for.
    `said_of` are the tokens of participles beside the subject, among which a wanted word may stand too.
    """

    own: frozenset[str]
    words: frozenset[str]
    borrowed: tuple[int, ...]
    said_of: tuple[int, ...]


class Attempt(msgspec.Struct, frozen=True, gc=False):
    """An entry that is tried at a site: the tokens of the trigger there, and what all entries of the site look at."""

    site: Site
    entry: Trigger
    tokens: tuple[int, ...]
    ground: Ground

    @property
    def below(self) -> Sequence[int]:
        """Tokens of the clauses that the frame looks into, () where it looks into none."""
        return self.site.below if self.entry.looks_below else ()


def ground_of(site: Site) -> Ground:
    """What all entries of a site look at."""
    sentence, lent, said_of = site.sentence, tuple(borrowed(site)), tuple(attributes(site))
    own = sentence.clause_words[site.clause] | _sums(site, site.host.tokens)
    if not lent and not said_of:
        return Ground(own, own, lent, said_of)
    more = (*lent, *said_of)
    words = [w for t in more for w in (sentence.lowered[t], sentence.tokens[t].lemma.lower())]
    return Ground(own, own.union(words, _sums(site, more)), lent, said_of)


def _sums(site: Site, tokens: Sequence[int]) -> frozenset[str]:
    """The words for money where some of the tokens are a sum."""
    every = site.sentence.tokens
    return site.pack.grammar.nouns.money if any(every[t].pos == "num" and is_sum(every, t) for t in tokens) else NONE


def unmet(site: Site, entry: Trigger, tokens: tuple[int, ...], ground: Ground) -> Unmet | None:
    """The first condition of an entry that does not hold at a site, None where all do; its slots are not asked yet."""
    attempt = Attempt(site, entry, tokens, ground)
    for condition in site.pack.remember(_conditions_of)(entry.id):
        if (found := condition(attempt)) is not None:
            return found
    return None


def without_noun(entry: Trigger) -> Unmet:
    """The refusal of a light verb without any of its nouns."""
    return "missing_slot", f"no {entry.nouns[0]} as {entry.noun_slot}"


def _not_negated(attempt: Attempt) -> Unmet | None:
    missing = attempt.entry.negated and attempt.site.host.negation < 0
    return ("missing_word", "nothing negates it") if missing else None


def _noun_nowhere(attempt: Attempt) -> Unmet | None:
    """Most entries of a light verb end here: none of their nouns is among the words of the clause."""
    nowhere = attempt.entry.kind == "light" and attempt.entry.carried.misses(attempt.ground.own)
    return without_noun(attempt.entry) if nowhere else None


def _forbidden_word(attempt: Attempt) -> Unmet | None:
    forbidden, ground, below = attempt.entry.forbidden, attempt.ground, attempt.below
    more = (*below, *described(attempt.site)) if forbidden else ()
    if not more and forbidden.absent(ground.words):
        return None
    found = standing(attempt.site, forbidden, {*attempt.tokens, *_cited(attempt.site)}, (*more, *ground.borrowed))
    return ("forbidden_word", f"'{found}' stands in the clause") if found else None


def _cited(site: Site) -> tuple[int, ...]:
    """Tokens that say on whose word something is told: they say nothing of the deed ("nach Angaben | der Staatsmedien")."""
    sentence = site.sentence
    held = [sentence.phrases[i] for i in site.host.phrases if in_citation(sentence, i, site.pack)]
    return tuple(t for phrase in held for t in range(phrase.start, phrase.end))


def _missing_word(attempt: Attempt) -> Unmet | None:
    site, entry, ground = attempt.site, attempt.entry, attempt.ground
    if not entry.with_:
        return None
    below, behind = attempt.below, goes_on(site) if "deed" in entry.actor else ()
    if below or entry.within or behind or not entry.wanted.absent(ground.words):
        more = (*below, *ground.borrowed, *ground.said_of, *behind)
        if standing(site, entry.wanted, {*hypothetical(site), *_cited(site)}, more, within(site, entry)):
            return None
    return "missing_word", f"none of {', '.join(entry.with_[:NAMED_WORDS])} stands in the clause"


def _missing_complement(attempt: Attempt) -> Unmet | None:
    site, entry = attempt.site, attempt.entry
    content = denied_of_own(site, entry.complement) if entry.own_denial else site.complements
    if not entry.complement or any(_is_content(site, c, entry) for c in content):
        return None
    return "missing_word", f"no clause with {', '.join(entry.complement[:NAMED_WORDS])} depends on it"


def _told_not_asked(attempt: Attempt) -> Unmet | None:
    asks = attempt.entry.content in ("called_for", "expected") and attempt.site.phrase < 0
    told = asks and _told(attempt.site, attempt.entry)
    return ("missing_word", "what is said has happened, it is not asked for") if told else None


def _not_reflexive(attempt: Attempt) -> Unmet | None:
    verb = attempt.site.host.verb
    missing = attempt.entry.reflexive and attempt.site.phrase < 0 and not (verb is not None and verb.reflexive)
    return ("missing_slot", "needs a reflexive pronoun") if missing else None


def _suffered(attempt: Attempt) -> Unmet | None:
    suffers = _suffers(attempt.site, attempt.entry)
    return ("missing_slot", "the subject of a reflexive verb suffers what it says") if suffers else None


Condition = Callable[[Attempt], Unmet | None]
# each with the entries that can fail it: of the others it is not asked
CONDITIONS: tuple[tuple[Condition, Callable[[Trigger], object]], ...] = (
    (_not_negated, lambda entry: entry.negated),
    (_noun_nowhere, lambda entry: entry.kind == "light"),
    (_forbidden_word, lambda entry: entry.unless),
    (_missing_word, lambda entry: entry.with_),
    (_missing_complement, lambda entry: entry.complement),
    (_told_not_asked, lambda entry: entry.content in ("called_for", "expected")),
    (_not_reflexive, lambda entry: entry.reflexive),
    (_suffered, lambda entry: entry.kind == "verb" and not entry.reflexive),
)


def _conditions_of(id: str, pack: Pack) -> tuple[Condition, ...]:
    """The conditions that an entry can fail, cheapest first."""
    entry = pack.triggers.by_id[id]
    return tuple(condition for condition, able in CONDITIONS if able(entry))


def _suffers(site: Site, entry: Trigger) -> bool:
    """Whether a reflexive verb makes no deed of its subject: "una denuncia que se respalda con pruebas"."""
    verb, phrases = site.host.verb, site.sentence.phrases
    if site.phrase >= 0 or verb is None or not verb.reflexive or entry.reflexive or entry.kind != "verb":
        return False
    bare = entry.recipient[:1] == ("object",) and site.pack.grammar.shape.pro_drop
    tokens, mine = site.sentence.tokens, [phrases[i] for i in site.host.phrases]
    named = any(p.slot == "subject" and tokens[p.head].pos in ("noun", "name") for p in mine)
    return bare and not named and not any(p.slot in ("object", "dative") for p in mine)


def _told(site: Site, entry: Trigger) -> bool:
    """Whether all that a verb of asking says is past and no wish ("told them that it | was trash"), and it asks for no thing."""
    things = any(site.sentence.phrases[i].slot == "object" for i in site.host.phrases)
    if things and not any(slot.kind == "complement" for slot in entry.slots["requires"]):
        return False
    told = [_asserted(site, c) for c in site.complements]
    enough = all if entry.content == "called_for" else any
    return site.pack.grammar.order == "subject-verb" and bool(told) and enough(told)


def _asserted(site: Site, clause: Clause) -> bool:
    """Whether a clause says what is or was so: past, or a form that is indicative only ("insists it | is vital")."""
    verb = clause.verb
    if verb is not None and site.pack.grammar.modals.get(verb.modal) == "conditional":
        return clause.kind != "infinitive"  # "suggested that bases | could be | targeted"
    if verb is None or verb.modal or clause.kind == "infinitive" or verb.mood == "subjunctive" or verb.finite < 0:
        return False
    forms = site.pack.words.verb(site.sentence.tokens[verb.finite].text.lower())
    plain = bool(forms) and not any(f.kind == "inf" or f.mood.startswith("subjunctive") for f in forms)
    return verb.tense in (*PAST, "future") or (verb.tense == "present" and plain)


def _is_content(site: Site, clause: Clause, entry: Trigger) -> bool:
    """Whether a clause has one of the verbs that a frame asks for, of a deed still to come where the frame announces one."""
    verb = clause.verb
    if verb is None or verb.lemma not in entry.complement:
        return False
    present = site.pack.grammar.order != "subject-verb"  # "it is expelling ..." is done, not announced
    open_ = clause.kind == "infinitive" or bool(verb.modal) or verb.tense == "future" or (present and verb.tense == "present")
    return open_ or entry.content not in ("expected", "conditional")
