"""Languages whose clauses end with their verb and whose nouns carry particles."""

from dragoman.clauses.verb_final.analyse import analyse

__all__ = ["analyse"]
