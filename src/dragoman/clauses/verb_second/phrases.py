"""Words of a clause -> noun phrases with adposition, possible cases, head, and what hangs on what."""

import msgspec

from dragoman.clauses.verb_second.agreement import CASES, FEMININE, MASCULINE, agreeing, cases
from dragoman.clauses.verb_second.words import Word
from dragoman.language.grammar import Feats
from dragoman.language.pack import Pack
from dragoman.values.syntax import PhraseSlot

INITIALS = 2  # letters of a name that stands before its noun like the first part of a compound


class Chunk(msgspec.Struct, gc=False):
    """A noun phrase under construction; token indices of the sentence, [start, end)."""

    start: int
    end: int
    inner: int
    head: int
    adp: str
    case: str
    number: str
    pronoun: bool = False
    determined: bool = False
    time: bool = False
    slot: PhraseSlot = "none"
    parent: int = -1
    bound: bool = False
    conjunct: int = -1
    opens: int = -1
    """Where its article stands, when an attribute of several words parts the two; else its start."""
    outer: "Chunk | None" = None
    """The phrase whose attribute this one belongs to."""


def chunks(words: list[Word], tokens: list[int], pack: Pack) -> list[Chunk]:
    """The noun phrases of a clause, in text order; those inside the attribute of another one come last."""
    found: list[Chunk] = []
    runs = _runs(tokens)
    for run in runs:
        i = run[0]
        stop = run[-1] + 1
        while i < stop:
            more, i = _chunk(words, i, stop, pack)
            found += more
    own, inside = [c for c in found if c.outer is None], [c for c in found if c.outer is not None]
    for chunk in inside:
        chunk.parent = next((n for n, c in enumerate(own) if c is chunk.outer), -1)
    return own + inside


def _runs(tokens: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for token in tokens:
        if runs and runs[-1][-1] == token - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _chunk(words: list[Word], start: int, stop: int, pack: Pack) -> tuple[list[Chunk], int]:
    """The chunk (with its prenominal genitive, if any) that starts at a token, and where to go on."""
    i, adp, contracted = start, "", False
    if start and words[start].lower in pack.grammar.adpositions.behind and words[start - 1].pos in ("noun", "name"):
        return [], start + 1
    while i < stop and words[i].pos == "adp" and i - start < 2:
        contracted = words[i].lower in pack.grammar.adpositions.contracted
        side = words[i].lemma in pack.grammar.verbs.agent and adp in pack.grammar.adpositions.genitive
        adp = adp if side else words[i].lemma  # "südlich | von Beirut"
        i += 1
        if words[i - 1].reach >= 0:
            break
    inner = i
    opener = next((t for t in (i - 1, i) if start <= t < stop and i < words[t].reach < stop), -1)
    if opener >= 0:
        return _with_attribute(words, start, opener, stop, adp, pack)
    if i < stop and words[i].pos == "pron" and not _noun_follows(words, i, stop):
        case = cases(words[i].feats, adp, pack)
        numbers = {f[1:2] for f in words[i].feats}
        number = "" if "p" in numbers and len(numbers) > 1 else "p" if "p" in numbers else "s"
        return [Chunk(start, i + 1, inner, i, adp, case, number, pronoun=True)], i + 1
    if (
        i < stop
        and words[i].pos == "name"
        and "g" in words[i].feats
        and words[i].text.endswith(pack.grammar.name_endings)
        and i + 1 < stop
        and words[i + 1].pos == "adj"
        and _reaches_noun(words, i + 1, stop)
    ):
        rest, after = _chunk(words, i + 1, stop, pack)
        if rest and rest[0].start == i + 1 and not rest[0].adp:
            rest[0].start, rest[0].adp, rest[0].determined = start, adp, True
            rest[0].case = cases(tuple(rest[0].case), adp, pack)
            return [Chunk(i, i + 1, i, i, "", "g", "s", slot="genitive", bound=True), *rest], after
    i = _before_noun(words, i, stop, pack)
    nouns = i
    i = _nouns(words, i, stop, pack)
    i = _measured(words, nouns, i, stop, adp, pack)
    if i == nouns:
        return [], max(start + 1, inner)
    return _finish(words, start, inner, nouns, i, adp, contracted, pack)


def _with_attribute(words: list[Word], start: int, opener: int, stop: int, adp: str, pack: Pack) -> tuple[list[Chunk], int]:
    """The phrase from the end of its attribute on, and those inside the attribute."""
    reach = words[opener].reach
    rest, after = _chunk(words, reach, stop, pack)
    if not rest:
        return [], max(start + 1, opener + 1)
    outer = rest[0]
    outer.opens, outer.determined, outer.adp = start, words[opener].pos == "det", adp
    noun, article = words[outer.head], words[opener].feats if words[opener].pos == "det" else ()
    feats = agreeing(article, noun.feats or tuple(CASES)) or article
    outer.case = cases(feats or tuple(outer.case), adp, pack)
    numbers = {f[1:2] for f in feats}
    outer.number = numbers.pop() if len(numbers) == 1 else "" if feats else outer.number
    inside: list[Chunk] = []
    i = opener + 1
    while i < reach:
        more, i = _chunk(words, i, reach, pack)
        inside += more
    for chunk in inside:
        chunk.outer, chunk.slot, chunk.bound = outer, "adp" if chunk.adp else "adverbial", True
    return [*rest, *inside], after


def _noun_follows(words: list[Word], i: int, stop: int) -> bool:
    return (
        i + 1 < stop
        and words[i + 1].pos in ("noun", "name")
        and words[i].lower == words[i].lower.strip()
        and bool(words[i].feats) is False
    )


def _before_noun(words: list[Word], i: int, stop: int, pack: Pack) -> int:
    """Skips determiners, adjectives, numbers and adverbs that stand before an adjective or number."""
    while i < stop:
        pos = words[i].pos
        if (
            pos in ("det", "adj", "num")
            or (pos == "punct" and words[i].text == "." and i + 1 < stop and words[i - 1].pos == "num")
            or (pos == "cconj" and i + 1 < stop and words[i + 1].pos == "adj" and words[i - 1].pos == "adj")
            or _goes_on(words, i, stop)
            or _graded(words, i, stop, pack)
            or (
                pos == "punct"
                and words[i].text in '„"«»“'
                and i + 1 < stop
                and words[i + 1].pos in ("noun", "name", "adj", "det", "num")
            )
            or (
                pos == "punct"
                and words[i].text == ","
                and i + 1 < stop
                and words[i - 1].pos == "adj"
                and words[i + 1].pos == "adj"
            )
        ):
            i += 1
        else:
            break
    return i


def _graded(words: list[Word], i: int, stop: int, pack: Pack) -> bool:
    """Whether an adverb belongs to the adjective or number behind it ("rund | zwanzig Soldaten")."""
    if words[i].pos != "adv" or i + 1 >= stop or words[i].lower in pack.grammar.clauses.instances:
        return False
    return words[i + 1].pos in ("adj", "num", "adv") and _reaches_noun(words, i + 1, stop)


def _goes_on(words: list[Word], i: int, stop: int) -> bool:
    """Whether an adjective shares the noun of a second article and adjective ("der neue | und der alte | Minister")."""
    if words[i].pos != "cconj" or i + 3 >= stop or words[i - 1].pos != "adj":
        return False
    return words[i + 1].pos == "det" and words[i + 2].pos == "adj" and _reaches_noun(words, i + 2, stop)


def _reaches_noun(words: list[Word], i: int, stop: int) -> bool:
    while i < stop and words[i].pos in ("adj", "num", "adv", "det"):
        i += 1
    return i < stop and words[i].pos in ("noun", "name")


def _nouns(words: list[Word], i: int, stop: int, pack: Pack) -> int:
    """End of the run of nouns and names that starts at a token: title, name, close apposition."""
    first = i
    while i < stop and words[i].pos in ("noun", "name"):
        if i > first and _new_phrase(words, first, i, pack):
            break
        i += 1
    return i + 1 if first < i < stop and words[i].pos == "num" and words[i].text.isdigit() and _closes(words, i, stop) else i


def _measured(words: list[Word], nouns: int, i: int, stop: int, adp: str, pack: Pack) -> int:
    """The end of a phrase whose noun is measured by a length of time: "zu fünf Jahren | Haft"."""
    counted = nouns > 0 and i == nouns + 1 and words[nouns - 1].pos == "num" and words[nouns].lemma in pack.grammar.nouns.time
    behind = i < stop and words[i].pos == "noun" and words[i].lemma not in pack.grammar.nouns.time
    return i + 1 if counted and behind and adp in pack.grammar.adpositions.measuring else i


def _closes(words: list[Word], i: int, stop: int) -> bool:
    return i + 1 >= stop or words[i + 1].pos not in ("noun", "name", "adj")


def _new_phrase(words: list[Word], first: int, i: int, pack: Pack) -> bool:
    """Whether a noun after a noun opens a phrase of its own: "liefert Kiew | Panzer", "am Montag | Truppen"."""
    before, word = words[i - 1], words[i]
    if word.apart:
        return True
    if (before.lemma in pack.grammar.nouns.time) != (word.lemma in pack.grammar.nouns.time):
        return True
    if word.text in pack.grammar.nouns.feminine and _is_state(before, pack):
        return False  # "die Republik | Türkei": as a genitive it would have its article
    if word.pos == "name" and "g" in word.feats and before.pos == "noun" and not _is_person(before, pack):
        return True
    if _beside_several(words, i, pack):
        return True
    if (
        word.pos == "name"
        and before.pos == "name"
        and "g" in word.feats
        and i + 1 < len(words)
        and words[i + 1].pos == "adj"
        and _reaches_noun(words, i + 1, len(words))
    ):
        return True
    owner = before.pos == "name" and i == first + 1 and "g" in before.feats and before.text.endswith(pack.grammar.name_endings)
    if word.pos == "noun" and owner and (first == 0 or words[first - 1].pos not in ("det", "adj")):
        return False  # "Nordkoreas Führung": `_finish` makes two phrases of it, one the other's owner
    if before.text in pack.grammar.nouns.attributive:
        return False  # "das US | Militär"
    if word.pos == "noun" and before.pos in ("noun", "name") and not before.text.endswith("-"):
        guessed = word.noun is not None and word.noun.guessed and word.lemma not in pack.triggers.nouns
        if guessed and (before.pos == "name" or _is_person(before, pack)):
            return False  # "Präsident Steinmeier": read as a noun by its ending alone, not "gegen Generäle | Sanktionen"
        if _given_name(words, first, i, pack):
            return False  # "Botschafter Rüdiger König"
        return before.lemma not in pack.grammar.nouns.measure and not (
            _is_person(word, pack) and (_initials(words, i - 1) or _is_person(before, pack))
        )
    return False


def _beside_several(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a single name stands behind a noun for several things, which are not called so: "nach den Angriffen | Israel"."""
    before, word, behind = words[i - 1], words[i], words[i + 1] if i + 1 < len(words) else None
    several = before.pos == "noun" and before.noun is not None and before.noun.number == "p" and not before.noun.readings
    if not several or word.pos != "name" or _is_person(before, pack) or _is_state(before, pack):
        return False
    listed = behind is not None and (behind.pos in ("cconj", "name") or behind.text in ",(")
    return not listed and before.lemma not in pack.grammar.nouns.places


def _initials(words: list[Word], at: int) -> bool:
    """Whether capitals stand before their noun without a hyphen ("EU | Diplomaten", not "die USA | Soldaten") or are a kicker."""
    return words[at].text.isupper() and (at == 0 or len(words[at].text) == INITIALS)


def _given_name(words: list[Word], first: int, i: int, pack: Pack) -> bool:
    """Whether an unknown word between a title and a noun for a person is a given name, and the noun the family name."""
    before, noun = words[i - 1], words[i].noun
    if noun is None or noun.number != "s":  # "hat der Kanzler | Berliner Lehrer besucht"
        return False
    unknown = before.pos == "name" or (before.noun is not None and before.noun.guessed)
    titled = i - 2 >= first and words[i - 2].pos == "noun" and _is_person(words[i - 2], pack)
    return titled and unknown and _is_person(words[i], pack) and (i + 1 >= len(words) or words[i + 1].pos not in ("noun", "name"))


def _behind_noun(words: list[Word], start: int, pack: Pack) -> bool:
    return start > 0 and words[start - 1].pos == "noun" and not _is_person(words[start - 1], pack)


def _is_state(word: Word, pack: Pack) -> bool:
    """Whether a noun is one for states, so that the name behind it is what the state is called."""
    role = pack.roles.by_lemma.get(word.lemma)
    return role is not None and role.kind == "country"


def _is_person(word: Word, pack: Pack) -> bool:
    """Whether a noun names persons, so that a name behind it is theirs and no genitive ("Präsident Maas")."""
    role = pack.roles.by_lemma.get(word.lemma)
    return (role is not None and role.kind in ("person", "group")) or word.lemma.lower().endswith(pack.grammar.nouns.person_parts)


def _finish(
    words: list[Word], start: int, inner: int, nouns: int, end: int, adp: str, contracted: bool, pack: Pack
) -> tuple[list[Chunk], int]:
    first, head = words[nouns], _head(words, nouns, end, pack)
    agreed = feats = _feats(words, inner, nouns, head, pack)
    if nouns == inner and not adp and first.pos == "name" and "g" in first.feats and _behind_noun(words, start, pack):
        feats = ("g", *feats)
    if (
        first.pos == "name"
        and nouns == inner
        and end > nouns + 1
        and first.text.endswith(pack.grammar.name_endings)
        and words[nouns + 1].pos == "noun"
        and not contracted
    ):
        head = _head(words, nouns + 1, end, pack)
        agreed = _feats(words, nouns + 1, nouns + 1, head, pack)
        number = _number(words, nouns + 1, nouns + 1, head, agreed, pack)
        if not adp and _titled(words, head, end, pack):
            agreed = (*agreed, "n", "a", "d")  # "gratulierte | Perus Präsident Rojas |"
        rest = Chunk(start, end, nouns + 1, head, adp, cases(agreed, adp, pack), number)
        owner = Chunk(nouns, nouns + 1, nouns, nouns, "", "g", "s", slot="genitive", bound=True)
        rest.determined = True
        return [owner, rest], end
    if inner + 1 < nouns and words[inner + 1].pos == "det":
        leading = words[inner]
        counted = leading.pos == "num"  # "nahm | vier ihrer Mitarbeiter | fest": of an owner, but as many as that
        one = start == 0 and leading.pos == "det" and not {f[:1] for f in leading.feats} & {"n", "a"}  # "Einer der Angreifer"
        feats = (*feats, *(("n", "a", "d") if counted else ("n",) if one else ()))
    if nouns == inner and not adp and _titled(words, head, end, pack):
        feats = (*feats, "n", "a", "d")  # "traf dort | Präsident Weah |": without an article a title stays as it is
    case = cases(feats, adp, pack)
    merged = pack.grammar.adpositions.merged.get(words[inner - 1].lower[-1:], "") if contracted else ""
    case = merged if merged and merged in case else case
    chunk = Chunk(start, end, inner, head, adp, case, _number(words, inner, nouns, head, agreed, pack))
    chunk.determined = contracted or any(w.pos == "det" for w in words[inner:nouns])
    chunk.time = words[head].lemma in pack.grammar.nouns.time
    return [chunk], end


def _titled(words: list[Word], head: int, end: int, pack: Pack) -> bool:
    """Whether a name stands right behind the noun that is its title."""
    behind = words[head + 1 : end]
    return words[head].pos == "noun" and any(w.pos in ("name", "noun") for w in behind) and _is_person(words[head], pack)


def _head(words: list[Word], first: int, end: int, pack: Pack) -> int:
    """The first noun that is no measure ("tausende *Menschen*"), else the first word."""
    nouns = [t for t in range(first, end) if words[t].pos == "noun"]
    return next((t for t in nouns if words[t].lemma not in pack.grammar.nouns.measure), nouns[0] if nouns else first)


def _number(words: list[Word], inner: int, nouns: int, at: int, feats: Feats, pack: Pack) -> str:
    """The number of a phrase: by what counts it, by the readings that its head `at` agrees on, by the head alone."""
    if any(words[i].pos == "cconj" and words[i + 1].pos == "det" for i in range(inner, nouns)):
        return "p"
    for word in words[inner:nouns]:
        if word.pos == "num" and word.text not in ("1", "1."):
            return "p"
        if word.pos == "det" and word.feats and all(f[1:2] == "p" for f in word.feats):
            return "p"
    head = words[at]
    numbers = {f[1:2] for f in feats}
    if head.text in pack.grammar.nouns.plural:
        return "p"
    if len(numbers) == 1 and numbers <= {"s", "p"}:
        return numbers.pop()
    if head.noun is not None and (head.noun.gender or head.noun.readings or head.noun.number == "p"):
        return head.noun.number
    plural_too = any(f[1:2] == "p" for word in words[inner:nouns] if word.pos == "det" for f in word.feats)
    return "" if plural_too or (len(head.text) > 1 and head.text.isupper()) else "s"


def _feats(words: list[Word], inner: int, nouns: int, head: int, pack: Pack) -> Feats:
    """Readings that determiner (else adjective) and noun agree on."""
    noun = words[head]
    own = noun.feats or tuple(CASES)
    outer: Feats = ()
    for word in words[inner:nouns]:
        if word.pos == "det" and word.feats:
            outer = _by_adjectives(word.feats, words[inner:nouns])
            break
        if word.pos == "adj" and word.feats and not outer:
            outer = word.feats
    if not outer:  # a bare common noun is no genitive, even where its form could be one ("liefert Kampfjets")
        return own if noun.pos == "name" else tuple(f for f in own if f[0] != "g") or tuple(CASES[:3])
    if noun.text in pack.grammar.nouns.masculine:
        return agreeing(outer, MASCULINE) or outer
    if noun.pos == "name":
        return (agreeing(outer, FEMININE) or outer) if noun.text in pack.grammar.nouns.feminine else outer
    return agreeing(outer, own) or outer


def _by_adjectives(feats: Feats, before: list[Word]) -> Feats:
    """The readings of a determiner that the adjectives behind it allow: "der kenianisch|e Botschafter" is a nominative only."""
    for word in before:
        cases = {f[0] for f in word.feats} if word.pos == "adj" else set()
        if cases and cases < {*"nad"} and (cases == {"d"} or "d" not in cases):  # endings that mean no more behind a determiner
            feats = tuple(f for f in feats if f[0] in cases) or feats
    return feats
