"""Article -> Sentences with Clauses: finite verb, voice, tense, mood, polarity, embedding, phrases, quotation marks."""

from dragoman.clauses.split import split

__all__ = ["split"]
