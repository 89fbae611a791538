"""Clause and mentions -> events: triggers, valency frames, status, roles, counts."""

from dragoman.what.blame import unanswered
from dragoman.what.captives import exchanged
from dragoman.what.code import Coded, code, placed
from dragoman.what.hosting import unhosted
from dragoman.what.participants import participant
from dragoman.what.topics import topic

__all__ = ["Coded", "code", "exchanged", "participant", "placed", "topic", "unanswered", "unhosted"]
