"""One event out of many mentions: inside an article, then over articles; copies, contradictions, the ledger."""

from dragoman.stories.gather import gather

__all__ = ["gather"]
