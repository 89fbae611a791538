"""Tagged words of a sentence -> clauses as lists of token indices: segments between marks, joined by what they lack.

A main clause that is interrupted ("Der Präsident, der gestern ankam, hat ...") is one clause with two stretches.
"""

from itertools import pairwise

from dragoman.clauses.drafts import Draft
from dragoman.clauses.verb_second.finites import finites
from dragoman.clauses.verb_second.joining import short_brackets, short_quotes
from dragoman.clauses.verb_second.parting import helps, parted
from dragoman.clauses.verb_second.words import Word
from dragoman.language.pack import Pack

DASHES = "-–—"
BREAKS = frozenset(',;:–—()[]"„“”«»-…!?.‚‘')


def drafts(words: list[Word], pack: Pack) -> list[Draft]:
    """The clauses of a sentence in the order of their first token."""
    found: list[Draft] = []
    for segment in _segments(words, pack):
        _place(found, segment, words, pack)
    for draft in found:
        draft.tokens.sort()
    _verb_first(found, words, pack)
    return parted(found, words, pack)


def _verb_first(found: list[Draft], words: list[Word], pack: Pack) -> None:
    """A clause that begins with its verb, in front of another that does, is a condition ("Greift der Iran an, ...")."""
    mains = [d for d in found if d.kind == "main"]
    if len(mains) < 2 or words[-1].text == "?":
        return
    for before, draft in pairwise(found):
        if draft in mains and _set_behind(before, draft, words, pack):
            draft.kind, draft.opener, draft.parent = "subordinate", pack.grammar.clauses.verb_first, found.index(before)
    if mains[0] is not found[0]:
        return
    first, second = mains[:2]
    if first.question and second.finite >= 0 and second.finite in second.tokens[:2]:
        first.kind, first.opener, first.question = "subordinate", pack.grammar.clauses.verb_first, False


def _set_behind(before: Draft, draft: Draft, words: list[Word], pack: Pack) -> bool:
    """Whether a clause behind a whole one begins with the modal of what may come ("droht mit Krieg, | sollte Israel ...")."""
    first = draft.tokens[0]
    opens = draft.finite == first and words[first - 1].text == "," and words[first].text[0].islower()
    may_come = any(f.lemma in pack.grammar.clauses.may_come and f.tense == "past" for f in words[first].forms)
    return opens and may_come and before.kind != "relative" and before.tokens[-1] == first - 2


def _ordinal(words: list[Word], i: int) -> bool:
    """Whether a full stop makes the number before it an ordinal ("am 2. April")."""
    behind = words[i + 1] if i + 1 < len(words) else None
    return words[i].text == "." and i > 0 and words[i - 1].pos == "num" and behind is not None and behind.text[0].isalnum()


def _segments(words: list[Word], pack: Pack) -> list[list[int]]:
    """Stretches between marks, cut again before a conjunction that joins two finite clauses."""
    stretches: list[list[int]] = []
    current: list[int] = []
    passing = short_quotes(words, BREAKS) | short_brackets(words)
    for i, word in enumerate(words):
        if word.pos == "punct" and i in passing:
            continue
        if word.pos == "punct" and word.text in BREAKS and not _ordinal(words, i):
            if current:
                stretches.append(current)
            current = []
        else:
            if word.glued and word.pos == "verb" and current:  # the comma between them was lost with the blank
                stretches.append(current)
                current = []
            current.append(i)
    if current:
        stretches.append(current)
    return [part for stretch in stretches for part in _cut(stretch, words, pack)]


def _cut(stretch: list[int], words: list[Word], pack: Pack) -> list[list[int]]:
    """Cuts at coordinators between two finite verbs, the last coordinator before the second one."""
    found = finites(stretch, words, pack) or _infinitives(stretch, words, pack)
    if len(found) == 1 and stretch[0] > 0 and _closed(found[0], stretch, words):
        at = stretch.index(found[0]) - 1
        return [stretch[:at], stretch[at:]]
    if len(found) < 2:
        return [stretch]
    joints = [t for t in stretch if words[t].pos == "cconj" and found[0] < t < found[-1]]
    if not joints or (_opens_subordinate(stretch, words, pack) and found[0] + 1 == found[-1]):
        return [stretch]
    joint = next((t for t in reversed(joints) if t < found[1]), joints[0])
    at = stretch.index(joint)
    return [stretch[:at], *_cut(stretch[at:], words, pack)]


def _closed(finite: int, stretch: list[int], words: list[Word]) -> bool:
    """Whether before "und" and the only finite verb stands another verb's end ("..., Kubas | zurück | und nannte")."""
    at = stretch.index(finite)
    if at < 2 or words[stretch[at - 1]].pos != "cconj":
        return False
    before = words[stretch[at - 2]]
    return before.pos == "part" or (before.pos == "verb" and all(f.kind != "fin" for f in before.forms))


def _first(segment: list[int], words: list[Word]) -> int:
    """Index of the first word that is no coordinator."""
    return next((n for n, t in enumerate(segment) if words[t].pos != "cconj"), 0)


def _opens_subordinate(segment: list[int], words: list[Word], pack: Pack) -> str:
    """Lemma of the subordinator that opens the segment, "" when none does."""
    clauses = pack.grammar.clauses
    both = words[segment[0]].lower in clauses.subordinators  # "wie" joins words or opens a clause
    at = 0 if both and len(segment) > 2 else _first(segment, words)
    word = words[segment[at]]
    verbs = finites(segment, words, pack)
    final = bool(verbs) and _is_final(verbs[-1], segment, words)
    if word.lower in clauses.subordinators:
        compares = word.lower in clauses.comparators and segment[at] > 0 and words[segment[at] - 1].pos not in ("punct", "cconj")
        opens_sentence = segment[0] == 0 and not verbs and len(segment) > 2
        if opens_sentence and word.lower in clauses.comparators:
            return word.lower  # "Wie die Sprecherin, Frau N., mitteilte": the verb is still to come
        if (word.lower in clauses.weak_subordinators and compares) or (
            word.lower in clauses.weak_subordinators and not (final and len(verbs) == 1 and verbs[0] - segment[at] > 1)
        ):
            return ""
        return word.lower
    return ""


def _is_final(token: int, segment: list[int], words: list[Word]) -> bool:
    """Whether a verb stands in the closing verb cluster of the segment."""
    position = segment.index(token)
    return all(words[t].pos in ("verb", "part", "cconj") for t in segment[position + 1 :])


def _relative(segment: list[int], words: list[Word], pack: Pack) -> str:
    """The relative pronoun that opens the segment (possibly after an adposition), "" when none does."""
    at = _first(segment, words)
    if words[segment[at]].pos == "adp" and at + 1 < len(segment):
        at += 1
    word = words[segment[at]]
    if word.lower not in pack.grammar.clauses.relatives or segment[at] == 0:
        return ""
    verbs = finites(segment, words, pack)
    if len(verbs) >= 1 and _is_final(verbs[-1], segment, words) and (len(verbs) == 1 or verbs[0] - segment[at] > 1):
        behind = [t for t in segment[segment.index(verbs[-1]) + 1 :] if words[t].pos == "verb"]
        if len(behind) == 1 and any(f.kind == "part2" for f in words[behind[0]].forms):
            return ""  # "die Prüfung habe ergeben": the finite verb of a relative clause stands behind its participle
        return word.lower
    return ""


def _place(found: list[Draft], segment: list[int], words: list[Word], pack: Pack) -> None:
    """Gives a segment its place: a new clause, or the continuation of one that still lacks its verb."""
    verbs = finites(segment, words, pack)
    opener = _opens_subordinate(segment, words, pack)
    relative = "" if opener else _relative(segment, words, pack)
    if opener or relative:
        _subordinate(found, segment, verbs, opener, relative, words)
    elif verbs and not (len(verbs) == 1 and _left_out(verbs[0], segment, words)):
        _finite(found, segment, verbs, words, pack)
    elif _infinitives(segment, words, pack):
        first = words[segment[_first(segment, words)]].lower
        opened = first if first in pack.grammar.clauses.infinitive_openers else ""
        joined = found and found[-1].kind == "infinitive" and words[segment[0]].pos == "cconj"
        found.append(Draft("infinitive", list(segment), -1, opened, found[-1].parent if joined else _host(found)))
    else:
        _verbless(found, segment, words)


def _left_out(token: int, segment: list[int], words: list[Word]) -> bool:
    """Whether a verb at the end is a participle without its auxiliary: with its prefix it is not second ("... einbestellt")."""
    joined = [f for f in words[token].forms if f.kind == "fin"]
    participle = any(f.kind == "part2" for f in words[token].forms)
    return participle and all(f.prefix for f in joined) and segment[-1] == token and segment[0] != token


def _host(found: list[Draft]) -> int:
    """Index of the clause that a dependent one hangs on: the last one, -1 at the start of the sentence."""
    return len(found) - 1


def _subordinate(found: list[Draft], segment: list[int], verbs: list[int], opener: str, relative: str, words: list[Word]) -> None:
    draft = Draft(
        "relative" if relative else "subordinate", list(segment), verbs[-1] if verbs else -1, opener or relative, _host(found)
    )
    if relative:
        draft.antecedent = next((t for t in range(segment[0] - 1, -1, -1) if words[t].pos in ("noun", "name")), -1)
    found.append(draft)


def _finite(found: list[Draft], segment: list[int], verbs: list[int], words: list[Word], pack: Pack) -> None:
    at = _first(segment, words)
    opens = segment.index(verbs[0]) == at
    bracket = _open_bracket(found, words, pack)
    if bracket is not None and _closes(bracket, segment, verbs, words, pack):
        bracket.tokens += segment
        return
    waiting = next((d for d in reversed(found) if d.kind == "main" and d.finite < 0 and not d.closed), None)
    pending = next((d for d in reversed(found) if d.kind in ("subordinate", "relative") and d.finite < 0), None)
    if pending is not None and _is_final(verbs[-1], segment, words):
        pending.tokens += segment
        pending.finite = verbs[-1]
        return
    headed = waiting is not None and not opens and _headed(waiting, segment, verbs, words)
    if waiting is not None and headed:
        waiting.closed = True
    if waiting and not headed and (opens or _only_before(verbs[0], segment, words)) and words[segment[0]].pos != "cconj":
        waiting.tokens += segment
        waiting.finite = verbs[0]
        return
    previous = found[-1] if found else None
    final = _is_final(verbs[-1], segment, words) and segment.index(verbs[-1]) > at + 1
    if (
        previous is not None
        and previous.kind in ("subordinate", "relative")
        and words[segment[0]].pos == "cconj"
        and final
        and len(verbs) == 1
    ):
        found.append(Draft(previous.kind, list(segment), verbs[-1], previous.opener, previous.parent, previous.antecedent))
        return
    question = opens and not found and segment[at] == segment[0]
    found.append(Draft("main", list(segment), verbs[0], question=question))


def _open_bracket(found: list[Draft], words: list[Word], pack: Pack) -> Draft | None:
    """The main clause before that still lacks the participle or infinitive of its auxiliary ("Er hat das Haus, ...")."""
    last = next((d for d in reversed(found) if d.kind not in ("subordinate", "relative", "infinitive")), None)
    if last is None or last.kind != "main" or last.finite < 0 or not helps(words[last.finite], pack):
        return None
    full = [t for t in last.tokens if words[t].pos == "verb" and t != last.finite]
    return last if not full else None


def _closes(bracket: Draft, segment: list[int], verbs: list[int], words: list[Word], pack: Pack) -> bool:
    """Whether the only verb of a stretch, at its end, can be the participle or infinitive that a clause before it lacks."""
    lemmas = {f.lemma for f in words[bracket.finite].forms if f.kind == "fin"}
    grammar = pack.grammar.verbs
    wanted = {"part2"} if lemmas & {grammar.have, grammar.be} else {"part2", "inf"} if grammar.become in lemmas else {"inf"}
    behind = [words[t] for t in segment if t >= verbs[0]]
    if any(f.lemma in grammar.causative for w in behind for f in w.forms):  # "hat ihn, einen Beamten, verhaften lassen"
        wanted = wanted | {"inf"}
    can = {f.kind for f in words[verbs[0]].forms}
    subject = any(words[t].pos == "pron" and any(f[0] == "n" for f in words[t].feats) for t in segment)
    return len(verbs) == 1 and bool(can & wanted) and _is_final(verbs[0], segment, words) and not subject


def _only_before(finite: int, segment: list[int], words: list[Word]) -> bool:
    """Whether what stands before the finite verb is the rest of an interrupted first constituent (no new subject)."""
    before = segment[: segment.index(finite)]
    return all(words[t].pos not in ("pron",) for t in before)


def _infinitives(segment: list[int], words: list[Word], pack: Pack) -> list[int]:
    """Tokens of "zu" + infinitive (or of a fused form) in the segment."""
    zu, found = pack.grammar.verbs.particle_infinitive, []
    for n, t in enumerate(segment):
        fused = any(f.kind == "zuinf" for f in words[t].forms)
        if fused or (
            words[t].lower == zu and words[t].pos == "part" and n + 1 < len(segment) and words[segment[n + 1]].pos == "verb"
        ):
            found.append(t)
    return found


def _headed(waiting: Draft, segment: list[int], verbs: list[int], words: list[Word]) -> bool:
    """Whether what stands before a mark is only the topic: "Brüssel: Die Union hat ...", "Mali - Armee tötet ..."."""
    mark, name = words[segment[0] - 1].text, waiting.tokens[0] == 0 and all(words[t].pos == "name" for t in waiting.tokens)
    return mark == ":" or (
        name and mark in DASHES and verbs[0] != segment[0] and words[segment[0]].pos in ("noun", "name", "det", "num")
    )


def _verbless(found: list[Draft], segment: list[int], words: list[Word]) -> None:
    """A stretch without finite verb: part of a waiting clause, the rest of the last main clause, or a fragment."""
    open_ = [d for d in reversed(found) if d.finite < 0 and not d.closed]
    pending = next((d for d in open_ if d.kind in ("subordinate", "relative", "main")), None)
    headed = pending is not None and pending.kind == "main" and words[segment[0] - 1].text == ":"  # "Jemen: Geiseln frei"
    if pending is not None and not headed:
        pending.tokens += segment
        return
    main = next((d for d in reversed(found) if d.kind == "main"), None)
    last = found[-1] if found else None
    if (
        last is not None
        and last.kind in ("subordinate", "relative")
        and main is not None
        and words[segment[0]].pos not in ("adp", "cconj")
    ):
        main = last if words[segment[0]].pos in ("noun", "name") else main
    if main is not None and not headed:
        main.tokens += segment
        return
    found.append(Draft("main", list(segment)))
