"""One event out of many mentions: inside an article."""

from dragoman.stories.gather import gather

__all__ = ["gather"]
