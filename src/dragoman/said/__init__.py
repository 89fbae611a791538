"""Who speaks: statements, and the chains of their sources."""

from dragoman.said.attribute import attribute

__all__ = ["attribute"]
