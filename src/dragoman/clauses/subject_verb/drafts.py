"""Clauses under construction -> where the next word goes, and the clauses once all words are placed."""

from dragoman.clauses.drafts import Draft
from dragoman.values.syntax import ClauseKind


class Drafts:
    """The clauses of a sentence found so far, and the place where the next word goes.

    `at` is the index of the clause that is being read, -1 between two; `outside` holds it for the brackets that are open.
    """

    def __init__(self) -> None:
        self.found: list[Draft] = []
        self.at = -1
        self.outside: list[int] = []

    @property
    def current(self) -> Draft | None:
        """The clause that is being read."""
        return self.found[self.at] if self.at >= 0 else None

    @property
    def here(self) -> Draft:
        """The clause that is being read, where it is known that there is one."""
        return self.found[self.at]

    def open(self, kind: ClauseKind, i: int, *, opener: str = "", parent: int | None = None, antecedent: int = -1) -> Draft:
        """A new clause with its first token, on the current one or on `parent`; it is the current one from now on."""
        draft = Draft(kind, [i], -1, opener, self.at if parent is None else parent, antecedent)
        self.found.append(draft)
        self.at = len(self.found) - 1
        return draft

    def again(self, model: Draft, i: int) -> Draft:
        """A new clause that hangs as another one does: one more deed of the same subject."""
        return self.open(model.kind, i, opener=model.opener, parent=model.parent, antecedent=model.antecedent)

    def waiting(self) -> int:
        """The clause around the current one that has a subject and still lacks its verb, -1 without one."""
        at = self.at
        while at >= 0:
            draft = self.found[at]
            if draft.finite < 0 and draft.kind in ("main", "subordinate", "relative") and draft.tokens:
                return at
            at = draft.parent
        return -1

    def finite_host(self) -> int:
        """The nearest clause around, the current one included, that has a finite verb; -1 without one."""
        at = self.at
        while at >= 0 and self.found[at].finite < 0:
            at = self.found[at].parent
        return at

    def kept(self) -> list[Draft]:
        """Drafts with tokens, their links renumbered."""
        number: dict[int, int] = {-1: -1}
        kept: list[Draft] = []
        for i, draft in enumerate(self.found):
            if draft.tokens:
                number[i] = len(kept)
                kept.append(draft)
        for draft in kept:
            draft.tokens.sort()
            draft.parent, draft.helper = number.get(draft.parent, -1), number.get(draft.helper, -1)
        return kept
