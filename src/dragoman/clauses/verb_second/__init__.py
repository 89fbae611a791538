"""Languages with one constituent before the finite verb, cases, and verbs that come apart."""

from dragoman.clauses.verb_second.analyse import analyse

__all__ = ["analyse"]
