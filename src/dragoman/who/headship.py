"""An office whose word also means whoever heads any body, and what it is of -> the office that is held there."""

import msgspec

from dragoman.knowledge import Title
from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence
from dragoman.values.world import HEADS_OF_ALL, HEADS_OF_BODIES
from dragoman.who.countries import Found
from dragoman.who.generic import described_role, long_role, role_of


def body_headed(sentence: Sentence, found: Found, pack: Pack) -> Phrase | None:
    """The phrase of the body that somebody is head of ("the president | of the teachers' union"), None where it is a state's."""
    office = found.title.office if found.title is not None else ""
    if office not in HEADS_OF_ALL or found.title_at != found.phrase.head:
        return None
    top = sentence.phrase_at(found.phrase.head)
    owned = (p for p in sentence.phrases if p.parent == top and p.slot == "genitive" and p.start > found.title_at)
    body = next(owned, None)
    return body if body is not None and _sector(sentence, body, pack) else None


def head_of_body(title: Title, sentence: Sentence, body: Phrase, pack: Pack) -> Title:
    """The title as that of whoever heads a body: a party's leader, a parliament's speaker, a judge, else a leader."""
    sector = _sector(sentence, body, pack)
    return msgspec.structs.replace(title, office=HEADS_OF_BODIES.get(sector, HEADS_OF_BODIES[""]), sector=sector, code="")


def _sector(sentence: Sentence, body: Phrase, pack: Pack) -> str:
    """The sector of a body by the noun it is called by, "" where that is a land or no body at all."""
    head, lands = sentence.tokens[body.head], pack.roles.reference.lands | pack.grammar.nouns.places
    before = sentence.tokens[body.start : body.head]
    told = any(t.pos == "det" or t.text.lower() in pack.grammar.adpositions.contracted for t in before)  # not "de gauche"
    marks = {t.text.replace("’", "'") for t in before}  # "the chief of | Thailand's armed forces"
    told = told or not marks.isdisjoint(pack.grammar.shape.possessive)
    if not told or head.pos not in ("noun", "name") or head.lemma in lands:
        return ""
    role = long_role(sentence, body.head, pack) or described_role(sentence, body.head, pack) or role_of(head, pack)
    return role.sector if role is not None and role.kind in ("institution", "group") else ""
