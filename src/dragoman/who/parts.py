"""Named things in a sentence and the open mentions made of them."""

import msgspec

from dragoman.knowledge import Knowledge, Name
from dragoman.language.pack import Pack
from dragoman.values.syntax import Sentence, Token
from dragoman.values.text import Span
from dragoman.values.world import SUPPORT, Entity, Mention


class Part(msgspec.Struct, frozen=True, gc=False):
    """A named thing inside a sentence: tokens [start, end) and what knowledge says it may be."""

    start: int
    end: int
    names: tuple[Name, ...]


def adjective_countries(token: Token, pack: Pack, knowledge: Knowledge) -> tuple[Entity, ...]:
    """Countries that a relational adjective names ("südkoreanischen", "russisch-chinesische"), () when it names none."""
    return pack.remember(_relational)((token.text, knowledge))


def _relational(written: tuple[str, Knowledge], pack: Pack) -> tuple[Entity, ...]:
    text, knowledge = written
    if not text[-1:].isalpha() or text.lower().rpartition("-")[2] in pack.roles.reference.patrons:
        return ()
    for ending in ("", *pack.grammar.adjective_endings):
        base = text[: len(text) - len(ending)] if text.lower().endswith(ending) else ""
        if base and (found := knowledge.adjectives(base)):
            return () if len(found) > 1 and knowledge.find([text], 0)[0] else found  # "Guinea-Bissau" is one name
    return ()


def not_a_place(sentence: Sentence, i: int, names: tuple[Name, ...], pack: Pack, knowledge: Knowledge) -> bool:
    """Whether a country or city is only spelt so: a given name ("Georges Pompidou", "Dominique de Villepin"), a body's acronym.

    Behind an adposition or an article it is the place. Where adjectives stand before their noun nothing tells.
    """
    tokens = sentence.tokens
    before = tokens[i - 1] if i else None
    if _deed_described(sentence, i, names, pack):
        return True
    open_ = all(n.entity.kind in ("country", "city", "region") for n in names) and pack.grammar.shape.adjectives_after
    if open_ and all(n.entity.kind == "city" for n in names) and not _acronym(tokens[i]) and not knowledge.listed(tokens[i].text):
        return True  # no plural of a city
    if not open_ or (before is not None and before.pos in ("adp", "det")):
        return False
    if (before is None or before.pos == "punct") and tokens[i].lemma in pack.triggers.nouns and all(n.support for n in names):
        return True  # "Reunión | de cancilleres" is a deed
    if (
        before is not None
        and before.pos in ("noun", "adj")
        and _acronym(tokens[i])
        and all(n.entity.kind == "city" for n in names)
    ):
        return not tokens[i - 1].text.isupper()
    of = i + 2 < len(tokens) and tokens[i + 1].lemma in pack.grammar.shape.genitive and tokens[i + 1].text.islower()
    behind = tokens[i + 2] if of else tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is None or behind.pos != "name" or not behind.text[0].isupper() or _acronym(behind):
        return False
    return knowledge.find(sentence.names_in, i + 2 if of else i + 1)[0] == 0


def _deed_described(sentence: Sentence, i: int, names: tuple[Name, ...], pack: Pack) -> bool:
    """Whether a place's name is a noun for a deed with its adjective: "la | Réunion | ministérielle"."""
    token, behind = sentence.tokens[i], sentence.tokens[i + 1 : i + 2]
    deed = token.text.lower() in pack.triggers.nouns and pack.grammar.shape.adjectives_after
    return deed and all(n.support for n in names) and any(b.pos == "adj" and b.text.islower() for b in behind)


def _acronym(token: Token) -> bool:
    return len(token.text) > 2 and token.text.isupper()


def of_kind(part: Part, *kinds: str) -> Name | None:
    """The first name of a part whose entity is of one of the kinds."""
    return next((n for n in part.names if n.entity.kind in kinds), None)


def named(sentence: Sentence, part: Part) -> Mention | None:
    """The mention of a named part; the first name that needs no support decides, persons and places stay open."""
    sure = [n for n in part.names if not n.support]
    name = (sure or list(part.names))[0]
    if name.entity.kind == "person":
        text = " ".join(t.text for t in sentence.tokens[part.start : part.end])
        return build(sentence, part.start, part.end, part.end - 1, "name", person=text, why="listed person")
    if name.entity.kind == "city" or (not sure and name.entity.kind != "country"):
        return None
    return _listed(sentence, part, name, sure=bool(sure))


def _listed(sentence: Sentence, part: Part, name: Name, *, sure: bool) -> Mention:
    """A country, region, body, group or party of the atlas, or the people of one."""
    entity, members = name.entity, tuple(_member(sentence, part, m) for m in name.members)
    state = "GOV" if entity.kind == "country" else ""
    who = {
        "entity": entity,
        "code": entity.code,
        "sector": "CVL" if name.form == "demonym" else entity.sector or state,
        "members": members,
        "plural": bool(members),
        "why": f"atlas {name.form}" + ("" if sure else f", {SUPPORT}"),
    }
    form = "country" if entity.kind in ("country", "region") else "name"
    form = {"metonym": "metonym", "demonym": "group"}.get(name.form, form)
    return build(sentence, part.start, part.end, part.end - 1, form, **who)


def _member(sentence: Sentence, part: Part, code: str) -> Mention:
    return build(sentence, part.start, part.end, part.start, "country", code=code, sector="GOV", why="joint name")


def build(sentence: Sentence, start: int, end: int, head: int, form: str, **more: object) -> Mention:
    """An open mention of tokens [start, end) of a sentence; `more` are fields of Mention."""
    spans: tuple[Span, ...] = (sentence.span(start, end),)
    text = _text(sentence, start, end)
    return Mention(sentence.index, start, end, head, text, spans, form, **more)  # type: ignore[arg-type]


def _text(sentence: Sentence, start: int, end: int) -> str:
    """The characters of tokens [start, end), white space as single blanks."""
    out = ""
    for t in range(start, end):
        token = sentence.tokens[t]
        out += (" " if out and token.start > sentence.tokens[t - 1].end else "") + token.text
    return out


def abbreviated(mentions: list[Mention], sentence: Sentence, pack: Pack) -> list[Mention]:
    """A body without a country of its own is what its acronym behind it in brackets says: "The Labor Office (ILO)".

    Whoever is followed by letters in brackets is called by them later in the article (`short`).
    """
    starts = {m.start: m for m in mentions if m.code and m.entity is not None and m.entity.kind == "organisation"}
    found = []
    for mention in mentions:
        bracket = mention.end < len(sentence.tokens) and sentence.tokens[mention.end].text == "("
        if bracket and mention.form == "role" and not mention.code:
            mention = _owned_behind(mention, mentions, sentence, pack)
        short = starts.get(mention.end + 1) if bracket and not mention.code and mention.form in ("role", "name") else None
        if short is not None:
            taken = {"code": short.code, "entity": short.entity, "sector": short.sector, "person": ""}
            mention = msgspec.structs.replace(mention, **taken, form="name", why="its acronym in brackets")
        elif bracket and mention.form in ("role", "name") and mention.code:
            mention = msgspec.structs.replace(mention, short=_letters(sentence, mention.end + 1))
        found.append(mention)
    return found


def _owned_behind(mention: Mention, mentions: list[Mention], sentence: Sentence, pack: Pack) -> Mention:
    """A body with the country that owns it behind its letters: "le Conseil national (CNT) | du Mali"; as it is without one."""
    tokens, after = sentence.tokens, mention.end + 3  # "(", letters, ")"
    owned = after + 1 < len(tokens) and tokens[after].lemma in pack.grammar.shape.genitive
    if not owned or not _letters(sentence, mention.end + 1):
        return mention
    owner = next((m for m in mentions if m.form == "country" and m.code and after < m.start <= after + 2), None)
    if owner is None:
        return mention
    return msgspec.structs.replace(mention, code=owner.code, basis=owner.spans[:1], short=_letters(sentence, mention.end + 1))


def _letters(sentence: Sentence, at: int) -> str:
    """The capital letters that stand alone in brackets from a token on ("(JCS)"), "" when something else does."""
    alone = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].text in "),"
    return sentence.tokens[at].text if alone and _acronym(sentence.tokens[at]) else ""
