"""Values -> the formats of the field."""

from dragoman.exports.plover import record, strict

__all__ = ["record", "strict"]
