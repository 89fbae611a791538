"""Place names -> gazetteer entry, or a Refusal."""

from dragoman.where.places import places

__all__ = ["places"]
