"""Document -> Article: its language, blocks, dateline, agency, day of publication, rights and findings; or a Refusal."""

import datetime
import itertools
import re

from dragoman.intake.blocks import Layout, layout, trimmed
from dragoman.intake.datelines import dateline, named
from dragoman.intake.dates import full_date
from dragoman.intake.languages import CERTAIN, LETTERS_MIN, told
from dragoman.intake.signs import findings
from dragoman.language.pack import Pack, Packs
from dragoman.values.errors import Refusal
from dragoman.values.text import Article, Block, Dateline, Document, text_hash

_STAMPED = re.compile(r"[\w\-]{2,14}\s*/\s[^.!?\n]{0,30}\d[^.!?\n]{0,12}")  # a paragraph of agency, day and hour
_SIGNED = re.compile(r"(?:[\w.\-]+ ){2,4}[\w\-]{2,14}")  # a last paragraph without a stop: the outlet, "with", an agency
NEAR_HEADLINE = 6  # lines around headline and text in which the day of publication is looked for


def read(document: Document, *, packs: Packs, language: str = "") -> Article | Refusal:
    """The article of a document; a Refusal names why there is none. `language` (BCP 47) given by the caller goes first."""
    text = document.text
    letters = filter(str.isalpha, text[:20_000])
    if sum(1 for _ in itertools.islice(letters, LETTERS_MIN)) < LETTERS_MIN:
        return Refusal("intake", "no_article_text", detail=f"fewer than {LETTERS_MIN} letters")
    code = _language(text, language or document.language, packs)
    if isinstance(code, Refusal):
        return code
    pack = packs[code]
    found = layout(text, document.title, pack.furniture)
    if not any(b.kind in ("body", "headline") for b in found.blocks):
        return Refusal("intake", "no_article_text", detail="only menus, captions and notices, no paragraph of an article")
    return _article(document, code, found, pack)


def _language(text: str, given: str, packs: Packs) -> str | Refusal:
    if given:
        base = given.split("-")[0].lower()
        known = base in packs.all_codes
        return (
            base
            if known
            else Refusal(
                "intake", "unsupported_language", detail=f"'{given}' was given; there are packs for {', '.join(packs.codes)}"
            )
        )
    code, score = told(text)
    if code in packs.codes and score >= CERTAIN:
        return code
    if code and score >= CERTAIN:
        return Refusal(
            "intake", "unsupported_language", detail=f"the text is in '{code}'; there are packs for {', '.join(packs.codes)}"
        )
    likeliest = f" ('{code}' is the likeliest)" if code else ""
    return (
        code
        if code in packs.codes
        else Refusal("intake", "unsupported_language", detail=f"the language cannot be told{likeliest}; name it with --lang")
    )


def _article(document: Document, code: str, found: Layout, pack: Pack) -> Article:
    text = document.text
    blocks, line = _with_dateline(text, found.blocks, pack)
    agency = line.agency if line is not None and line.agency else _credited(text, blocks, pack)
    published, source = _published(document, blocks, line, pack)
    return Article(
        document=document,
        text=text,
        text_sha256=text_hash(text),
        language=code,
        blocks=blocks,
        dateline=line,
        agency=agency,
        origin=agency or document.outlet,
        published=published,
        published_from=source,
        rights=found.rights,
        findings=findings(text, blocks, line, found.rights, found.repeated, agency, pack),
    )


def _with_dateline(text: str, blocks: tuple[Block, ...], pack: Pack) -> tuple[tuple[Block, ...], Dateline | None]:
    """The blocks with the dateline cut off the paragraph that it opens: one of the first three."""
    tried = 0
    for i, block in enumerate(blocks):
        if block.kind != "body":
            continue
        tried += 1
        if tried > 3:
            break
        opened = dateline(text, block.start, block.end, pack.furniture, pack.times, short=pack.grammar.text.abbreviations)
        if opened is not None:
            line, end = opened
            parts = (trimmed(text, "dateline", block.start, end), trimmed(text, "body", end, block.end))
            return (*blocks[:i], *(p for p in parts if p is not None), *blocks[i + 1 :]), line
    return blocks, None


def _credited(text: str, blocks: tuple[Block, ...], pack: Pack) -> str:
    """The agency that a byline, a line with agency and hour, the closing bracket or the line below the last paragraph names."""
    body = [b for b in blocks if b.kind == "body"]
    lines = [text[b.start : b.end] for b in blocks if b.kind == "byline"]
    if body:
        last = text[body[-1].start : body[-1].end]
        if last.endswith(")") and "(" in last[-60:]:
            lines.append(last[last.rindex("(") + 1 : -1])
        lines += [text[b.start : b.end].split("/")[0] for b in blocks[:2] if _STAMPED.fullmatch(text, b.start, b.end)]
        below = blocks[blocks.index(body[-1]) :][:2]
        lines += [line.rpartition(" ")[2] for b in below if _signs(line := text[b.start : b.end], b)]
    return next((agency for agency in (named(line.rpartition(": ")[2].strip(), pack.furniture) for line in lines) if agency), "")


def _signs(line: str, block: Block) -> bool:
    return block.kind in ("body", "furniture") and bool(_SIGNED.fullmatch(line))


def _published(document: Document, blocks: tuple[Block, ...], line: Dateline | None, pack: Pack) -> tuple[str, str]:
    """(ISO date, where it comes from): given or metadata, the dateline, a line that states it; last, when the file was made."""
    if document.published:
        return document.published, "given" if document.reader.startswith("text") else "metadata"
    if line is not None and line.date and not line.date.startswith("XXXX"):
        return line.date, "dateline"
    stated = _stated(document.text, blocks, pack)
    if stated:
        return stated, "text"
    photo = next((d for b in blocks if b.kind == "caption" and (d := full_date(document.text[b.start : b.end], pack.times))), "")
    if photo and line is not None and line.date:
        return _after(photo, line.date), "caption"
    return document.printed, "metadata" if document.printed else ""


def _stated(text: str, blocks: tuple[Block, ...], pack: Pack) -> str:
    """The day in a byline, or in a line near the article that says when it was published."""
    pattern = pack.furniture.patterns["published"]
    spoken = [i for i, b in enumerate(blocks) if b.kind in ("headline", "body")]
    first, last = (spoken[0], spoken[-1]) if spoken else (0, 0)
    near = [
        b
        for i, b in enumerate(blocks)
        if first - NEAR_HEADLINE <= i <= last + NEAR_HEADLINE and b.kind in ("byline", "furniture", "credit")
    ]
    for block in sorted(near, key=lambda b: b.kind != "byline"):
        content = text[block.start : block.end]
        if block.kind == "byline" or pattern.search(content):
            day = full_date(content, pack.times)
            if day:
                return day
    return ""


def _after(photo: str, stated: str) -> str:
    """The dateline's day in the year of a photo that was taken before it."""
    year = int(photo[:4])
    for candidate in (year, year + 1):
        try:
            day = datetime.date(candidate, int(stated[5:7]), int(stated[8:10])).isoformat()
        except ValueError:
            continue
        if day >= photo:
            return day
    return ""
