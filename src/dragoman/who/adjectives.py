"""Adjectives of countries in a phrase that names no actor itself -> their mentions ("der russische Angriff", "US-Angriff")."""

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence
from dragoman.values.world import Entity, Mention
from dragoman.who.countries import Found
from dragoman.who.heads import EUROPE, EUROPEANS
from dragoman.who.parts import adjective_countries, build, of_kind

PAIRED = "named with another"
SIDES = ("one", "the other")


def _of_a_city(sentence: Sentence, t: int, found: Found, pack: Pack) -> bool:
    """Whether an adjective has a capital where those of states have none ("Hamburger"), and what it describes is no deed."""
    head = sentence.tokens[found.phrase.head]
    upper = pack.grammar.nouns_capitalised and sentence.tokens[t].text[0].isupper() and 0 < t < found.phrase.head
    return upper and "-" not in sentence.tokens[t].text and head.lemma not in pack.triggers.nouns


def _sum(sentence: Sentence, t: int, pack: Pack) -> bool:
    """Whether a word is the measure of a number: "neun Milliarden | US-Dollar"."""
    measure, before = pack.grammar.nouns.measure, sentence.tokens[t - 1] if t else None
    return sentence.tokens[t].lemma in measure and before is not None and (before.pos == "num" or before.lemma in measure)


def _counted(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a phrase whose head is an adjective of a country is people ("miles de peruanos"), not the state ("los rusos")."""
    before = sentence.tokens[phrase.inner : phrase.head]
    return (
        pack.grammar.shape.adjectives_after
        and sentence.tokens[phrase.head].text.islower()
        and any(t.pos in ("det", "num") and t.text.lower() not in pack.grammar.definite for t in before)
    )


def _bare(phrase: Phrase, pack: Pack) -> bool:
    """Whether such a phrase has no article, which says who lives there: "Haitianos salen a la calle"."""
    return pack.grammar.shape.adjectives_after and phrase.end - phrase.inner == 1 and phrase.slot in ("subject", "object")


def nickname(sentence: Sentence, token: int) -> bool:
    """Whether a word, its article apart, is all that stands between quotation marks: "alias | ‘el Cubano’"."""
    word = sentence.tokens[token]
    around = [(a, b) for a, b in sentence.quotes if a <= word.start and word.end <= b]
    return any(sum(a <= t.start < b for t in sentence.tokens) <= 2 for a, b in around)


def _adjective(sentence: Sentence, t: int, entity: Entity, *, people: bool) -> Mention:
    """The state that the adjective at a token names, or its people."""
    form, sector = ("group", "CVL") if people else ("country", entity.sector or "GOV")
    code = entity.code or ("" if people or entity.id != EUROPE else EUROPEANS)  # "sanctions européennes" are the Union's
    return build(sentence, t, t + 1, t, form, entity=entity, code=code, sector=sector, why="adjective")


def _of_several_words(sentence: Sentence, t: int, knowledge: Knowledge) -> tuple[Entity, ...]:
    """Two countries joined by a hyphen of which one has a name of two words: "US-South | Korea", "South | Korean-US"."""
    first, hyphen, last = sentence.tokens[t].text.partition("-")
    if not (hyphen and first and last[:1].isupper()):
        return ()
    before = [w.text for w in sentence.tokens[max(0, t - 1) : t]]
    behind = [w.text for w in sentence.tokens[t + 1 : t + 2]]
    left = _state([*before, first], knowledge) or _state([first], knowledge)
    right = _state([last, *behind], knowledge) or _state([last], knowledge)
    return (left, right) if left is not None and right is not None and left.code != right.code else ()


def _state(words: list[str], knowledge: Knowledge) -> Entity | None:
    """The country that exactly these words name, as its name or its adjective."""
    length, names = knowledge.find(words, 0)
    found = (n.entity for n in names if length == len(words) and n.entity.kind == "country" and not n.support)
    return next(found, None) or knowledge.adjective(" ".join(words))


def _two_leaders(sentence: Sentence, t: int, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Two persons of the atlas whose family names a hyphen joins: "the | Trump-Putin | summit"; () where they are not two."""
    halves = sentence.tokens[t].text.split("-")
    if len(halves) != len({*halves}) or len(halves) != len(SIDES) or not all(h[:1].isupper() and h[1:].islower() for h in halves):
        return ()
    known = [any(n.entity.kind == "person" for n in knowledge.find([half], 0)[1]) for half in halves]
    return tuple(build(sentence, t, t + 1, t, "name", person=half, why=PAIRED) for half in halves) if all(known) else ()


def adjectives(sentence: Sentence, found: Found, pack: Pack, knowledge: Knowledge) -> list[Mention]:
    """Relational adjectives and compound heads before a noun that is no actor: "der russische Angriff", "US-Angriff"."""
    if found.title is not None or found.role is not None:
        return []
    tokens = range(found.phrase.inner, found.phrase.end)
    return [m for t in tokens if not _no_state(sentence, t, found, pack) for m in _named_at(sentence, t, found, pack, knowledge)]


def _no_state(sentence: Sentence, t: int, found: Found, pack: Pack) -> bool:
    """Whether a word names no state: it is part of a body's name, a nickname, a sum, of a city."""
    body = any(p.start <= t < p.end and of_kind(p, "organisation", "group", "party") for p in found.parts)
    return body or nickname(sentence, t) or _sum(sentence, t, pack) or _of_a_city(sentence, t, found, pack)


def _named_at(sentence: Sentence, t: int, found: Found, pack: Pack, knowledge: Knowledge) -> list[Mention]:
    """The mentions of whoever a word names as an adjective, two joined by a hyphen, or the first part of a compound."""
    whole = any(p.start <= t < p.end for p in found.parts)  # "Guinea-Bissau"
    people = t == found.phrase.head and (_counted(sentence, found.phrase, pack) or _bare(found.phrase, pack))
    entities = _states_of(sentence, t, pack, knowledge) or (() if whole else _of_several_words(sentence, t, knowledge))
    each = [_adjective(sentence, t, entity, people=people) for entity in entities]
    if len(each) > 1:  # "russisch-chinesische Gespräche"
        return [build(sentence, t, t + 1, t, "country", members=tuple(each), why="adjective", plural=True)]
    if two := _two_leaders(sentence, t, knowledge):
        return [*each, build(sentence, t, t + 1, t, "name", members=two, why=PAIRED, plural=True)]
    return each if whole else [*each, *_first_part(sentence, t, knowledge)]


def _states_of(sentence: Sentence, t: int, pack: Pack, knowledge: Knowledge) -> tuple[Entity, ...]:
    """The states, two at most, that a word names as their adjective."""
    token = sentence.tokens[t]
    entities = adjective_countries(token, pack, knowledge)[:2] if token.pos in ("adj", "name", "noun") else ()
    one = _state([token.text], knowledge) if len(entities) > 1 else None
    return (one,) if one is not None else entities  # "Guinea-Bissau" is one state


def _first_part(sentence: Sentence, t: int, knowledge: Knowledge) -> list[Mention]:
    """Whoever the first part of a compound with a hyphen names: "| US |-Angriff"; [] for nobody."""
    token = sentence.tokens[t]
    first_part, hyphen, _ = token.text.rpartition("-")
    entity = knowledge.prefix(first_part) if hyphen else None
    if entity is None:
        return []
    form, sector = "country" if entity.kind == "country" else "name", entity.sector or "GOV"
    mention = build(sentence, t, t + 1, t, form, entity=entity, code=entity.code, sector=sector, why="compound")
    return [msgspec.structs.replace(mention, spans=((token.start, token.start + len(first_part)),), text=first_part)]
