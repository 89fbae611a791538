"""Words of a clause -> noun phrases: adposition, head, number, and owners that stand before what they own."""

import msgspec

from dragoman.clauses.subject_verb.ahead import initial
from dragoman.clauses.subject_verb.options import Word
from dragoman.language.pack import Pack
from dragoman.values.syntax import PhraseSlot

YEAR_DIGITS, CENTURIES = 4, ("19", "20")  # a number like this before a name is a year: "en 2023 | Azerbaiyán"
QUOTES = frozenset("\"“”„«»‘’'")


class Chunk(msgspec.Struct, gc=False):
    """A noun phrase under construction; token indices of the sentence, [start, end)."""

    start: int
    end: int
    inner: int
    head: int
    adp: str = ""
    case: str = ""
    number: str = ""
    pronoun: bool = False
    time: bool = False
    slot: PhraseSlot = "none"
    parent: int = -1
    bound: bool = False
    conjunct: int = -1


def chunks(words: list[Word], tokens: list[int], pack: Pack) -> list[Chunk]:
    """The noun phrases of a clause, in text order."""
    found: list[Chunk] = []
    for run in _runs(tokens, words):
        i, stop = run[0], run[-1] + 1
        while i < stop:
            more, i = _chunk(words, i, stop, pack)
            found += more
    return found


def _runs(tokens: list[int], words: list[Word]) -> list[list[int]]:
    """Stretches of neighbouring tokens; quotation marks and commas between adjectives do not part them."""
    runs: list[list[int]] = []
    for token in tokens:
        last = runs[-1][-1] if runs else -1
        if runs and (token == last + 1 or all(_goes_on(words, k) for k in range(last + 1, token))):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _goes_on(words: list[Word], i: int) -> bool:
    """Whether a mark parts no phrases."""
    return words[i].text in QUOTES or initial(words, i) or _listed_adjective(words, i, len(words))


def _chunk(words: list[Word], start: int, stop: int, pack: Pack) -> tuple[list[Chunk], int]:
    """The phrase that starts at a token, with the owners before its head, and where to go on."""
    i, adp = start, ""
    while i < stop and (words[i].pos == "adp" or (words[i].text in QUOTES and adp)):
        if words[i].pos == "adp" and not words[i].joined:
            adp = adp or words[i].lemma
        i += 1
    inner = i
    if i + 1 < stop and adp and words[i].pos in ("det", "pron") and words[i + 1].lower in pack.grammar.clauses.relatives:
        i += 1  # "en el | que"
    if i < stop and words[i].pos == "pron":
        return [_pronoun(words, start, i, adp)], i + 1
    if adp and i + 1 < stop and _is_year(words[i]) and words[i + 1].pos in ("name", "det"):
        return [Chunk(start, i + 1, inner, i, adp, number="s", time=True)], i + 1  # "en 2023 | Azerbaiyán"
    i = _before_noun(words, i, stop, pack)
    nouns = i
    i = _nouns(words, i, stop, pack)
    if i == nouns:
        return _headless(words, start, inner, nouns, adp, pack), max(start + 1, nouns)
    head = _head(words, nouns, i, pack)
    chunk = Chunk(start, i, inner, head, adp, number=_number(words, inner, head), time=_is_time(words[head], pack))
    if i < stop and words[i].lower in pack.grammar.shape.possessive and words[i].pos != "verb":
        return _owned(words, chunk, i + 1, stop, pack)
    return [chunk], i


def _pronoun(words: list[Word], start: int, at: int, adp: str) -> Chunk:
    feats = words[at].feats
    case = "".join(c for c in "nad" if any(f[0] == c for f in feats))
    return Chunk(start, at + 1, at, at, adp, case, "p" if any(f[1:2] == "p" for f in feats) else "s", pronoun=True)


def _headless(words: list[Word], start: int, inner: int, end: int, adp: str, pack: Pack) -> list[Chunk]:
    """A number or an adjective behind an article stands for people: "20 were killed", "los detenidos", "the wounded"."""
    last = words[end - 1] if end > inner else None
    if last is None or last.pos not in ("num", "adj") or (last.pos == "adj" and words[inner].pos != "det"):
        return []
    day = last.pos == "num" and end + 1 < len(words) and words[end].pos == "adp" and _is_time(words[end + 1], pack)
    return [Chunk(start, end, inner, end - 1, adp, number="p", time=day)]  # "el 1 | de abril"


def _owned(words: list[Word], owner: Chunk, i: int, stop: int, pack: Pack) -> tuple[list[Chunk], int]:
    """ "Russia's president": the owner hangs on the phrase that follows, which takes over its adposition."""
    rest, after = _chunk(words, i, stop, pack)
    if not rest or rest[0].adp or rest[0].pronoun:
        return [owner], i
    whole = rest[-1]
    whole.start, whole.adp = owner.start, owner.adp
    owner.start, owner.adp, owner.slot, owner.bound = owner.inner, "", "genitive", True
    return [owner, *rest], after


def _before_noun(words: list[Word], i: int, stop: int, pack: Pack) -> int:
    """Skips determiners, adjectives, numbers, and what may stand between them."""
    first = i
    while i < stop:
        pos, following = words[i].pos, words[i + 1].pos if i + 1 < stop else ""
        marks = words[i].text in QUOTES and following in ("noun", "name", "adj", "det", "num")
        joins = pos == "cconj" and following == "adj" and words[i - 1].pos == "adj"
        if pos == "det" and i > first and _described_by(words, first, i) and _new_phrase(words, i, pack):
            break  # "qualifie de fausses | les accusations"
        if pos in ("det", "adj", "num") or marks or joins or (pos == "adv" and following in ("adj", "num")):
            i += 1
        else:
            break
    return i


def _described_by(words: list[Word], first: int, i: int) -> bool:
    """Whether an adjective stands before a token, quotation marks aside."""
    last = next((words[k] for k in range(i - 1, first - 1, -1) if words[k].text not in QUOTES), None)
    return last is not None and last.pos == "adj"


def _new_phrase(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a determiner is or leads to a definite article: "les accusations", "todas las acusaciones"."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    return words[i].lower in pack.grammar.definite or (upcoming is not None and upcoming.lower in pack.grammar.definite)


def _nouns(words: list[Word], i: int, stop: int, pack: Pack) -> int:
    """End of the run of nouns and names: compounds, titles with names, and adjectives behind them where these follow."""
    first = i
    shape = pack.grammar.shape
    while i < stop:
        word = words[i]
        if word.pos in ("noun", "name") or (word.joined and i > first and words[i - 1].joined):
            if i > first and _is_time(word, pack) != _is_time(_noun_before(words, first, i), pack) and not word.joined:
                break  # "el lunes | Rusia", "el mes pasado | Rusia"
            if i > first and _ends_at_name(words, first, i, pack):
                break
            i += 1
        elif (
            (i > first and _inner_adjective(words, i, stop, pack))
            or (i > first and word.text in QUOTES and i + 1 < stop and words[i + 1].pos in ("noun", "name"))
            or (i > first and shape.adjectives_after and _behind(words, i, stop, pack))
            or (i > first and shape.adjectives_after and _led_adjective(words, i, stop))
            or (i > first and initial(words, i) and i + 1 < stop)
        ):
            i += 1
        else:
            break
    if first < i < stop and words[i].pos == "num" and words[i].text.isdigit() and _closes(words, i + 1, stop):
        return i + 1
    while i > first and words[i - 1].text in QUOTES:
        i -= 1
    return i


def _noun_before(words: list[Word], first: int, i: int) -> Word:
    """The noun or name before a token of a run that its adjectives stand behind."""
    return next((words[k] for k in range(i - 1, first, -1) if words[k].pos != "adj"), words[first])


def _inner_adjective(words: list[Word], i: int, stop: int, pack: Pack) -> bool:
    """An adjective between a name used as one and its noun: "the Japanese | prime | minister", "U.S. | military | officials"."""
    if not pack.grammar.shape.compounds or words[i].pos != "adj" or i + 1 >= stop:
        return False
    led = words[i - 1].relational or (words[i - 1].pos == "adj" and i > 1 and words[i - 2].relational)
    titled = words[i].text[0].isupper() and words[i + 1].text[0].isupper()
    led = led or (words[i - 1].pos == "name" and titled)  # "New Zealand | Prime | Minister"
    return led and words[i + 1].pos in ("noun", "name", "adj")


def _ends_at_name(words: list[Word], first: int, i: int, pack: Pack) -> bool:
    """Whether a name behind a bare noun under an adposition is a phrase of its own ("met en garde | Washington").

    So is a common noun behind a name: "Rechaza Brasil | aranceles de Estados Unidos", "compartió con Kiev | datos".
    """
    last = words[i - 1]
    common = words[i].pos == "noun" and words[i].text[0].islower() and not words[i].joined
    opens = first > 0 and words[first - 1].pos == "verb" and words[first - 1].finite and words[first - 1].text[0].isupper()
    marked = first > 0 and words[first - 1].pos == "adp"
    if (opens or marked) and common and last.pos == "name" and pack.grammar.shape.pro_drop:
        return True
    under = first > 0 and words[first - 1].pos == "adp" and words[first - 1].lower not in pack.grammar.adpositions.contracted
    bare = under and i == first + 1 and last.pos == "noun" and words[i].pos == "name" and not last.joined
    return bare and pack.grammar.shape.adjectives_after and last.lemma not in pack.roles.by_lemma


def _closes(words: list[Word], i: int, stop: int) -> bool:
    """Whether no noun phrase goes on here: a number before it would count what follows."""
    return i >= stop or words[i].pos not in ("noun", "name", "adj")


def _behind(words: list[Word], i: int, stop: int, pack: Pack) -> bool:
    """An adjective behind its noun; but behind a time it belongs to a noun that follows ("este martes | nuevas sanciones")."""
    if _is_time(words[i - 1], pack) and i + 1 < stop and words[i + 1].pos == "noun":
        return False
    return words[i].pos == "adj" or _second_adjective(words, i, stop) or _listed_adjective(words, i, stop)


def _led_adjective(words: list[Word], i: int, stop: int) -> bool:
    """An adverb before an adjective behind a noun: "des attaques | de plus en plus | meurtrières"."""
    at = i
    while at < stop and words[at].pos == "adv":
        at += 1
    return i < at < stop and words[at].pos == "adj" and "noun" not in words[at].options and words[i - 1].pos in ("noun", "adj")


def _second_adjective(words: list[Word], i: int, stop: int) -> bool:
    """ "económicas y militares": a conjunction between two adjectives behind a noun, the second perhaps a noun elsewhere."""
    if words[i].pos != "cconj" or i + 1 >= stop:
        return False
    able = "adj" in words[i - 1].options and "adj" in words[i + 1].options
    return words[i - 1].pos == words[i + 1].pos == "adj" or (able and words[i - 2].text == ",")


def _listed_adjective(words: list[Word], i: int, stop: int) -> bool:
    """A comma in a list of adjectives that a conjunction ends: "ses homologues indien | , | omanais et tunisien"."""
    at = i
    while at + 1 < stop and words[at].text == "," and "adj" in words[at + 1].options and words[at - 1].pos in ("adj", "noun"):
        at += 2
    ends = i < at < stop - 1 and words[at].pos == "cconj" and "adj" in words[at + 1].options
    return ends and "adj" in words[i - 1].options


def _head(words: list[Word], first: int, end: int, pack: Pack) -> int:
    """The head: in a compound the last noun before a name, else the first noun; measures count only alone."""
    nouns = [t for t in range(first, end) if words[t].pos == "noun" and not words[t].joined]
    able = [t for t in nouns if words[t].lemma not in pack.grammar.nouns.measure] or nouns
    if not able:
        names = [t for t in range(first, end) if words[t].pos == "name"]
        return (names or [first])[-1 if pack.grammar.shape.compounds else 0]
    if not pack.grammar.shape.compounds:
        return able[0]
    return able[-1]


def _number(words: list[Word], inner: int, head: int) -> str:
    for word in words[inner:head]:
        if word.pos == "num" and word.text != "1":
            return "p"
        if word.pos == "det" and word.feats and all(f[1:2] == "p" for f in word.feats):
            return "p"
    noun = words[head].noun
    return noun.number if noun is not None and words[head].pos == "noun" else "s"


def _is_year(word: Word) -> bool:
    return word.pos == "num" and word.text.isdigit() and len(word.text) == YEAR_DIGITS and word.text[:2] in CENTURIES


def _is_time(word: Word, pack: Pack) -> bool:
    if word.lemma not in pack.grammar.nouns.time:
        return False
    return word.initial or not (word.text[:1].isupper() and word.lemma[:1].islower())
