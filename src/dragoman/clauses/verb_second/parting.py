"""Clauses whose auxiliary serves several verbs -> as many clauses ("hat A durchsucht | und B festgenommen")."""

from itertools import pairwise

from dragoman.clauses.drafts import Draft
from dragoman.clauses.verb_second.words import Word
from dragoman.language.pack import Pack


def parted(found: list[Draft], words: list[Word], pack: Pack) -> list[Draft]:
    """The clauses, those whose auxiliary serves several verbs as several; a parent is the last part of what it was."""
    parts: list[Draft] = []
    place: list[int] = []
    for draft in found:
        if draft.parent >= 0:
            draft.parent = place[draft.parent] if draft.parent < len(place) else draft.parent
        parts += _parts(draft, words, pack)
        place.append(len(parts) - 1)
    return parts


def _parts(draft: Draft, words: list[Word], pack: Pack) -> list[Draft]:
    """The clauses that one is: itself, or one for each verb that its auxiliary serves."""
    joints = _joints(draft, words, pack)
    if not joints:
        return [draft]
    helpers = tuple(t for t in draft.tokens if t == draft.finite or _serves(words[t], pack))
    bounds = [0, *joints, len(draft.tokens)]
    stretches = [draft.tokens[a:b] for a, b in pairwise(bounds)]
    return [
        Draft(
            draft.kind,
            stretch,
            draft.finite,
            draft.opener,
            draft.parent,
            draft.antecedent,
            question=draft.question and n == 0,
            lent=tuple(t for t in helpers if t not in stretch),
            goes_on=n > 0,
        )
        for n, stretch in enumerate(stretches)
    ]


def _joints(draft: Draft, words: list[Word], pack: Pack) -> list[int]:
    """Where in the tokens a further verb with words of its own begins, behind a verb of the same form."""
    if draft.finite < 0 or not helps(words[draft.finite], pack):
        return []
    tokens, found = draft.tokens, []
    end = len(tokens)
    for at in range(len(tokens) - 1, 0, -1):
        opens = words[tokens[at]].pos == "cconj" or words[tokens[at] - 1].text == ","
        if opens and _form(words[tokens[at - 1]], tokens[at - 1], draft) and _complete(draft, at, end, words, pack):
            found.append(at)
            end = at
    return found[::-1]


def _complete(draft: Draft, at: int, end: int, words: list[Word], pack: Pack) -> bool:
    """Whether tokens[at:end] is a verb like the one before it, behind a noun or name of its own."""
    tokens = draft.tokens
    verbs = [t for t in tokens[at:end] if words[t].pos == "verb" and t != draft.finite and not _serves(words[t], pack)]
    form = _form(words[tokens[at - 1]], tokens[at - 1], draft)
    if not verbs or verbs[-1] - verbs[0] >= len(verbs) or not form & _form(words[verbs[-1]], verbs[-1], draft):
        return False
    behind = tokens[tokens.index(verbs[-1]) + 1 : end]
    own = any(words[t].pos in ("noun", "name", "num") for t in tokens[at : tokens.index(verbs[0])])
    says = any(f.lemma in pack.speech.stance for f in words[verbs[-1]].forms)  # "hat X angegriffen und behauptet, ..."
    return (own or says) and all(t == draft.finite or _serves(words[t], pack) for t in behind)


def _form(word: Word, token: int, draft: Draft) -> set[str]:
    """Of participle and infinitive what a word can be; the finite verb is neither."""
    return {f.kind for f in word.forms} & {"part2", "inf"} if word.pos == "verb" and token != draft.finite else set()


def _serves(word: Word, pack: Pack) -> bool:
    """Whether a verb that is not finite is only an auxiliary ("worden", "haben")."""
    grammar = pack.grammar.verbs
    return word.pos == "verb" and all(f.lemma in (grammar.have, grammar.be, grammar.become) for f in word.forms)


def helps(word: Word, pack: Pack) -> bool:
    """Whether a word can be the finite form of an auxiliary or modal."""
    grammar = pack.grammar.verbs
    helpers = {grammar.have, grammar.be, grammar.become, *pack.grammar.modals}
    return any(f.kind == "fin" and f.lemma in helpers for f in word.forms)
