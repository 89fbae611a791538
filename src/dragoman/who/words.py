"""A word of a sentence by itself -> what pack and atlas know of it as a word for actors, looked up once a word.

Most words of a text name nobody, and a phrase of nothing but such words has no mention: `heard` tells the two apart.
"""

import msgspec

from dragoman.knowledge import Knowledge, Title
from dragoman.language.pack import Pack
from dragoman.language.roles import Role
from dragoman.values.syntax import Sentence, Token
from dragoman.who.generic import role_of
from dragoman.who.parts import Part, adjective_countries

NOMINAL = ("noun", "name", "adj", "num")
REFERRING = ("pron", "verb", "num", "name")
"""Parts of speech that may name or count actors whatever the word is."""


class Known(msgspec.Struct, frozen=True, gc=False):
    """What is known of a word: the role and title that it is, and whether these may have more words behind it."""

    role: Role | None
    title: Title | None
    opens_role: bool
    opens_title: bool
    silent: bool
    """Whether it names nobody, by itself or with its neighbours, where no name of the atlas stands."""


def known(sentence: Sentence, pack: Pack, knowledge: Knowledge) -> list[Known]:
    """What is known of each word of a sentence."""
    ask = pack.remember(_known)
    return [ask((t.text, t.pos, t.lemma, knowledge)) for t in sentence.tokens]


def heard(words: list[Known], parts: tuple[Part, ...]) -> bytes:
    """One byte a word, 0 where it is silent and no name begins."""
    marks = bytearray(not word.silent for word in words)
    for part in parts:
        marks[part.start] = 1
    return bytes(marks)


def _known(asked: tuple[str, str, str, Knowledge], pack: Pack) -> Known:
    text, pos, lemma, knowledge = asked
    quiet = pos not in REFERRING and "-" not in text and not _of_several(text, pack)
    if pos not in NOMINAL:
        return Known(None, None, False, False, quiet)
    token = Token(0, len(text), text, pos, lemma)  # type: ignore[arg-type]  # the part of speech of a token
    opens = knowledge.title_begins(text)
    if pos == "num":
        return Known(None, None, False, opens, False)
    role, title, long = role_of(token, pack), knowledge.title(lemma), lemma in pack.roles.long
    actor = opens or long or (pos == "noun" and not (role is None and title is None))
    return Known(role, title, long, opens, quiet and not actor and not adjective_countries(token, pack, knowledge))


def _of_several(text: str, pack: Pack) -> bool:
    """Whether a word counts people without a number ("dozens"), or ends a phrase for both sides."""
    dozens, roles, lower = pack.modality.approximately.dozens, pack.roles, text.lower()
    return lower in dozens or text in dozens or lower in roles.pair.words or lower in roles.pair_ends
