"""Words that name a sort of actor ("soldat", "forces de l'ordre") -> the role that the pack gives them."""

import msgspec

from dragoman.language.pack import Pack
from dragoman.language.roles import Role
from dragoman.values.syntax import Phrase, Sentence, Token

PAIR = 2  # parties that "both" means


def epithet(sentence: Sentence, t: int, phrase: Phrase, pack: Pack) -> bool:
    """Whether a noun beside a deed only describes it ("attaques | jihadistes"), or with what it is done ("| drone | attack")."""
    if sentence.tokens[phrase.head].lemma not in pack.triggers.nouns:
        return False
    behind = pack.grammar.shape.adjectives_after and t > phrase.head
    return behind or (t < phrase.head and sentence.tokens[t].lemma in pack.roles.reference.means)


def long_role(sentence: Sentence, t: int, pack: Pack) -> Role | None:
    """The role of several words that starts at a token ("homme armé", "forces de l'ordre"), the longest; None without one."""
    for words, role in pack.roles.long.get(sentence.tokens[t].lemma, ()):
        part = sentence.tokens[t : t + len(words)]
        if len(part) == len(words) and all(w in _readings(p, pack) for w, p in zip(words, part, strict=True)):
            return role
    return None


def members_role(sentence: Sentence, t: int, pack: Pack) -> Role | None:
    """The role of those whom a noun gathers ("a | group | of about 30 gunmen") or who serve a body; None for other nouns."""
    staff = sentence.tokens[t].lemma in pack.roles.reference.staff
    if not staff and sentence.tokens[t].lemma not in pack.roles.reference.groups:
        return None
    of = pack.roles.reference.origin - pack.modality.adpositions.place | pack.grammar.shape.genitive
    behind = next((p for p in sentence.phrases if p.start == t + 1 and (p.slot == "genitive" or p.adp in of)), None)
    if behind is None:
        return None
    role = long_role(sentence, behind.head, pack) or role_of(sentence.tokens[behind.head], pack)
    if staff:
        body = role is not None and role.kind == "institution"
        return msgspec.structs.replace(role, kind="group") if role is not None and body else None
    return role if role is not None and role.kind == "group" else None


def described_role(sentence: Sentence, t: int, pack: Pack) -> Role | None:
    """The role of several words of which a noun is the second and an adjective the first ("presidential | office")."""
    before = sentence.tokens[t - 1] if t else None
    return long_role(sentence, t - 1, pack) if before is not None and before.pos == "adj" else None


def _readings(token: Token, pack: Pack) -> tuple[str, ...]:
    noun = pack.words.noun(token.text) if token.pos in ("adj", "noun") else None
    return token.lemma, token.text.lower(), noun.lemma if noun is not None else ""


def role_of(token: Token, pack: Pack) -> Role | None:
    """The role of one word, by its text, its lemma or of the last part of a compound; None without one."""
    table = pack.roles.by_lemma
    known = table.get(token.text)
    if known is not None or token.pos != "noun":
        return known or table.get(token.lemma)
    noun = pack.words.noun(token.text)
    if noun is None:
        return None
    return table.get(noun.first.rstrip("-") + noun.lemma.lower()) or table.get(noun.lemma)


def stateless(sentence: Sentence, t: int, pack: Pack) -> bool:
    """Whether a noun is for armed people of no country ("djihadistes"), or for a band of theirs ("groupe | djihadiste")."""
    first, *behind = sentence.tokens[t : t + 2]
    words = {first.lemma, *(f"{first.lemma} {b.lemma}" for b in behind)}
    return not words.isdisjoint(pack.roles.reference.stateless)


def says(sentence: Sentence, t: int, phrases: frozenset[str], pack: Pack) -> bool:
    """Whether one of some lemmas, also of several words, starts at a token: "soldats | de la paix"."""
    tokens = sentence.tokens
    noun = pack.words.noun(tokens[t].text)
    first = {tokens[t].lemma, tokens[t].text, *([noun.first.rstrip("-") + noun.lemma.lower()] if noun is not None else ())}
    return any(
        words[0] in first and words[1:] == [w.text.lower() for w in tokens[t + 1 : t + len(words)]]
        for words in (p.split() for p in phrases)
    )


def number_said(word: str, pack: Pack) -> int:
    """The number that a lower-case word or figure says ("drei", "3"), 0 for other words."""
    return int(word) if word.isdecimal() else pack.modality.approximately.numbers.get(word, 0)
