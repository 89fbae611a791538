"""Clauses of headlines -> whether what looks like their finite verb is a participle: "Zwei Abgeordnete in Ankara | verhaftet"."""

from dragoman.clauses.drafts import Draft
from dragoman.clauses.verb_second.phrases import Chunk
from dragoman.clauses.verb_second.words import Word
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack


def told_short(found: list[Chunk], words: list[Word], draft: Draft, pack: Pack) -> bool:
    """Whether the last word of a clause without auxiliary is a participle, as nobody stands there whom the deed is done to.

    Only forms that are both ("verhaftet") of verbs that ask for an object: "Regierung | protestiert" stays what it is.
    """
    at = draft.finite
    if draft.kind != "main" or at < 0 or at != draft.tokens[-1] or any(words[t].pos == "verb" for t in draft.tokens[:-1]):
        return False
    finite = next((f for f in words[at].forms if f.kind == "fin"), None)
    if finite is None or not any(f.kind == "part2" and f.lemma == finite.lemma for f in words[at].forms):
        return False
    own = [c for c in found if c.slot == "none" and c.conjunct < 0 and c.outer is None]
    free = [c for c in own if not (c.adp or c.pronoun or c.time)]
    genitives = [c for c in free[1:] if "g" in c.case]
    return len(free) - len(genitives) == 1 and _transitive(finite.lemma, pack)


def _transitive(lemma: str, pack: Pack) -> bool:
    """Whether every entry of a verb has its other side as object."""
    entries = [e for e in pack.triggers.verbs.get(lemma, ()) if e.kind == "verb"]
    return bool(entries) and all("object" in (*e.actor, *e.recipient, *e.requires) for e in entries)


def participles(word: Word) -> tuple[VerbForm, ...]:
    """The readings of a form as a participle ("empfangen" is an infinitive as well)."""
    return tuple(f for f in word.forms if f.kind == "part2")
