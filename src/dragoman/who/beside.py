"""What stands beside a mention -> the person of a title next to a full name; whether a country's part or a place is meant."""

from collections.abc import Sequence

import msgspec

from dragoman.language.pack import Pack
from dragoman.values.syntax import Sentence
from dragoman.values.world import Mention
from dragoman.who.context import Context


def beside_title(
    mention: Mention, sentence: Sentence, before: Sequence[Mention], every: tuple[Mention, ...], home: str = ""
) -> Mention | None:
    """The name with country and office of the title next to it: "la ministre kényane, Wanjiru Odembo,", "W. Odembo, ministre".

    `before` are the closed mentions of the sentence, `every` all of them as recognised; `home` is the country of an office
    that names none.
    """
    end = sentence.tokens[mention.end].text if mention.end < len(sentence.tokens) else "."
    if len(mention.person.split()) < 2 or end not in ",.":
        return None
    above = _above_comma(sentence, mention.start - 1)
    left = (m for m in before if any(m.start <= head < m.end for head in above))
    right = (m for m in every if m.start == mention.end + 1 or _begins(m, sentence) == mention.end + 1)
    for title in (*left, *right):
        code = title.code or (home if title.office else "")
        fits = code and title.person in ("", mention.person) and not (title.plural or title.members)
        if fits and (title.form == "title" or title.office or title.person):
            return msgspec.structs.replace(
                mention,
                code=code,
                sector=title.sector,
                office=title.office,
                basis=title.spans[:1],
                why="title beside the name",
            )
    return None


def _begins(title: Mention, sentence: Sentence) -> int:
    """The first word of a title with the owner before it: "| Chinas | Sonderbeauftragter"; -1 where no phrase holds it."""
    held = sentence.phrase_at(title.head)
    return sentence.phrases[held].start if held >= 0 else -1


def with_name(mention: Mention, context: Context) -> Mention:
    """A title with the full name that stands behind it between commas: "Kenya's foreign minister, | Wanjiru Odembo |, said"."""
    tokens, reference = context.sentence.tokens, context.pack.roles.reference
    office = mention.form == "title" or tokens[mention.head].lemma in reference.same_office
    if not office or mention.person or mention.plural:
        return mention
    names = (m for m in context.open if m.form == "name" and m.start >= mention.end and len(m.person.split()) > 1)
    closed = (m for m in names if m.end >= len(tokens) or tokens[m.end].text in ",.")
    own = range(mention.start, mention.end)
    name = next((m.person for m in closed if not _above_comma(context.sentence, m.start - 1).isdisjoint(own)), "")
    return msgspec.structs.replace(mention, person=name) if name else mention


def _above_comma(sentence: Sentence, comma: int) -> set[int]:
    """Heads of the phrases that end before a comma: the last one and those it hangs on."""
    tokens, phrases = sentence.tokens, sentence.phrases
    heads: set[int] = set()
    index = next((i for i, p in enumerate(phrases) if p.end == comma), -1) if comma > 0 and tokens[comma].text == "," else -1
    while index >= 0 and phrases[index].head not in heads:
        heads.add(phrases[index].head)
        index = phrases[index].parent
    return heads


def part_of(mention: Mention, sentence: Sentence) -> bool:
    """Whether a genitive behind a name says whose part it is ("im Norden | Malis")."""
    held = sentence.phrase_at(mention.head)
    below = [sentence.phrases[i] for i in sentence.below(held)] if held >= 0 else []
    behind = [p for p in below if p.slot == "genitive" and p.start > mention.head]
    return any(sentence.tokens[p.head].pos == "name" for p in behind)


def is_setting(mention: Mention, sentence: Sentence, pack: Pack) -> bool:
    """Whether a name only says where something is ("in Paris"), in a clause whose verb tells no event of an actor."""
    local = pack.modality.adpositions.inside
    if not any(
        p.adp in local and p.inner <= mention.start < p.end and p.slot == "adp" and p.parent < 0 for p in sentence.phrases
    ):
        return False
    index = sentence.clause_of(mention.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    return verb is None or verb.lemma not in (*pack.triggers.verbs, *pack.speech.stance)
