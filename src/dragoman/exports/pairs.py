"""A story -> its pairs of one actor and one recipient, for formats that know two parties only."""

from dragoman.values.corpus import Story
from dragoman.values.event import Event, Participant

Pair = tuple[Participant | None, Participant | None]


def pairs(event: Event) -> list[Pair]:
    """Each actor with each recipient; the parties of a mutual act with one another, once each; a missing side is None."""
    if event.recipient:
        return [(a, r) for a in event.actor or (None,) for r in event.recipient]
    if len(event.actor) > 1:
        return [(a, b) for i, a in enumerate(event.actor) for b in event.actor[i + 1 :]]
    return [(a, None) for a in event.actor]


def number(story: Story, pair: int) -> int:
    """A whole number for a pair of a story, below 2**60, the same at each export: 56 bits of the id, 4 of the pair."""
    return int(story.id[:14], 16) * 16 + min(pair, 15)
