"""Noun phrases and verb of a clause -> the slot each phrase fills: subject, object, dative, genitive, adposition."""

from dragoman.clauses.verb_second.phrases import Chunk
from dragoman.clauses.verb_second.words import QUOTES, Word
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack

TOPIC_LETTERS = 4  # of a word in capitals that is no abbreviation
APPOSITION_TAIL = 12  # tokens from an apposition's head to the comma that closes it


def assign(found: list[Chunk], words: list[Word], finite: int, kind: str, pack: Pack, *, goes_on: bool = False) -> None:
    """Sets `slot`, `parent`, `bound` and `conjunct` of the chunks of one clause (changes them in place).

    `finite` is the token of the finite verb or -1; `kind` the clause's kind; `goes_on`: its subject is that of the clause before.
    """
    _postpositions(found, words, pack)
    _prenominal(found)
    _coordinate(found, words, pack)
    _attach(found, words, finite, kind, pack)
    _enclosed(found, words, finite, pack)
    _arguments(found, words, finite, kind, pack, goes_on=goes_on)
    for chunk in found:
        first = found[chunk.conjunct] if chunk.conjunct >= 0 else None
        if first is not None:
            chunk.slot, chunk.adp, chunk.parent, chunk.bound = first.slot, first.adp, first.parent, first.bound


def _postpositions(found: list[Chunk], words: list[Word], pack: Pack) -> None:
    for chunk in found:
        after = words[chunk.end] if chunk.end < len(words) else None
        if after is not None and not chunk.adp and after.pos == "adp" and after.lower in pack.grammar.adpositions.postpositions:
            following = words[chunk.end + 1] if chunk.end + 1 < len(words) else None
            only = after.lower in pack.grammar.adpositions.behind
            if not only and any(c.start == chunk.end and c.adp for c in found):
                continue  # "den Minister | nach nur acht Monaten"
            if only or following is None or following.pos not in ("det", "noun", "name", "adj"):
                chunk.adp = after.lemma


def _prenominal(found: list[Chunk]) -> None:
    for i, chunk in enumerate(found):
        if chunk.slot == "genitive" and i + 1 < len(found):
            chunk.parent = i + 1


def _coordinate(found: list[Chunk], words: list[Word], pack: Pack) -> None:
    """A phrase after "und" (or a comma that leads to one) shares the slot of the one before it."""
    joins = pack.grammar.clauses.noun_coordinators
    for i in range(1, len(found)):
        left, right = found[i - 1], found[i]
        if right.slot == "genitive" and right.parent == i + 1 and i + 1 < len(found):  # "Scholz und | Russlands | Präsident"
            joined = len(words[left.end : right.start]) == 1 and words[left.end].lower in joins
            alike = not left.adp or (i > 1 and found[i - 2].slot == "genitive" and found[i - 2].parent == i - 1)
            if i > 1 and _of_one_state(found[i - 2], left, found[i + 1], words, pack):
                left = found[i - 2]  # "die Regierung | der Türkei | und | Russlands | Präsident"
            if joined and alike and set(left.case) & set(found[i + 1].case):  # "mit As Präsidenten und Bs Minister"
                found[i + 1].conjunct = left.conjunct if left.conjunct >= 0 else found.index(left)
                found[found[i + 1].conjunct].number = "p"
            continue
        if right.conjunct >= 0:
            continue
        between = words[left.end : right.opens if right.opens >= 0 else right.start]
        before = found[i - 2] if i > 1 else left
        closed = [w.text for w in between[:1]] == [")"] and len(between) == 2 and between[1].lower in joins
        if closed and i > 1 and not (before.adp or right.adp) and set(before.case) & set(right.case):
            right.conjunct = before.conjunct if before.conjunct >= 0 else i - 2  # "traf A | (5. Mai) | und B"
            found[right.conjunct].number = "p"
            continue
        apart = len(between) == 2 and between[0].text == "," and between[1].lower in joins and not right.adp
        host = _host_of_name(found, i - 1, words) if apart else -1
        if host >= 0 and set(found[host].case) & set(right.case):
            right.conjunct = host  # "der Gesandte für A, | Kim, | und der Minister"
            found[host].number = "p"
            continue
        joined = " ".join(w.lower for w in between) in joins  # also "als auch"
        listed = len(between) == 1 and between[0].text == "," and _list_goes_on(found, i, words, joins)
        if not (joined or listed) or (left.slot == "genitive" and left.case == "g" and left.parent > i - 1):
            continue
        led = left.adp or (found[left.conjunct].adp if left.conjunct >= 0 else "")  # "in China, Nordkorea und | im Iran"
        same = (not right.adp and (set(left.case) & set(right.case) or left.adp)) or right.adp == led != ""
        above = left.parent if left.parent >= 0 else i - 2
        apart = not right.adp and not set(left.case) & set(right.case)
        if above >= 0 and (apart or _of_one_state(found[above], left, right, words, pack)):
            other = found[above]  # "die Ministerin | von Norwegen | und ihr Kollege"
            if other.slot != "genitive" and set(other.case) & set(right.case) and other.end == left.start:
                right.conjunct = other.conjunct if other.conjunct >= 0 else above
                found[right.conjunct].number = "p"
            continue
        if same:
            right.conjunct = left.conjunct if left.conjunct >= 0 else i - 1
            found[right.conjunct].number = "p" if not left.adp else left.number


def _host_of_name(found: list[Chunk], at: int, words: list[Word]) -> int:
    """The phrase that a bare name between commas names, over what hangs on it by an adposition; -1 for other phrases."""
    name = found[at]
    if name.adp or words[name.start].pos != "name" or name.inner != name.start or words[name.start - 1].text != ",":
        return -1
    host = at - 1
    while host > 0 and (found[host].adp or found[host].slot == "genitive"):
        host -= 1
    bare = host < 0 or found[host].adp or found[host].slot == "genitive" or words[found[host].head].pos != "noun"
    if bare:
        return -1
    return found[host].conjunct if found[host].conjunct >= 0 else host


def _of_one_state(office: Chunk, owner: Chunk, right: Chunk, words: list[Word], pack: Pack) -> bool:
    """Whether one office or body, which no two states share, has its owner already: "die Regierung der Türkei und | Island"."""
    role = pack.roles.by_lemma.get(words[office.head].lemma)
    single = role is not None and role.kind in ("person", "institution", "country") and office.number != "p"
    if not single or office.end != owner.start or right.adp or "g" in right.case:
        return False
    inside = owner.adp in pack.modality.adpositions.inside
    seated = inside and not owner.determined and right.determined  # "die Regierung in Ankara und | den Kurden"
    return seated if owner.adp else "g" in owner.case


def _enclosed(found: list[Chunk], words: list[Word], finite: int, pack: Pack) -> None:
    """What stands in brackets, or between commas behind a phrase that it names or explains, is that phrase's apposition."""
    for i, chunk in enumerate(found):
        before = words[chunk.start - 1].text if chunk.start else ""
        if i and _titled(found, i, words):
            chunk.slot, chunk.parent = "apposition", i - 1
            continue
        if not i or chunk.slot != "none" or chunk.adp or chunk.outer is not None:
            continue
        if before.lower() in pack.grammar.clauses.instances and chunk.conjunct < 0:
            apart = any(words[t].pos == "verb" for t in range(found[i - 1].end, chunk.start))
            chunk.slot, chunk.parent = ("adverbial", -1) if apart else ("apposition", i - 1)
            continue
        if before not in ("(", ","):
            continue
        if before == "(":
            chunk.slot, chunk.parent = "apposition", i - 1
            continue
        if words[chunk.start - 2].pos == "verb" and chunk.start - 2 > finite >= 0 and found[i - 1].end <= chunk.start - 2:
            chunk.slot = "adverbial"  # "hat mit dem Abzug begonnen, ein Prozess von Monaten": behind the verb it says more
            continue
        named = next((n for n in range(i - 1, -1, -1) if not found[n].bound and found[n].slot in ("none", "adp")), -1)
        if chunk.conjunct < 0 and named >= 0 and _explains(found, i, named, words):
            chunk.slot, chunk.parent = "apposition", named


def _titled(found: list[Chunk], i: int, words: list[Word]) -> bool:
    """Whether a phrase is the name in quotation marks that the noun before it bears ("die Fregatte „Hessen“")."""
    chunk, left = found[i], found[i - 1]
    bare = chunk.slot == "none" and not chunk.adp and not chunk.determined and chunk.conjunct < 0 and chunk.outer is None
    if not bare or left.end != chunk.start:
        return False
    goes_on = left.slot == "apposition" and words[left.start].text in QUOTES
    return goes_on or (words[chunk.start].text in QUOTES and words[left.head].pos == "noun")


def _explains(found: list[Chunk], i: int, named: int, words: list[Word]) -> bool:
    """Whether a phrase between two commas and the one before it are a name and an office, one beside the other."""
    chunk, other = found[i], found[named]
    between = [words[t] for c in found[named + 1 : i] for t in range(c.start, c.end)]
    gap = [w for w in words[other.end : chunk.start - 1] if w not in between and w.pos not in ("punct", "num")]
    closing = next((t for t in range(chunk.end, min(chunk.end + APPOSITION_TAIL, len(words))) if words[t].text == ","), -1)
    verb = any(words[t].pos == "verb" for t in range(chunk.end, closing)) if closing >= 0 else True
    heads = {words[chunk.head].pos, words[other.head].pos}
    case = bool(set(chunk.case) & set(other.case)) or words[chunk.head].pos == "name"
    return not gap and not verb and "noun" in heads and case and chunk.conjunct < 0 and not chunk.pronoun and not chunk.time


def _list_goes_on(found: list[Chunk], i: int, words: list[Word], joins: frozenset[str]) -> bool:
    """Whether after this comma the enumeration comes to its "und"."""
    for left, right in zip(found[i:], found[i + 1 :], strict=False):
        between = words[left.end : right.start]
        if len(between) == 1 and between[0].lower in joins:
            return True
        if not (len(between) == 1 and between[0].text == ","):
            return False
    return False


def _attach(found: list[Chunk], words: list[Word], finite: int, kind: str, pack: Pack) -> None:
    """Genitives hang on the phrase before them; before the finite verb of a main clause so do adpositional phrases."""
    for i in range(1, len(found)):
        chunk = found[i]
        owned = i > 1 and found[i - 1].slot == "genitive" and found[i - 1].parent == i and chunk.adp
        at = i - 2 if owned else i - 1  # "eine Antwort | auf Nordkoreas Test"
        left = found[at]
        if chunk.slot == "genitive" or chunk.conjunct >= 0 or chunk.outer is not None:
            continue
        adjacent = left.end == (chunk.opens if chunk.opens >= 0 else chunk.start)
        first_field = kind == "main" and finite >= 0 and chunk.end <= finite
        if (
            adjacent
            and not chunk.adp
            and not chunk.pronoun
            and "g" in chunk.case
            and not left.pronoun
            and (_genitive(chunk, words) or chunk.opens >= 0)
        ):
            chunk.slot, chunk.parent, chunk.bound = "genitive", i - 1, True
        elif chunk.adp and adjacent:
            ground = _of_ground(left, chunk, words, pack)
            chunk.slot, chunk.parent = "genitive" if ground else "adp", at
            chunk.bound = ground or (first_field and not left.time)
        elif chunk.adp:
            chunk.slot = "adp"


def _of_ground(left: Chunk, chunk: Chunk, words: list[Word], pack: Pack) -> bool:
    """Whether a phrase says which land a part of it belongs to, and not who does the deed ("im Norden | von Mali")."""
    ground = bool(left.adp) and words[left.head].lemma in pack.grammar.nouns.places and words[chunk.head].pos == "name"
    return ground and chunk.adp in pack.grammar.verbs.agent and chunk.adp in pack.roles.reference.origin


def _genitive(chunk: Chunk, words: list[Word]) -> bool:
    """Whether a phrase that can be genitive and follows a noun is its attribute: it has a determiner, adjective or -s."""
    inner = next((w for w in words[chunk.inner : chunk.end] if w.text not in QUOTES), words[chunk.inner])  # „am Ende“ | Malis
    return inner.pos in ("det", "adj") or (inner.pos == "name" and "g" in inner.feats)


def _arguments(found: list[Chunk], words: list[Word], finite: int, kind: str, pack: Pack, *, goes_on: bool) -> None:
    """Gives the phrases that hang on the verb their slots: what no adposition and no order tells apart, case and number do."""
    free = [c for c in found if not c.adp and c.slot == "none" and c.conjunct < 0 and not (c.time and not c.pronoun)]
    for chunk in found:
        if chunk.slot == "none" and (chunk.adp or chunk.time):
            chunk.slot = "adp" if chunk.adp else "adverbial"
    if kind not in ("subordinate", "relative"):
        _compared(free, words, pack)
    first = next((c for c in found if c.outer is None), None)
    if kind == "main" and first is not None and first.adp and first.end <= finite:
        _behind_adverbial(found, free, finite)
    if first is not None and _topic(first, words, finite) and len(free) > 1:
        first.slot = "adverbial"
    free = [c for c in free if c.slot == "none" and not (c.pronoun and words[c.head].lower in pack.grammar.verbs.reflexive)]
    _by_case(found, free, words, finite, _subject(free, words, finite, kind, goes_on=goes_on))


def _compared(free: list[Chunk], words: list[Word], pack: Pack) -> None:
    """Behind "als" or "wie" stands what somebody is called or compared with; "mehr als | 200 Soldaten" are still soldiers."""
    for chunk in free:
        before = words[chunk.start - 1] if chunk.start else None
        compares = before is not None and before.lower in pack.grammar.clauses.comparators and before.pos != "punct"
        if compares and words[chunk.start].pos != "num":
            chunk.slot = "predicate"


def _behind_adverbial(found: list[Chunk], free: list[Chunk], finite: int) -> None:
    """One constituent stands before the verb: where it is an adverbial, what follows its head there is no subject."""
    for chunk in free:
        if chunk.end <= finite and chunk.slot == "none":
            at = found.index(chunk)
            owned = found[at - 1].parent == at  # "die Krise in A und | Bs | Rolle darin": the owner is no noun before it
            chunk.slot, chunk.parent = "apposition", at - 2 if owned else at - 1


def _by_case(found: list[Chunk], free: list[Chunk], words: list[Word], finite: int, subject: Chunk | None) -> None:
    """Subject, dative, genitive, apposition or object, by the cases that are possible; the first of two may be a dative."""
    for chunk in free:
        if chunk is subject:
            chunk.slot = "subject"
        elif chunk.case == "d" or (chunk.case == "dg" and not (subject is not None and subject.end == chunk.start)):
            chunk.slot = "dative"
        elif chunk.case == "g":
            chunk.slot = "genitive"
        elif subject is not None and _apposition(found, subject, chunk, words, finite):
            chunk.slot, chunk.parent = "apposition", found.index(subject)
        else:
            chunk.slot = "object"
    objects = [c for c in free if c.slot == "object"]
    if len(objects) > 1 and "d" in objects[0].case and objects[0].case != "a":
        objects[0].slot = "dative"


def _topic(chunk: Chunk, words: list[Word], finite: int) -> bool:
    """Whether a phrase is a place or topic in capitals that is set before a sentence ("ÄTHIOPIEN | Rebellen lassen ... frei")."""
    held, behind = words[chunk.start : chunk.end], words[chunk.end] if chunk.end < len(words) else None
    capitals = all(w.text.isupper() and len(w.text) >= TOPIC_LETTERS for w in held)
    titled = behind is not None and behind.pos == "noun"  # "Mali | UNO-Generalsekretär Guterres fordert ..."
    capitals |= len(held) == 1 and held[0].pos == "name" and "g" not in held[0].feats and titled
    goes_on = behind is not None and behind.pos in ("noun", "name", "adj", "det", "num") and not behind.text.isupper()
    return capitals and chunk.start == 0 and not chunk.adp and goes_on and chunk.end < finite


def _apposition(found: list[Chunk], subject: Chunk, chunk: Chunk, words: list[Word], finite: int) -> bool:
    """A phrase in the nominative between commas behind the subject ("der Minister, Kim Hong-kyun, hat") and what hangs on it."""
    if "n" not in chunk.case or not subject.end < chunk.start or words[chunk.start - 1].text != ",":
        return False
    first, last = found.index(subject), found.index(chunk)
    beside = all(c.parent >= 0 or c.slot != "adp" for c in found[first + 1 : last])  # no "am Montag" of the verb's own
    return (beside and chunk.end <= finite) or chunk.start - subject.end == 1


def _subject(free: list[Chunk], words: list[Word], finite: int, kind: str, *, goes_on: bool) -> Chunk | None:
    """The first phrase that can be nominative and agrees with the finite verb in number."""
    if kind == "infinitive":
        return None
    form = next((f for f in words[finite].forms if f.kind == "fin"), None) if finite >= 0 else None
    able = [c for c in free if "n" in c.case]
    sure = [c for c in able if c.case == "n" and _numbers_agree(c, form)]
    fitting = [c for c in able if _numbers_agree(c, form)]
    joined = kind == "main" and finite > 0 and words[finite - 1].pos == "cconj"
    if joined or goes_on:  # "... und forderte X": the subject stands before
        return sure[0] if sure else None
    never_object = [c for c in fitting if "a" not in c.case]
    if not sure and fitting and "a" in fitting[0].case and never_object:
        return never_object[0]
    if sure and fitting and fitting[0] is not sure[0] and "a" in fitting[0].case:
        return sure[0]
    return next(iter(fitting or able), None)


def _numbers_agree(chunk: Chunk, form: VerbForm | None) -> bool:
    return form is None or not form.number or not chunk.number or chunk.number == form.number
