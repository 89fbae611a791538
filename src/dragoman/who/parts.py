"""Named things in a sentence and the open mentions made of them."""

import re
import unicodedata

import msgspec

from dragoman.knowledge import Knowledge, Name
from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence, Token
from dragoman.values.text import Span
from dragoman.values.world import SUPPORT, Entity, Mention

YEAR = re.compile("(19|20)[0-9]{2}")


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
            return found
    return ()


def not_a_place(sentence: Sentence, i: int, names: tuple[Name, ...], pack: Pack, knowledge: Knowledge) -> bool:
    """Whether a country or city is only spelt so: a given name ("Georges Pompidou", "Dominique de Villepin"), a body's acronym.

    Behind an adposition or an article it is the place. Where adjectives stand before their noun nothing tells.
    """
    tokens = sentence.tokens
    before = tokens[i - 1] if i else None
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


def _acronym(token: Token) -> bool:
    return len(token.text) > 2 and token.text.isupper()


def of_kind(part: Part, *kinds: str) -> Name | None:
    """The first name of a part whose entity is of one of the kinds."""
    return next((n for n in part.names if n.entity.kind in kinds), None)


def named(sentence: Sentence, part: Part) -> Mention | None:
    """The mention of a named part; the first name that needs no support decides, persons and places stay open."""
    sure = [n for n in part.names if not n.support]
    name = (sure or list(part.names))[0]
    entity = name.entity
    if entity.kind == "person":
        text = " ".join(t.text for t in sentence.tokens[part.start : part.end])
        return build(sentence, part.start, part.end, part.end - 1, "name", person=text, why="listed person")
    if entity.kind == "city" or (not sure and entity.kind != "country"):
        return (
            None
            if name.form != "metonym"
            else build(
                sentence,
                part.start,
                part.end,
                part.start,
                "metonym",
                entity=entity,
                code=entity.code,
                sector=entity.sector,
                why="metonym",
            )
        )
    form = {"metonym": "metonym", "demonym": "group"}.get(
        name.form, "country" if entity.kind in ("country", "region") else "name"
    )
    members = tuple(_member(sentence, part, m) for m in name.members)
    return build(
        sentence,
        part.start,
        part.end,
        part.end - 1 if part.end - part.start > 1 else part.start,
        form,
        entity=entity,
        code=entity.code,
        sector="CVL" if name.form == "demonym" else entity.sector or ("GOV" if entity.kind == "country" else ""),
        members=members,
        why=f"atlas {name.form}" + ("" if sure else f", {SUPPORT}"),
        plural=bool(members),
    )


def _member(sentence: Sentence, part: Part, code: str) -> Mention:
    return build(sentence, part.start, part.end, part.start, "country", code=code, sector="GOV", why="joint name")


def build(sentence: Sentence, start: int, end: int, head: int, form: str, **more: object) -> Mention:
    """An open mention of tokens [start, end) of a sentence; `more` are fields of Mention."""
    spans: tuple[Span, ...] = (sentence.span(start, end),)
    text = _text(sentence, start, end)
    return Mention(sentence.index, start, end, head, text, spans, form, **more)  # type: ignore[arg-type]


def counted(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a phrase is nothing but a number of people: "killed | 17", "| Six | were arrested", "Thousands | marched"."""
    head, dozens = sentence.tokens[phrase.head], pack.modality.approximately.dozens
    if head.text in dozens or head.text.lower() in dozens or _dozens(sentence, phrase, pack):
        return phrase.slot in ("subject", "object") and not phrase.adp and _alone(sentence, phrase, pack)
    if head.pos != "num" or phrase.head != phrase.end - 1 or not (phrase.slot == "object" or _suffers(sentence, phrase, pack)):
        return False
    if not (head.text.replace(",", "").isdigit() or head.text.isalpha()) or YEAR.fullmatch(head.text):
        return False
    if not _deed(sentence, phrase, pack) or _money(sentence, phrase):
        return False
    if phrase.end < len(sentence.tokens) and sentence.tokens[phrase.end].lemma in pack.grammar.shape.genitive:
        return False  # "all six | of her letters"
    return (
        phrase.end >= len(sentence.tokens)
        or sentence.tokens[phrase.end].pos != "punct"
        or sentence.tokens[phrase.end].text in ",.;"
    )


def _deed(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether the verb of the phrase's clause is one that may tell an event."""
    index = sentence.clause_of(phrase.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    return verb is not None and verb.lemma in pack.triggers.verbs


def _suffers(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a number is the subject of a verb that tells what is done to it: "| Twelve | were killed", "| Six | died"."""
    index = sentence.clause_of(phrase.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    told = sentence.tokens[phrase.inner : phrase.head]
    if verb is None or phrase.slot != "subject" or phrase.adp or any(t.pos in ("adj", "det") and t.text.islower() for t in told):
        return False  # "| otros cuatro | resultaron heridos": of those told before
    return verb.voice == "passive" or any("subject" in e.recipient for e in pack.triggers.verbs.get(verb.lemma, ()))


def _money(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a sign of currency stands in a phrase or right before it."""
    return any(unicodedata.category(t.text[0]) == "Sc" for t in sentence.tokens[max(phrase.start - 1, 0) : phrase.end])


def _dozens(sentence: Sentence, phrase: Phrase, pack: Pack) -> str:
    """The number of several words that starts with a phrase ("tens of thousands"), "" where it is none."""
    texts = " ".join(t.text.lower() for t in sentence.tokens[phrase.head : phrase.head + 3])
    return texts if texts in pack.modality.approximately.dozens else ""


def _alone(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a word for a number has nothing that it counts, before or behind it."""
    end = phrase.head + 1 + _dozens(sentence, phrase, pack).count(" ")
    if phrase.head != phrase.end - 1 or end >= len(sentence.tokens):
        return False
    following = sentence.tokens[end]
    of = following.lemma in pack.grammar.shape.genitive or following.text.lower() in pack.grammar.shape.genitive
    return not of and following.pos not in ("noun", "name", "adj", "det") and following.text not in ("%", "$", "€")


def _text(sentence: Sentence, start: int, end: int) -> str:
    """The characters of tokens [start, end), white space as single blanks."""
    out = ""
    for t in range(start, end):
        token = sentence.tokens[t]
        out += (" " if out and token.start > sentence.tokens[t - 1].end else "") + token.text
    return out


def abbreviated(mentions: list[Mention], sentence: Sentence) -> list[Mention]:
    """A body without a country of its own is what its acronym behind it in brackets says: "The Labor Office (ILO)".

    Whoever is followed by letters in brackets is called by them later in the article (`short`).
    """
    starts = {m.start: m for m in mentions if m.code and m.entity is not None and m.entity.kind == "organisation"}
    found = []
    for mention in mentions:
        bracket = mention.end < len(sentence.tokens) and sentence.tokens[mention.end].text == "("
        short = starts.get(mention.end + 1) if bracket and not mention.code and mention.form in ("role", "name") else None
        if short is not None:
            taken = {"code": short.code, "entity": short.entity, "sector": short.sector, "person": ""}
            mention = msgspec.structs.replace(mention, **taken, form="name", why="its acronym in brackets")
        elif bracket and mention.form in ("role", "name") and mention.code:
            mention = msgspec.structs.replace(mention, short=_letters(sentence, mention.end + 1))
        found.append(mention)
    return found


def _letters(sentence: Sentence, at: int) -> str:
    """The capital letters that stand alone in brackets from a token on ("(JCS)"), "" when something else does."""
    alone = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].text in "),"
    return sentence.tokens[at].text if alone and _acronym(sentence.tokens[at]) else ""
