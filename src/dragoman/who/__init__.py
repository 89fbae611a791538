"""Mentions recognised, then resolved; the home country; the memory of the discourse."""

from dragoman.who.findings import findings
from dragoman.who.home import home
from dragoman.who.memory import remember
from dragoman.who.offtopic import told
from dragoman.who.recognise import recognise
from dragoman.who.resolve import resolve

__all__ = ["findings", "home", "recognise", "remember", "resolve", "told"]
