"""Text of a block -> word spans and sentence spans, by the pack's abbreviations and quotation marks."""

import re
from collections.abc import Collection
from functools import cached_property, lru_cache

from dragoman.language.grammar import TextRules
from dragoman.values.text import Span

_LETTER = r"[^\W\d_]"
_INNER = r"\-‐‑’'*:/"  # marks inside a word
_GOES_ON = r"(?:[\-‐‑’'*/]|:(?=[a-zäöü]))"  # "Bürger:innen" is one word, "Konflikte:Obama" is two
_MARKS = "\"'„“”«»‚‘’‹›"
_STOPS = frozenset(".!?…")
_BRACKETS = frozenset("()[]")
_CLOSERS = frozenset(('"', "“", "”", "»", "«", "’", "'", "‘", ")", "]", "!", "?", "."))
_WORDS_KEPT = 50_000  # distinct words whose clitics are remembered


def _glued(text: str, last: Span, first: Span, openers: Collection[str]) -> bool:
    """Whether a full stop without a blank ends a sentence all the same, by the words beside it: "... worden.Wie ..."."""
    before, upcoming = text[last[0] : last[1]], text[first[0] : first[1]]
    whole = before.isalpha() and (before.islower() if len(before) == 2 else len(before) > 2 and before[1:].islower())
    opens = (len(upcoming) > 1 and upcoming[0].isupper() and upcoming[1:].islower()) or upcoming in openers
    return whole and opens and text[first[1] : first[1] + 1] in (" ", ",")


class Tokeniser:
    """Splits text into tokens and sentences; built once for a pack's text rules."""

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._clitics = lru_cache(_WORDS_KEPT)(self._find_clitics)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        first = sorted({a[0] for a in self._rules.abbreviations})  # one branch a letter: most words try a single one
        short = "|".join(f"{re.escape(c)}(?:{self._abbreviated(c)})" for c in first) or "(?!)"  # none: nothing matches
        ordinal = "|".join(map(re.escape, self._rules.ordinals)) or "(?!)"
        return re.compile(
            rf"{_LETTER}\w*(?![\w{_INNER}.])|"  # most words: nothing joins them to what follows, and no full stop ends them
            rf"(?<!\w)(?:{short})(?!\w)(?:(?<=\.)-(?=\w)[\w-]+)?|\d+(?:{ordinal})(?!\w)"
            r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}(?!\d))?|\d+(?:[.,:]\d+)*(?:-" + _LETTER + r"[\w\-]*)?%?"
            rf"|(?:{_LETTER}\.){{2,}}(?:-(?=\w)[\w-]+)?"
            rf"|{_LETTER}\w+-(?:{_LETTER}\.){{2,}}"
            rf"|{_LETTER}[\w]*(?:{_GOES_ON}(?=\w)[\w]+)*-?"
            r"|-(?=\w)[\w-]+|\.{2,}|…|[–—]|\S"
        )

    def tokens(self, text: str, start: int, end: int, cuts: tuple[int, ...] = ()) -> list[Span]:
        """Spans of the tokens in text[start:end]; `cuts` are positions inside glued words where a token ends."""
        spans: list[Span] = []
        clitics = self._clitics
        for match in self._pattern.finditer(text, start, end):
            inside = clitics(match.group())
            if not inside and not cuts:
                spans.append(match.span())
                continue
            first, last = match.span()
            own = {first + n for n in inside}
            for cut in (*sorted({c for c in cuts if first < c < last} | own), last):
                spans.append((first, cut))
                first = cut
        return spans

    def _abbreviated(self, first: str) -> str:
        """What may stand behind the first letter of an abbreviation, the longest first; blanks may stand inside ("z. B.")."""
        longest = sorted((a for a in self._rules.abbreviations if a[0] == first), key=lambda a: (-len(a), a))
        full_stop = {True: r"\.[ \u00a0]?", False: r"\."}
        return "|".join(re.escape(a[1:-1]).replace(r"\.", full_stop[a.count(".") > 1]) + re.escape(a[-1]) for a in longest)

    def _find_clitics(self, word: str) -> tuple[int, ...]:
        """Places inside a word at which a clitic ends or begins ("l'|OTAN", "Russia|'s")."""
        if len(word) < 3:
            return ()
        if self._rules.enclitics:
            return self._enclitics(word)
        lower = word.lower().replace("’", "'")
        before = next((c for c in self._rules.clitics_before if lower.startswith(c) and len(lower) > len(c)), "")
        if word[len(before)].isupper() and word[: len(before)].replace("’", "'") in self._rules.names_begin:
            before = ""
        behind = next((c for c in self._rules.clitics_after if lower.endswith(c) and len(lower) > len(c)), "")
        ends = (len(word) - len(behind),) if behind and len(before) + len(behind) < len(word) else ()
        return (len(before), *ends) if before else ends

    def _enclitics(self, word: str) -> tuple[int, ...]:
        """Places at which pronouns written onto an infinitive or gerund begin ("entregár|se|lo"), up to two of them."""
        if word in self._rules.unsplit or not word.islower():
            return ()
        host, cuts = word, []
        for _ in range(2):
            pronoun = next((e for e in self._rules.enclitics if host.endswith(e) and len(host) > len(e) + 1), "")
            host = host[: len(host) - len(pronoun)]
            cuts.append(len(host))
            if not pronoun:
                return ()
            if host.endswith(self._rules.enclitic_hosts):
                return tuple(cuts)
        return ()

    def sentences(self, text: str, spans: list[Span]) -> list[tuple[int, int]]:
        """Ranges [first, last) of token indices, one a sentence."""
        ranges, first, depth = [], 0, 0
        for i, (start, end) in enumerate(spans):
            last_sign = text[end - 1]
            if last_sign in _BRACKETS and end - start == 1:
                depth += 1 if last_sign in "([" else -1
            elif last_sign in _STOPS and i >= first and self._ends(text, spans, i, max(depth, 0)):
                last = self._closed(text, spans, i + 1)
                ranges.append((first, last))
                first, depth = last, 0
        if first < len(spans):
            ranges.append((first, len(spans)))
        return ranges

    def _ends(self, text: str, spans: list[Span], i: int, depth: int) -> bool:
        start, end = spans[i]
        mark = text[start:end]
        if mark not in (".", "!", "?", "…", "...") and not (mark.endswith(".") and len(mark) > 1):
            return False
        after = self._closed(text, spans, i + 1)
        if after >= len(spans):
            return mark in (".", "!", "?")
        upcoming = text[spans[after][0] : spans[after][1]]
        gap = text[spans[after - 1][1] : spans[after][0]]
        if not gap:
            glued = _glued(text, spans[i - 1], spans[after], self._rules.sentence_openers)
            return mark in _STOPS and glued and spans[i][1] == spans[after][0]
        if depth and mark != ".":
            return False
        opens = upcoming[0].isalpha() and not upcoming[0].islower()  # a capital, or a letter of a script that has none
        starts = opens or upcoming[0].isdigit() or upcoming[0] in _MARKS + "–—([-"
        if len(mark) > 1:  # an abbreviation or an ordinal written with its full stop
            return mark not in ("...", "…") and upcoming in self._rules.sentence_openers and "\n" not in gap and mark[0].isdigit()
        if (
            mark == "."
            and i
            and text[spans[i - 1][0] : spans[i - 1][1]].isdigit()
            and end - start == 1
            and spans[i - 1][1] == start
        ):
            return upcoming in self._rules.sentence_openers
        if (
            mark == "."
            and i
            and spans[i - 1][1] == start
            and spans[i - 1][1] - spans[i - 1][0] == 1
            and text[spans[i - 1][0]].isupper()
        ):
            return upcoming in self._rules.sentence_openers
        return starts

    def _closed(self, text: str, spans: list[Span], i: int) -> int:
        """Index after closing quotation marks and brackets that follow directly."""
        while i < len(spans) and spans[i - 1][1] == spans[i][0] and text[spans[i][0] : spans[i][1]] in _CLOSERS:
            i += 1
        return i

    def quotes(self, text: str, start: int, end: int) -> tuple[Span, ...]:
        """Spans between paired quotation marks in text[start:end], marks not counted; the first pair that closes wins."""
        found, i = [], start
        while (opening := self._opening.search(text, i, end)) is not None:
            i = opening.start()
            if i == start or not text[i - 1].isalnum():
                closers = self._openers[text[i]]
                close = next(
                    (j for j in range(i + 1, end) if text[j] in closers and (j + 1 >= end or _closes_before(text[j + 1]))), -1
                )
                if close > i + 1:
                    found.append((i + 1, close))
                    i = close
            i += 1
        return tuple(found)

    @cached_property
    def _openers(self) -> dict[str, str]:
        """Opening quotation mark -> the marks that close it."""
        pairs = self._rules.quote_pairs
        return {pair[0]: "".join(p[1] for p in pairs if p[0] == pair[0]) for pair in pairs}

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        return re.compile("[" + re.escape("".join(self._openers)) + "]")


def _closes_before(letter: str) -> bool:
    """Whether a quotation mark before this character closes: no letter, or one without case, in which a particle may follow."""
    return not letter.isalnum() or (letter.isalpha() and not letter.islower() and not letter.isupper())
