"""The first word of a sentence -> what it is there: a participle that is its verb, an adjective that stands for a noun.

Rules of `tagging`: words, position, pack -> part of speech, "" when the rule has nothing to say.
"""

from itertools import pairwise

from dragoman.clauses.subject_verb.options import OPENERS, Word
from dragoman.language.pack import Pack

TOPIC = 4  # words at most of a name before a colon, the colon included
BEHIND_PARTICIPLE = ("adp", "num", "det", "name")


def opening_participle(words: list[Word], i: int, pack: Pack) -> str:
    """A participle that is the verb of a headline, although a table names it as a noun: "Detenido en Barcelona un yihadista"."""
    able = pack.grammar.shape.headline_participle and pack.grammar.shape.inversion and "part2" in words[i].kinds
    if not able or not _first(words, i) or i + 1 >= len(words) or words[i + 1].options[0] not in BEHIND_PARTICIPLE:
        return ""
    if words[i + 1].options[0] == "adp" and pack.words.singular(words[i].lower) in pack.triggers.nouns:
        return ""  # "Atentado contra el presidente"
    rest = words[i + 1 : -1] if words[-1].text == "." else words[i + 1 :]
    ends = any(w.text in ".,;:" for w in rest) or any(w.options == ("verb",) and "fin" in w.kinds for w in rest)
    return "" if ends else "verb"


def parted_participle(words: list[Word], i: int, pack: Pack) -> str:
    """A participle behind a comma that says what was done to whom stands before it: "El exalcalde, | condenado a dos años"."""
    able = pack.grammar.shape.headline_participle and "part2" in words[i].kinds and i > 1 and words[i - 1].text == ","
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if not able or upcoming is None or upcoming.options[0] != "adp" or upcoming.lemma in pack.grammar.shape.genitive:
        return ""
    named = words[i - 2].pos in ("noun", "name", "adj") and pack.words.singular(words[i].lower) not in pack.triggers.nouns
    return "verb" if named else ""


def opening_deed(words: list[Word], i: int, pack: Pack) -> str:
    """A deed that opens a line in which nothing can be its subject: "Protesta contra el Gobierno en Lima", "Visita a Roma".

    So does one that is itself the subject of the verb behind it: "Ataque en Kabul | deja diez muertos".
    """
    rest, shape = words[i + 1 :], pack.grammar.shape
    able = _first(words, i) and pack.words.singular(words[i].lower) in pack.triggers.nouns
    if able and rest and not (shape.pro_drop or shape.compounds):  # no verb opens a line: "Visite | du président à Nairobi"
        return "noun" if "adp" in rest[0].options else ""
    if not able or not shape.pro_drop or not rest or rest[0].options[0] != "adp":
        return ""
    verb = next((k for k, w in enumerate(rest) if "fin" in w.kinds and w.options == ("verb",)), -1)
    if verb >= 0:
        parted = any("sconj" in w.options or "punct" in w.options or _relative(w, pack) for w in rest[:verb])
        return "" if parted or "cconj" in rest[verb - 1].options else "noun"
    bare = any(last.options[0] in ("noun", "name") and word.options[0] in ("det", "num") for last, word in pairwise(rest))
    return "" if bare else "noun"


def opening_verb(words: list[Word], i: int, pack: Pack) -> str:
    """A verb that opens a line, its subject right behind it, although a table names it as a noun: "Condena | Cuba el bloqueo"."""
    rest, shape = words[i + 1 :], pack.grammar.shape
    if not (shape.pro_drop and shape.inversion and _first(words, i) and rest) or "fin" not in words[i].kinds:
        return ""
    role = rest[0].options[0] == "noun" and pack.words.singular(rest[0].lower) in pack.roles.by_lemma
    subject = role or rest[0].options[0] == "name"
    other = any(w.options == ("verb",) and "fin" in w.kinds for w in rest)
    return "verb" if subject and not other else ""


def _relative(word: Word, pack: Pack) -> bool:
    return word.lower in pack.grammar.clauses.relatives


def opening_adjective(words: list[Word], i: int, pack: Pack) -> str:
    """An adjective right before the verb stands for people: "Indígenas | bloquean la carretera"."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if not pack.grammar.shape.adjectives_after or not _first(words, i) or upcoming is None:
        return ""
    acts = upcoming.options == ("verb",) and "fin" in upcoming.kinds and not upcoming.kinds & {"part1", "part2", "inf"}
    return "noun" if acts and words[i].lower != pack.words.adjective(words[i].lower) and _plural(upcoming) else ""


def _plural(verb: Word) -> bool:
    return all(f.number == "p" for f in verb.forms if f.kind == "fin")


def _first(words: list[Word], i: int) -> bool:
    """Whether a word opens the line, or stands behind the name and colon that open it: "Colombia: | detenidos tres jefes"."""
    if 1 < i <= TOPIC and words[i - 1].text == ":":
        return all(w.text[0].isupper() for w in words[: i - 1])
    return words[i].text[0].isupper() and all(w.text in OPENERS for w in words[:i])


def describes(words: list[Word], word: Word, pack: Pack) -> bool:
    """Whether an unlisted word that opens a sentence is an adjective of the noun behind it: "Multitudinaria | marcha"."""
    shape = pack.grammar.shape
    if not shape.adjectives_after or word.text.isupper() or not word.lower.endswith(shape.adjective_endings):
        return False
    at = next(i for i, w in enumerate(words) if w is word)
    upcoming = words[at + 1] if at + 1 < len(words) else None
    return upcoming is not None and upcoming.text[0].islower() and "noun" in upcoming.options
