"""What the rules of `resolve` may look at, and a known actor said again."""

from collections.abc import Sequence

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Sentence
from dragoman.values.text import Span
from dragoman.values.world import Discourse, Mention

STATES = ("country", "metonym")  # forms of mentions that name a state
SIDES = (*STATES, "role", "title", "pronoun")


class Context(msgspec.Struct, frozen=True):
    """What the rules may look at: sentence, discourse, knowledge, pack, the article's day, mentions closed so far.

    One for all mentions of a sentence: `before` grows as they are closed.
    """

    sentence: Sentence
    discourse: Discourse
    knowledge: Knowledge
    pack: Pack
    date: str
    before: Sequence[Mention] = ()
    open: tuple[Mention, ...] = ()


def again(mention: Mention, known: Mention) -> Mention:
    """The known actor, standing where the mention stands."""
    basis: tuple[Span, ...] = known.spans[:1]
    return msgspec.structs.replace(
        known,
        sentence=mention.sentence,
        start=mention.start,
        end=mention.end,
        head=mention.head,
        text=mention.text,
        spans=mention.spans,
        form=mention.form,
        basis=basis,
        members=(),
    )


def other_state(context: Context) -> Mention | None:
    """The state named last, in the sentence or before, that is not the one that the sentence names first; None without one."""
    here = [m for m in context.before if m.code and not m.members and m.form in SIDES]
    own = here[0].code if here else ""
    told = (m for m in (*reversed(here), *context.discourse.mentions) if m.form in STATES and m.why != "adjective")
    return next((m for m in told if m.code and m.code != own and not m.members), None)


def definite(mention: Mention, context: Context) -> bool:
    """Whether the mention starts with a definite article ("die Minister", "aux | autorités", not "mehrere Minister")."""
    grammar, tokens = context.pack.grammar, context.sentence.tokens
    contracted = mention.start > 0 and tokens[mention.start - 1].text.lower() in grammar.adpositions.contracted
    return contracted or tokens[mention.start].text.lower() in grammar.definite
