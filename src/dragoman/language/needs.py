"""A regular expression of a pack -> what a text must show for it to match: tables of the pack, and words of its own."""

import re
from collections.abc import Iterable
from functools import lru_cache

OWN = "@"  # in front of a word of the pattern's own
_NEED = re.compile(r"\{([^{}]+)\}")
_INNERMOST = re.compile(r"\((?:\?(?:(?P<looks><?[=!])|[-a-z]*:|P<\w+>))?(?P<body>[^()]*)\)(?P<may>[?*]|\{0(?:,\d*)?\})?")
_CLASS = re.compile(r"\\x[0-9a-f]{2}|\\.|\[(?:\\.|[^\]\\])*\]")
_LAZY = re.compile(r"([?*+]|\{\d+(?:,\d*)?\})\?")
_OPTIONAL = re.compile(r"(?:\{[a-z]\w*\}|[^()|])(?:[?*]|\{0(?:,\d*)?\})")
_TIMES = re.compile(r"\{\d+(?:,\d*)?\}")
_WORD = re.compile(r"[^\W\d_]{2,}|[^\x00-\x7f]")
_KEPT = 50_000  # words of which it is remembered what they show
_START = 2  # letters by which the words that may stand at a place are found


def needs(pattern: str) -> tuple[str, ...]:
    """What a pattern cannot match without, outside of what is optional: tables, "digit", and the longest of its own words.

    Of alternatives one is needed. Own words are in small letters, whatever the case of the pattern.

    >>> needs(r"(?:{number}|{vague}) {unit} (?P<later>later|after)(?: on)?")
    ('number|vague', 'unit', '@later|@after')
    """
    text = _CLASS.sub(" ", pattern.replace(r"\d", "{digit}"))
    text = _TIMES.sub("", _OPTIONAL.sub(" ", _LAZY.sub(r"\1", text)))
    while (inner := _INNERMOST.search(text)) is not None:
        body = " " if inner["may"] or inner["looks"] else _one_of(inner["body"])
        text = text[: inner.start()] + body + text[inner.end() :]
    text = _one_of(text)
    return tuple(dict.fromkeys(n for n in (*_NEED.findall(text), _own_word(text)) if n))


def needed_words(pattern: str) -> tuple[str, ...]:
    """Words in small letters of which every match shows one, the alternatives that tell most; () where there are none."""
    groups = [tuple(w.removeprefix(OWN) for w in n.split("|")) for n in needs(pattern) if all(w[0] == OWN for w in n.split("|"))]
    return max(groups, key=lambda words: min(map(len, words)), default=())


class Sought:
    """Groups of words without blanks that are looked for in a text, also inside its words: one bit a group.

    A written word is looked through once and not once a text. Bits stand in the order of the groups.

    >>> sought = Sought([("day", "week"), ("year",)])
    >>> sought.shown("On Monday"), sought.shown("a week later, last year")
    (1, 3)
    """

    def __init__(self, groups: Iterable[tuple[str, ...]]) -> None:
        self._by_start: dict[str, dict[str, int]] = {}
        for n, words in enumerate(groups):
            for word in words:
                alike = self._by_start.setdefault(word[:_START], {})
                alike[word] = alike.get(word, 0) | 1 << n
        self._within = lru_cache(_KEPT)(self._in_word)

    def shown(self, text: str) -> int:
        """The bits of the groups of which a text has a word, in small or capital letters."""
        shown = 0
        for word in text.lower().split():
            shown |= self._within(word)
        return shown

    def _in_word(self, word: str) -> int:
        shown = 0
        for at in range(len(word)):
            for start in dict.fromkeys((word[at : at + _START], word[at])):
                for sought, bits in self._by_start.get(start, {}).items():
                    shown |= bits if word.startswith(sought, at) else 0
        return shown


def _one_of(body: str) -> str:
    """A pattern without brackets; of alternatives what each of them needs, a blank where one needs nothing."""
    if "|" not in _NEED.sub(" ", body):
        return body
    found = [next(iter(_NEED.findall(b)), "") or _own_word(b) for b in re.split(r"\|(?![^{]*\})", body)]
    return "{" + "|".join(dict.fromkeys(found)) + "}" if all(found) else " "


def _own_word(body: str) -> str:
    """The longest word in a pattern without brackets, marked as its own; "" where there is none."""
    word = max(_WORD.findall(_NEED.sub(" ", body)), key=len, default="")
    return OWN + word.lower() if word else ""
