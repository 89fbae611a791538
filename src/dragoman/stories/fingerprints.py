"""An article as read -> its Fingerprint: what its copies share with it, and what a translation keeps."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dragoman.values.corpus import Fingerprint
from dragoman.values.reading import Reading
from dragoman.values.text import Article
from dragoman.values.world import Mention

PERMUTATIONS = 64  # standard error of the estimated overlap: .06 at most
SEED = 20  # of the permutations: a fingerprint is comparable only with those of the same seed
SHINGLE_WORDS = 3
SHINGLES_MIN = 12  # a shorter text has no fingerprint: its overlap with another is chance
MARKS_MAX = 80  # of a document: the first ones; a report says what matters at its head
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?![\d])|(?<![\w.,])\d+(?![\w])")


def fingerprint(article: Article, readings: Sequence[Reading]) -> Fingerprint:
    """The Fingerprint of an article: MinHash over three-word shingles of its body, and its language-free marks in order."""
    import rensa

    body = " ".join(article.at((b.start, b.end)) for b in article.of("body", "quote_box"))
    shingles = sorted(set(_shingles(body)))
    marks = tuple(mark for reading in readings for mark in sorted(_marks(article, reading)))[:MARKS_MAX]
    if len(shingles) < SHINGLES_MIN:
        return Fingerprint((), marks, len(shingles))
    minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(shingles)
    return Fingerprint(tuple(minhash.digest()), marks, len(shingles))


def _shingles(text: str) -> Iterator[str]:
    """Runs of three words, lower case; of five characters for a script that writes without blanks."""
    words = _WORD.findall(text.lower())
    if words and len(text) / len(words) > 25:  # a word of 25 characters on average is a sentence
        letters = "".join(words)
        yield from (letters[i : i + 5] for i in range(len(letters) - 4))
        return
    yield from (" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1))


def _marks(article: Article, reading: Reading) -> Iterator[str]:
    """Entities, places, numbers, days and quotations of a sentence of the body."""
    sentence = reading.sentence
    if sentence.block not in ("body", "quote_box"):
        return
    for mention in reading.mentions:
        if mention.spans and (name := _named(mention)):
            yield name
    yield from (f"geo:{place.geonameid}" for place in reading.places if place.geonameid and place.spans)
    yield from (f"@{time.first}" for time in reading.times if time.first and time.granularity in ("day", "time"))
    dated = [(t.start, t.end) for t in reading.times]
    for match in _NUMBER.finditer(article.text, sentence.start, sentence.end):
        if not any(a <= match.start() < b for a, b in dated):
            yield "#" + re.sub(r"\D", "", match[0])
    yield from ("q" for start, end in sentence.quotes if end - start > 20)


def _named(mention: Mention) -> str:
    """The id of whom a mention names, else its country; one that was inferred is in no text, nor is who holds an office."""
    id = mention.entity.id if mention.entity else ""
    if id.startswith(("org:", "group:")) or (id.startswith("person:") and (mention.person or mention.form == "name")):
        return _unaccented(id)
    return "" if mention.basis else mention.code


def _unaccented(id: str) -> str:
    """An id without accents: who is in no list is known by his name as written, with or without them."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", id) if not unicodedata.combining(c)))
