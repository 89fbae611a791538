"""A pack's own sentences, made into articles -> words a second on one core, every sentence read once."""

import time
from collections.abc import Callable, Iterator

import msgspec

from dragoman import intake
from dragoman.language.pack import Pack
from dragoman.measure.examples import EXAMPLE_DAY, examples
from dragoman.pipeline import Understood
from dragoman.values.errors import Refusal
from dragoman.values.text import Document

ARTICLE_WORDS = 300  # words an article has at least


class Speed(msgspec.Struct, frozen=True):
    """What was read in how many seconds; loading is not counted, everything else is."""

    articles: int
    words: int
    seconds: float

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.seconds if self.seconds else 0.0


def articles(pack: Pack) -> Iterator[str]:
    """Articles of a pack's example sentences, each sentence once: denser in events than news is."""
    lines: list[str] = []
    words = 0
    for text in dict.fromkeys(e.text for entry in pack.triggers.entries for e in examples(entry)):
        lines.append(text)
        words += len(text.split())
        if words >= ARTICLE_WORDS:
            yield _laid_out(lines)
            lines, words = [], 0
    if lines:
        yield _laid_out(lines)


def _laid_out(lines: list[str]) -> str:
    """Paragraphs of three sentences."""
    return "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3))


def speed(pack: Pack, understand: Callable[[Document], Understood | Refusal]) -> Speed:
    """The speed of a coder on a pack's articles; the first one is read before the clock starts."""
    texts = [(str(i), text) for i, text in enumerate(articles(pack))]
    documents = [_document(name, text, pack.code) for name, text in texts]
    understand(documents[0])
    start = time.perf_counter()
    for document in documents[1:]:
        understand(document)
    return Speed(len(documents) - 1, sum(len(t.split()) for _, t in texts[1:]), time.perf_counter() - start)


def _document(name: str, text: str, language: str) -> Document:
    made = intake.document_from(text=text, id=name, published=EXAMPLE_DAY)
    assert isinstance(made, Document)
    return msgspec.structs.replace(made, language=language)
