"""A person's name -> a key that its spellings share, and whether two names may be one person's."""

import unicodedata
from functools import lru_cache

import msgspec
from anyascii import anyascii

# Ordered replacements of the folded key: German, English and French ways to write one sound of Russian, Arabic, Persian,
# Hebrew and Korean names become one letter. Longer spellings stand before those that they contain.
_SOUNDS = (
    ("ß", "ss"), ("schtsch", "s"), ("shch", "s"), ("tsch", "h"), ("tch", "h"), ("dsch", "g"), ("dzh", "g"), ("sch", "s"),
    ("sh", "s"), ("zh", "s"), ("kh", "h"), ("ch", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("tz", "s"),
    ("ts", "s"), ("ck", "k"), ("qu", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ae", "a"), ("oe", "o"), ("ue", "u"),
    ("x", "ks"),
    ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("y", "i"), ("j", "i"), ("iu", "u"), ("io", "o"), ("ia", "a"), ("ii", "i"),
)  # fmt: skip
_ARTICLES = ("al-", "el-", "as-", "ash-", "asch-", "ar-", "an-", "at-", "ad-", "az-")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "'": None, "’": None, "ʼ": None}
)
# first characters of the blocks of alphabets that are written in Latin letters first, and of consonant alphabets
_ALPHABETS = (("\u0370", "\u058f"), ("\u0590", "\u07bf"), ("\u0900", "\u10ff"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufeff"))
_CONSONANTAL = (("\u0590", "\u07bf"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufeff"))
_ARTICLE = "\u0627\u0644"  # the Arabic article at the start of a family name
_COARSE = str.maketrans({"g": "k", "h": "k"})  # ق is written g, k, q, kh and gh
_SKELETON = str.maketrans({"g": "k", "h": "k", "p": "b", "v": "f"} | dict.fromkeys("aeiouy'`"))
SHORTEST_SKELETON = 4  # consonants from which a bare family name in a consonant alphabet is told apart
LONG_NAME = 6  # letters from which one wrong letter is a slip rather than another name


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The key of one name or name part: lower case, no diacritics, no Arabic article, sounds unified, no doubled letters.

    Cyrillic, Greek, Arabic, Hebrew and other alphabets are written in Latin letters first; Han and Hangul stay.

    >>> fold("Selenskyj") == fold("Zelensky") == fold("Зеленський"), fold("Chamenei") == fold("Khamenei")
    (True, True)
    """
    lower = unicodedata.normalize("NFKD", latin(word).lower().translate(_LETTERS))
    lower = "".join(c for c in lower if not unicodedata.combining(c))
    for article in _ARTICLES:
        if lower.startswith(article) and len(lower) > len(article) + 2:
            lower = lower[len(article) :]
    lower = lower.replace("-", "").replace(".", "")
    for spelling, sound in _SOUNDS:
        lower = lower.replace(spelling, sound)
    return "".join(c for i, c in enumerate(lower) if i == 0 or c != lower[i - 1])


def latin(word: str) -> str:
    """The word in Latin letters where it is written in another alphabet; syllabaries and characters stay as they are."""
    if word.isascii() or not any(a <= c <= b for c in word for a, b in _ALPHABETS):
        return word
    bare = word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2 else word
    return anyascii(bare)


def consonantal(word: str) -> bool:
    """Whether the word is written in an alphabet that leaves vowels out (Arabic, Hebrew)."""
    return any(a <= c <= b for c in word for a, b in _CONSONANTAL)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a name, those that scripts confuse made one, by which an Arabic or Hebrew spelling finds a Latin one.

    >>> skeleton("القذافي") == skeleton("Gaddafi"), skeleton("نتنياهو") == skeleton("Netanjahu")
    (True, True)
    """
    key = fold(word)
    bare = (key.replace("v", "") if consonantal(word) else key).translate(_SKELETON)
    return "".join(c for i, c in enumerate(bare) if i == 0 or c != bare[i - 1])


def fold_all(words: tuple[str, ...]) -> str:
    """The key of a whole name, blanks and hyphens ignored ("Kim Jong-un" and "Kim Jong Un" share theirs)."""
    return "".join(
        fold(part) for word in words for part in (word.split("-") if not word.lower().startswith(_ARTICLES) else [word])
    )


def near(a: str, b: str) -> bool:
    """Whether two folded keys are equal, or one letter apart where both have at least LONG_NAME letters.

    In names of that length g, k and h count as one sound: Gaddafi, Kaddafi, Khadafy, Qadhafi, Gheddafi.
    """
    if a == b:
        return True
    if len(a) < LONG_NAME or len(b) < LONG_NAME or not -1 <= len(a) - len(b) <= 1:
        return False
    x, y = coarse(a), coarse(b)
    return x == y or ((x[0] == y[0] or x[-1] == y[-1]) and _one_apart(x, y))


def coarse(key: str) -> str:
    """A folded key in which g, k and h are one letter."""
    return key.translate(_COARSE)


def _one_apart(a: str, b: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns one key into the other."""
    if len(a) > len(b):
        a, b = b, a
    i = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        i += 1
    if len(a) < len(b):
        return a[i:] == b[i + 1 :]
    return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])


@lru_cache(maxsize=65536)
def same_person(a: str, b: str) -> bool:
    """Whether two names may be one person's: same family name but for spelling, given names equal, missing or an initial.

    >>> same_person("Kurt Campbell", "Campell"), same_person("Angela Merkel", "Max Merkel")
    (True, False)
    """
    one, other = _written(a), _written(b)
    if not one.words or not other.words:
        return False
    if near(one.whole, other.whole):
        return True
    if one.words > 1 and other.words > 1:
        return near(one.last, other.last) and _given(one.given, other.given)
    short, full = (one, other) if one.words < other.words else (other, one)
    return near(short.last, full.last) or near(short.last, full.first)


class _Written(msgspec.Struct, frozen=True, gc=False):
    """How a name is written: its number of words, its given name, and the keys of the whole and of its outer words."""

    words: int
    given: str = ""
    whole: str = ""
    first: str = ""
    last: str = ""


@lru_cache(maxsize=65536)
def _written(name: str) -> _Written:
    words = name.split()
    return _Written(len(words), words[0], fold_all(tuple(words)), fold(words[0]), fold(words[-1])) if words else _Written(0)


def _given(a: str, b: str) -> bool:
    x, y = fold(a), fold(b)
    if len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1:
        return x[:1] == y[:1]
    return x == y or (min(len(x), len(y)) >= 4 and (x.startswith(y) or y.startswith(x) or _one_apart(x, y)))
