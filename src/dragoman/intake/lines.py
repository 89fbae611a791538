"""Text -> lines with what each looks like, and the stretch of lines that is the article."""

import itertools
import re

import msgspec

from dragoman.language.furniture import Furniture, Sign
from dragoman.values.text import Span

PROSE_WORDS = 9  # a teaser's line is shorter, a paragraph longer
LONG_WORDS = 16
PARAGRAPH_WORDS = 45  # a sign of furniture in a longer one may be the article's own word
NOTICE_WORDS = 120  # no notice of a page is longer
SENTENCE_WORDS = 4  # a closed line after a paragraph that is shorter may be a caption's credit
SENTENCE_ENDS = '.!?“”"»«'
WORD = re.compile(r"[^\W\d_]{2,}")
_TERMINAL = re.compile(r"[.!?…:;][\"'“”»«’)\]]*\s*(?:\([^()]{1,30}\)\s*)?$")
_CLOSED = re.compile(r"[.!?][\"'“”»«’)\]]*\s*(?:\([^()]{1,30}\)\s*)?\Z")
_TEASER = re.compile(r"\s(?:…|\.\.\.)$")  # a text that goes on elsewhere
# Gains and losses of a line for the article's stretch: a paragraph pays for three lines of anything else.
GAIN = {
    "prose": 6.0,
    "short": 2.0,
    "caption": 0.0,
    "credit": -0.5,
    "rights": -0.5,
    "byline": 0.0,
    "end": -3.0,
    "furniture": -4.0,
    "other": -1.5,
    "repeat": 0.0,
}
COMMENTS = 2  # a single name with a time may be the author's
STEM = 5  # letters by which two forms of a word are taken for one
RESUMING_WORDS = 4  # words in common by which a paragraph behind a box belongs to the article
GAP_MAX = 12  # lines of anything else that an article may hold between two paragraphs (an embedded box, a gallery)


class Line(msgspec.Struct, frozen=True):
    """A non-blank line: its span without white space around it, its number of words, and what it looks like."""

    start: int
    end: int
    words: int
    kind: str


def lines(text: str, furniture: Furniture) -> tuple[Line, ...]:
    """The non-blank lines of a text, in order; hard-wrapped paragraphs are one line."""
    found, seen = [], set()
    for start, end in _paragraphs(text):
        content = text[start:end]
        key = content.lower()
        words = len(WORD.findall(content))
        kind = "repeat" if key in seen and words >= 3 else classify(content, words, furniture)
        seen.add(key)
        found.append(Line(start, end, words, kind))
    found = _without_comments(text, found, furniture.lines["commenter"])
    if any(line.kind == "prose" for line in found):
        return tuple(_beside_prose(text, found, i) for i in range(len(found)))
    return tuple(_as_sentence(text, line) for line in found)


def _without_comments(text: str, found: list[Line], commenter: Sign) -> list[Line]:
    """The lines with those of readers' comments as furniture: from the first of several names with a time, behind a sentence."""
    told = next((i for i, line in enumerate(found) if line.words >= SENTENCE_WORDS and finished(text, line)), len(found))
    signed = [i for i, n in enumerate(found) if i > told and n.kind != "byline" and commenter.found(text[n.start : n.end])]
    if len(signed) < COMMENTS:
        return found
    return found[: signed[0]] + [msgspec.structs.replace(line, kind="furniture") for line in found[signed[0] :]]


def _beside_prose(text: str, found: list[Line], i: int) -> Line:
    """A short sentence right after a paragraph is one as well."""
    line = found[i]
    after = i > 0 and found[i - 1].kind == "prose" and line.kind == "short" and line.words >= SENTENCE_WORDS
    return msgspec.structs.replace(line, kind="prose") if after and finished(text, line) else line


def finished(text: str, line: Line) -> bool:
    """Whether a line closes like a sentence."""
    return _CLOSED.search(text, line.start, line.end) is not None


def _as_sentence(text: str, line: Line) -> Line:
    """Where no line is long enough for a paragraph, every finished sentence is one."""
    closed = line.words >= 2 and line.kind in ("short", "other") and text[line.end - 1] in SENTENCE_ENDS
    return msgspec.structs.replace(line, kind="prose") if closed else line


def _paragraphs(text: str) -> list[Span]:
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    if not _hard_wrapped(text, spans):
        return spans
    joined: list[Span] = []
    for start, end in spans:
        gap = text[joined[-1][1] : start] if joined else "\n\n"
        ended = joined and _TERMINAL.search(text[joined[-1][0] : joined[-1][1]]) and end - start < 40
        if gap.count("\n") < 2 and joined and not ended:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _hard_wrapped(text: str, spans: list[Span]) -> bool:
    """Whether most lines break in the middle of a sentence at about one width."""
    running = [(a, b) for a, b in spans if 45 <= b - a <= 130]
    if len(running) < 4:
        return False
    broken = sum(
        1
        for (a, b), (c, _) in itertools.pairwise(spans)
        if b - a >= 45 and text[b:c].count("\n") == 1 and not _TERMINAL.search(text[max(0, b - 12) : b]) and text[c].islower()
    )
    return broken > 0.3 * len(running)


def classify(content: str, words: int, furniture: Furniture) -> str:
    """What a line looks like: a sign's name, prose, short (could be a title), or other."""
    signs = furniture.lines
    if words <= 6 and signs["end"].found(content):
        return "end"
    if words < 40:
        for name in ("byline", "credit"):
            if signs[name].found(content):
                return name
    if words < 70 and signs["caption"].found(content) and not _long_report(content, words):
        return "caption"
    if words < 40 and signs["rights"].found(content):
        return "rights"
    if _furniture(signs["furniture"], content, words):
        return "furniture"
    if _TEASER.search(content) or _doubled(content):
        return "other"
    if words >= PROSE_WORDS and _TERMINAL.search(content):
        return "prose"
    if words >= LONG_WORDS:
        return "prose"
    opens = _capital(content[0]) or (words >= 4 and (content[0] in '„"»«“' or content[0].isdigit()))
    return "short" if 3 <= words < LONG_WORDS and opens else "other"


def _furniture(sign: Sign, content: str, words: int) -> bool:
    """A line with a sign of the page's own; a long paragraph needs one in each half."""
    if words < PARAGRAPH_WORDS:
        return sign.found(content)
    half = len(content) // 2
    return words < NOTICE_WORDS and sign.found(content[:half]) and sign.found(content[half:])


def _doubled(content: str) -> bool:
    """A teaser whose title stands in the line twice, for the picture and for the link."""
    middle = len(content) // 2
    return len(content) > 30 and content[:middle].strip() == content[middle:].strip()


def _capital(letter: str) -> bool:
    """Whether a line may open so: a capital, or a letter of a script that has none."""
    return letter.isalpha() and not letter.islower()


def _long_report(content: str, words: int) -> bool:
    """A paragraph of several sentences is no caption, although its first may name a photo."""
    return words > 45 and len(re.findall(r"[.!?]\s+[A-ZÄÖÜ]", content)) > 3


def stretch(found: tuple[Line, ...]) -> tuple[int, int]:
    """Range [first, last) of the lines that are the article: the run with the highest sum of gains."""
    best = (0.0, 0, 0)
    total, first, empty = 0.0, 0, 0
    for i, line in enumerate(found):
        gain = _gain(line, found, i)
        empty = 0 if line.kind == "prose" else empty + 1
        if total <= 0 or empty > GAP_MAX:
            total, first, empty = 0.0, i, 0
        total += gain
        if line.kind == "prose" and total > best[0]:
            best = (total, first, i + 1)
    return best[1], best[2]


def resumed(text: str, found: tuple[Line, ...], first: int, last: int) -> int:
    """The end of the stretch after paragraphs that go on with its words behind a box of one or two lines."""
    for i in range(last + 1, min(last + 3, len(found))):
        line = found[i]
        if line.kind == "prose" and line.words >= LONG_WORDS and finished(text, line):
            told = {w for line in found[first:last] for w in stems(text, line)}
            return resumed(text, found, first, i + 1) if len(told & {*stems(text, line)}) >= RESUMING_WORDS else last
    return last


def stems(text: str, line: Line) -> list[str]:
    """The longer words of a line, cut to what inflection leaves alone."""
    return [w[:STEM].lower() for w in WORD.findall(text[line.start : line.end]) if len(w) >= STEM]


def _gain(line: Line, found: tuple[Line, ...], i: int) -> float:
    """A paragraph among paragraphs gains; one among short lines is a teaser and gains little."""
    if line.kind == "prose":
        around = [found[j].kind for j in (i - 1, i + 1) if 0 <= j < len(found)]
        lonely = all(kind in ("short", "other", "furniture", "byline") for kind in around)
        size = min(line.words, 60) / 20
        return size * (1.2 if lonely and line.words < 45 else 2.5)
    if line.kind == "short":
        return -1.0
    return GAIN.get(line.kind, -1.0)
