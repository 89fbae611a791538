"""Languages without cases that show who does what by order: subject, verb, object."""

from dragoman.clauses.subject_verb.analyse import analyse

__all__ = ["analyse"]
