"""A listed name in its phrase -> whether it is but a part of a longer name that nobody knows ("Sofía | Vergara").

In a phrase of its own a name is whoever the atlas says; next to a word that can only be a name it is a stranger's.
"""

from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence, Token
from dragoman.values.world import Mention
from dragoman.who.countries import Found
from dragoman.who.generic import role_of
from dragoman.who.parts import Part

LOCAL = ("city", "person")
SCHOOL = "EDU"


def in_longer_name(sentence: Sentence, part: Part, found: Found, pack: Pack) -> bool:
    """Whether the word of a part stands beside an unlisted name in its phrase, so that both are one name of somebody else."""
    if part.end - part.start > 1:
        return False
    behind = not sentence.tokens[part.start].text.isupper() and _stranger(sentence, part.start - 1, found, pack, before=True)
    if not all(_borne_by_many(part, i) for i in range(len(part.names))):
        return behind and found.phrase.inner < part.start
    return behind or _stranger(sentence, part.end, found, pack, before=False) or _of_a_thing(sentence, part, found, pack)


def _of_a_thing(sentence: Sentence, part: Part, found: Found, pack: Pack) -> bool:
    """Whether a seat of government stands before a noun that is neither actor nor deed ("Brussels | sprouts")."""
    head = sentence.tokens[found.phrase.head]
    if pack.grammar.shape.adjectives_after or found.title is not None or found.role is not None:
        return False
    things = head.pos == "noun" and head.text.islower() and head.lemma not in pack.triggers.nouns
    return things and found.phrase.head >= part.end and all(n.form == "metonym" or n.entity.kind == "city" for n in part.names)


def _borne_by_many(part: Part, index: int) -> bool:
    """Whether a name is often that of others: a family name, a city or capital, a name that needs support."""
    name = part.names[index]
    return name.form in ("metonym", "surname") or name.entity.kind in LOCAL or name.support


def _stranger(sentence: Sentence, t: int, found: Found, pack: Pack, *, before: bool) -> bool:
    """Whether a token beside the part is a capitalised name that no part, title or role noun has taken."""
    phrase = found.phrase
    if t in (found.title_at, found.role_at) or any(p.start <= t < p.end for p in found.parts):
        return False
    if before and pack.grammar.nouns_capitalised:
        return _given(sentence, t, pack)
    return phrase.inner <= t < phrase.end and _name(sentence.tokens[t]) and not (before and t == 0)


def _name(token: Token) -> bool:
    return token.pos == "name" and token.text[0].isupper() and not token.text.isupper() and token.text.isalpha()


def _given(sentence: Sentence, t: int, pack: Pack) -> bool:
    """Whether a token may be a given name where all nouns have capitals: no known word, and no article before it."""
    token = sentence.tokens[t] if t >= 0 else None
    if token is None or not token.text[0].isupper() or token.text.isupper() or not token.text.isalpha():
        return False
    noun = pack.words.noun(token.text)
    if token.pos not in ("noun", "name", "adj") or (noun is not None and (not noun.guessed or noun.number == "p")):
        return False
    if token.pos == "adj" and _known_adjective(token.text.lower(), pack):
        return False  # "Georgische | Polizei"
    return t == 0 or sentence.tokens[t - 1].pos not in ("det", "adj")


def _known_adjective(word: str, pack: Pack) -> bool:
    """Whether a word is an adjective made from a name, or one that a table holds, by its ending."""
    endings, relational = pack.grammar.adjective_endings, pack.grammar.relational
    if relational and any(word.endswith(relational + e) for e in endings):
        return True
    return any("adj" in pack.words.closed(word.removesuffix(e)) for e in endings if word.endswith(e))


def family_name(sentence: Sentence, t: int, pack: Pack) -> bool:
    """Whether a capitalised noun is somebody's family name: a given name stands right before it ("Helene | Fischer")."""
    if not pack.grammar.nouns_capitalised:
        return False
    noun = pack.words.noun(sentence.tokens[t].text)
    together = any(p.inner < t < p.end or p.inner < t - 1 < p.end == t for p in sentence.phrases)  # not "rief Merkel | Richter"
    return noun is not None and noun.number != "p" and together and _given(sentence, t - 1, pack)


def named_after(sentence: Sentence, mention: Mention, pack: Pack, knowledge: Knowledge) -> bool:
    """Whether a country stands in the name of a square, school or tour ("Plaza | de España"): a noun with a capital.

    Behind an office, a body or a deed it is the country ("Gobierno | de España", "Invasión | de Ucrania").
    """
    t = mention.start - 2
    if mention.form != "country" or t < 1 or not pack.grammar.shape.adjectives_after:
        return False
    noun, of = sentence.tokens[t], sentence.tokens[t + 1]
    capital = noun.text[0].isupper() and noun.text[1:].islower() and sentence.tokens[t - 1].pos != "punct"
    if not capital or of.lemma not in pack.grammar.shape.genitive or not of.text.islower():
        return False
    known = pack.words.noun(noun.text.lower())
    if known is None or known.guessed or known.lemma in pack.triggers.nouns:
        return False
    role = pack.roles.by_lemma.get(known.lemma) or role_of(noun, pack)
    return (role is None or role.sector == SCHOOL) and knowledge.title(known.lemma) is None


def quality(sentence: Sentence, t: int, phrase: Phrase, pack: Pack) -> bool:
    """Whether a word for an officer only describes the noun before it ("inauguración | oficial", "grève | générale")."""
    if not pack.grammar.shape.adjectives_after or t != phrase.head + 1 or not sentence.tokens[t].text.islower():
        return False
    head = sentence.tokens[phrase.head]
    return head.pos == "noun" and head.text.islower() and role_of(head, pack) is None
