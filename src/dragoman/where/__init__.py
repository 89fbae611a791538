"""Place names -> gazetteer entry, or a Refusal."""

from dragoman.where.places import opening, places, setting

__all__ = ["opening", "places", "setting"]
