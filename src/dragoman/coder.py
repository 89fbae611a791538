"""The public face in Python: a Coder that loads once and codes many, and the one-call functions."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman import __version__, intake
from dragoman.language.pack import Pack
from dragoman.pipeline import Pipeline, Understood
from dragoman.values.errors import Refusal
from dragoman.values.event import Event
from dragoman.values.text import Document


class Coder:
    """Loads packs and atlas once and codes many documents.

    `language` (BCP 47) and `home` (ISO 3166 alpha-3) hold for all documents that do not say otherwise. `overlay` is a folder of
    tables like those of the atlas, or several: their rows win.

    >>> coder = Coder(language="de")
    >>> [e.event[0] for e in coder.code("Frankreich hat den Botschafter Malis ausgewiesen.", published="2024-05-02")]
    ['SANCTION']
    """

    def __init__(self, *, language: str = "", home: str = "", overlay: Path | Sequence[Path] = ()) -> None:
        self._pipeline = Pipeline(overlay=overlay)
        self._language = language
        self._home = home

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be read."""
        return self._pipeline.packs.codes

    @property
    def version(self) -> str:
        """Name and version of the program."""
        return f"dragoman {__version__}"

    def made_by(self, language: str) -> str:
        """What makes a record of this language: program version, hashes of pack and atlas, as in a record's `coder`."""
        return self._pipeline.coder(self._pipeline.packs[language])

    def pack(self, language: str) -> Pack:
        """The pack of a language."""
        return self._pipeline.packs[language]

    def understand(self, document: Document | Refusal) -> Understood | Refusal:
        """Everything understood of a document, or the Refusal that says why it cannot be read."""
        if isinstance(document, Refusal):
            return document
        try:
            return self._pipeline.understand(document, language=document.language or self._language, home=self._home)
        except (
            RecursionError,
            IndexError,
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
        ) as error:  # our fault, never the run's end
            return Refusal("intake", "unreadable", detail=f"internal error, please report it: {type(error).__name__}: {error}")

    def code(self, text: str, *, published: str = "", title: str = "", id: str = "") -> tuple[Event, ...]:
        """The events of a text, in text order; () when it tells none or is refused. `published` is an ISO date."""
        outcome = self.understand(intake.document_from(text=text, title=title, published=published, id=id))
        return () if isinstance(outcome, Refusal) else outcome.events


def code(text: str, *, published: str = "", language: str = "", home: str = "", title: str = "") -> tuple[Event, ...]:
    """The events of one text (a Coder is quicker for many). `published` is an ISO date, `home` ISO 3166 alpha-3."""
    return Coder(language=language, home=home).code(text, published=published, title=title)


def read(text: str, *, published: str = "", language: str = "", title: str = "") -> Understood | Refusal:
    """The article as understood: blocks, mentions, times, statements, findings, events; or a Refusal."""
    return Coder(language=language).understand(intake.document_from(text=text, title=title, published=published))


def documents(sources: Sequence[str], *, published: str = "", language: str = "") -> Iterator[tuple[str, Document | Refusal]]:
    """The documents of files, folders and .jsonl collections, one by one, each with its name; unreadable ones as Refusals."""
    return intake.documents(sources, published=published, language=language)
