"""Document -> its Articles, one a language: a page that mixes languages is read block by block, each in its own."""

import msgspec

from dragoman.intake.article import read
from dragoman.intake.languages import CERTAIN, PART_MIN, identify
from dragoman.language.pack import Packs
from dragoman.values.errors import Refusal
from dragoman.values.text import Article, Block, Document


def read_parts(document: Document, *, packs: Packs, language: str = "") -> tuple[Article | Refusal, ...]:
    """The article in the document's main language, then those of the blocks in others; a Refusal for each language without pack.

    All articles have the same text, so that offsets agree; what is in another language is furniture in each. `language`
    (BCP 47) given by the caller holds for the whole document.
    """
    article = read(document, packs=packs, language=language)
    if isinstance(article, Refusal) or language:
        return (article,)
    spoken = _languages(article)
    if set(spoken.values()) <= {article.language}:
        return (article,)
    others = dict.fromkeys(code for code in spoken.values() if code != article.language)
    return (
        _only(article, article.language, spoken),
        *(
            _only(msgspec.structs.replace(article, findings=()), code, spoken)
            if code in packs.codes
            else _refused(code, spoken, packs)
            for code in others
        ),
    )


def _languages(article: Article) -> dict[Block, str]:
    """Body block -> its language; a block too short to tell is in that of the block before it."""
    found: dict[Block, str] = {}
    last = article.language
    for block in article.of("body"):
        if block.end - block.start >= PART_MIN:
            code, score = identify(article.at((block.start, block.end)))
            last = code if score >= CERTAIN else last
        found[block] = last
    return found


def _only(article: Article, code: str, spoken: dict[Block, str]) -> Article:
    """The article with nothing but the blocks of one language; headline, caption and notices belong to the main one."""
    main = code == article.language

    def kept(block: Block) -> bool:
        return spoken.get(block, article.language if main else "") == code

    blocks = tuple(b if kept(b) else msgspec.structs.replace(b, kind="furniture") for b in article.blocks)
    return msgspec.structs.replace(article, language=code, blocks=blocks)


def _refused(code: str, spoken: dict[Block, str], packs: Packs) -> Refusal:
    """The refusal of the paragraphs in a language without a pack."""
    mine = [b for b, c in spoken.items() if c == code]
    span = mine[0].start, mine[-1].end
    detail = f"{len(mine)} paragraphs are in '{code}'; there are packs for {', '.join(packs.codes)}"
    return Refusal("intake", "mixed_language", span, detail)
