"""A group or force by its noun alone -> the group named before, or the forces of the subject's country."""

import msgspec

from dragoman.values.world import Mention
from dragoman.who.context import Context, again


def named_group(mention: Mention, context: Context) -> Mention | None:
    """ "Die Terrororganisation" is the group of that sector named last."""
    first = context.sentence.tokens[mention.start].text.lower()
    definite = (
        any(f[1:2] == "s" for f in context.pack.grammar.determiner_forms.get(first, ()))
        and first in context.pack.grammar.definite
    )
    if mention.sector not in ("REB", "PTY") or mention.plural or not definite:
        return None
    known = next(
        (
            m
            for m in (*reversed(context.before), *context.discourse.mentions)
            if m.entity is not None and m.entity.kind in ("group", "party") and m.sector == mention.sector
        ),
        None,
    )
    return msgspec.structs.replace(again(mention, known), why="group named before") if known is not None else None


def possessed(mention: Mention, context: Context) -> Mention | None:
    """ "Seine Truppen" are of the country that is subject of their clause; None where the words do not say "his" or "its".

    Nor for "his counterpart", who is of any country but that.
    """
    sentence, index = context.sentence, context.sentence.clause_of(mention.head)
    reference = context.pack.roles.reference
    owned = sentence.tokens[mention.start].text.lower() in reference.own
    owned = owned and sentence.tokens[mention.head].lemma not in reference.same_office
    heads = [sentence.phrases[i].head for i in sentence.clauses[index].phrases if sentence.phrases[i].slot == "subject"]
    owner = next((m for h in heads for m in context.before if m.start <= h < m.end and m.code and not m.members), None)
    if not owned or owner is None:
        return None
    return msgspec.structs.replace(mention, code=owner.code, basis=owner.spans[:1], why="of the subject")
