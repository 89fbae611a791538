"""Lines of a text -> blocks: headline, dateline, body, captions, credits, rights notices, bylines, furniture."""

import re

import msgspec

from dragoman.intake.lines import Line, finished, lines, resumed, stems, stretch
from dragoman.language.furniture import Furniture
from dragoman.values.text import Block, BlockKind, Rights, Span

HEADLINE_LOOKBACK = 20  # lines above the first paragraph among which the headline is looked for
HEADLINES_ALONE = 3  # lines of a text that is nothing but headlines, as feeds hand them on
HEADLINE_FAR = 10  # lines of distance beyond which a headline is no less likely
_BRACKET = re.compile(r"[(\[][^()\[\]]{8,200}[)\]]")


class Layout(msgspec.Struct, frozen=True):
    """The blocks of a text, its rights notices, and the spans of repeated titles."""

    blocks: tuple[Block, ...]
    rights: tuple[Rights, ...]
    repeated: tuple[Span, ...]


def layout(text: str, title: str, furniture: Furniture) -> Layout:
    """The blocks of a stored text; `title` is the title given beside the text, which then stands in front of it."""
    found = lines(text, furniture)
    first, last = stretch(found)
    last = resumed(text, found, first, last)
    head = _headline(text, title, found, first, last)
    opening = _opening(found, first, last)
    blocks: list[Block] = []
    rights: list[Rights] = []
    repeated: list[Span] = []
    for i, line in enumerate(found):
        kind = _kind(i, line, found, first, last, head, opening)
        if kind == "repeat":
            repeated.append((line.start, line.end))
            kind = "furniture"
        notice = _notice(text, line, kind, furniture)
        if notice is not None:
            rights.append(notice)
            blocks += _around(line, kind, notice.span)
        else:
            blocks.append(Block(kind, line.start, line.end))  # type: ignore[arg-type]
    return Layout(tuple(blocks), tuple(rights), tuple(repeated))


def _headline(text: str, title: str, found: tuple[Line, ...], first: int, last: int) -> int:
    """Index of the headline's line, -1 when there is none: the given title, a repeated line, the best line above the body."""
    if title:
        return 0
    body = {w for line in found[first:last] for w in stems(text, line)}
    repeated = {text[line.start : line.end].lower() for line in found if line.kind == "repeat"}
    best, chosen = 0.0, -1
    opening = _opening(found, first, last)
    for i in range(max(0, opening - HEADLINE_LOOKBACK - (opening - first)), opening + 1):
        line = found[i]
        if (
            line.kind not in ("short", "prose", "other", "caption")
            or not 2 <= line.words <= 28
            or (i == opening and line.kind == "prose" and (finished(text, line) or text[line.end - 1] == ":"))
        ):
            continue
        own = stems(text, line)
        shared = sum(w in body for w in own) / max(len(own), 2)
        score = (
            shared
            + 0.6 * (text[line.start : line.end].lower() in repeated)
            + 0.1 * min(line.words, 10) / 10
            - 0.03 * min(opening - i, HEADLINE_FAR)
            - 0.3 * (line.words < 3)
        )
        score -= 0.4 if line.kind == "caption" or finished(text, line) else 0.0
        if score > best + (0.0 if shared else 0.2):
            best, chosen = score, i
    if chosen < 0 and first == last and len(found) <= HEADLINES_ALONE:
        return next((i for i, line in enumerate(found) if line.kind == "short"), -1)
    return chosen if chosen >= 0 else _above(found, opening)


def _opening(found: tuple[Line, ...], first: int, last: int) -> int:
    """Index of the first paragraph."""
    return next((i for i in range(first, last) if found[i].kind == "prose"), first)


def _above(found: tuple[Line, ...], opening: int) -> int:
    """The title-like line next above the first paragraph, with nothing but signs and a day between; -1 if there is none."""
    for i in range(opening - 1, -1, -1):
        if found[i].kind == "short":
            return i
        if found[i].kind not in ("credit", "byline", "repeat", "caption"):
            break
    return -1


def _kind(i: int, line: Line, found: tuple[Line, ...], first: int, last: int, head: int, opening: int) -> str:
    if i == head or (0 <= head < i < opening and line.kind == "short" and _adjoins(found, head, i)):
        return "headline"
    if line.kind == "repeat" and (i <= first + 2 or head < 0 or (i > head and not first <= i < last) or line.words < 20):
        return "repeat"
    if line.kind in ("caption", "credit", "byline", "rights") and (first - 4 <= i < last + 3):
        return line.kind
    if not first <= i < last or line.kind in ("furniture", "end"):
        return "furniture"
    if line.kind == "prose" or line.kind == "repeat":
        return "body" if i > head or head < 0 else "furniture"
    return "body" if line.kind == "short" and _subhead(i, found, first, last) and i > head else "furniture"


def _adjoins(found: tuple[Line, ...], head: int, i: int) -> bool:
    """A title-like line below the headline is its second line or a standfirst when no menu stands between."""
    return all(line.kind in ("short", "credit", "byline", "caption", "repeat", "prose") for line in found[head + 1 : i])


def _subhead(i: int, found: tuple[Line, ...], first: int, last: int) -> bool:
    """A short line directly between paragraphs is a subhead; a run of short lines is a list of teasers."""
    after = i + 1 < last and found[i + 1].kind in ("prose", "caption", "credit")
    before = i == first or found[i - 1].kind in ("prose", "caption", "credit", "byline", "repeat")
    return after and before


def _notice(text: str, line: Line, kind: str, furniture: Furniture) -> Rights | None:
    """The rights notice in a line: the bracket that holds it, the sentence that holds it, or the line."""
    if kind == "headline" or not furniture.lines["rights"].found(text[line.start : line.end]):
        return None
    hit = furniture.patterns["rights"].search(text, line.start, line.end)
    if hit is None:
        return None
    spans = [m.span() for m in _BRACKET.finditer(text, line.start, line.end) if m.start() <= hit.start() < m.end()]
    if not spans:
        sentences = [m.span() for m in re.finditer(r"[^.!?]+[.!?]*", text[line.start : line.end])]
        spans = [(line.start + a, line.start + b) for a, b in sentences if a <= hit.start() - line.start < b]
    start, end = spans[0] if spans else (line.start, line.end)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    scope = "photo" if kind in ("caption", "credit") else "text"
    return Rights(scope, text[start:end], (start, end))  # type: ignore[arg-type]


def _around(line: Line, kind: str, notice: Span) -> list[Block]:
    """The line's block with the notice cut out as a block of its own."""
    parts: list[tuple[str, int, int]] = [(kind, line.start, notice[0]), ("rights", *notice), (kind, notice[1], line.end)]
    return [Block(k, a, b) for k, a, b in parts if b - a > 2 or k == "rights"]  # type: ignore[arg-type]


def trimmed(text: str, kind: BlockKind, start: int, end: int) -> Block | None:
    """A block without white space around it, None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Block(kind, start, end) if start < end else None
