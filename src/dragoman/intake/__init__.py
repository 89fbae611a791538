"""bytes -> Document, Article: encodings, HTML, PDF, DOCX, wire furniture, blocks, language; nothing is resolved here."""

from dragoman.intake.article import read
from dragoman.intake.parts import read_parts
from dragoman.intake.sources import document_from, document_of, documents

__all__ = ["document_from", "document_of", "documents", "read", "read_parts"]
