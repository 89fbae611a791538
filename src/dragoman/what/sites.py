"""A place in a sentence, a verb or a noun -> the Site at which the slots of a frame are filled."""

from functools import cached_property

import msgspec

from dragoman.language.pack import Pack
from dragoman.language.triggers import Slot
from dragoman.values.reading import Reading
from dragoman.values.syntax import Clause, Sentence
from dragoman.what.fillings import Filling


class Site(msgspec.Struct, frozen=True, dict=True):
    """Where a trigger stands: the reading, the clause, and for nouns the phrase and token (-1 for verbs).

    `people` and `filled` keep the actors of each phrase of the sentence and the fillings of each slot of the site that were
    asked for: the entries of a lemma ask for the same ones. Make one with `site_at`.
    """

    reading: Reading
    clause: int
    pack: Pack
    sentence: Sentence
    host: Clause
    people: dict[int, Filling]
    filled: dict[Slot, tuple[Filling, ...]]
    phrase: int = -1
    token: int = -1

    @property
    def lemma(self) -> str:
        """Lemma of the clause's verb, "" without one."""
        return self.host.verb.lemma if self.host.verb is not None else ""

    @cached_property
    def complements(self) -> tuple[Clause, ...]:
        """The clauses that say what the trigger is about: infinitives, and clauses with an opener of content or none."""
        openers = self.pack.grammar.clauses
        found = tuple(
            c
            for c in self.sentence.clauses
            if c.parent == self.clause
            and c is not self.host
            and (
                c.kind == "infinitive"
                or self._of_gerund(c)
                or (c.kind != "participle" and (c.opener in openers.content or not c.opener))
            )
            and c.opener not in openers.conditional
        )
        return found or self._quoted

    def _of_gerund(self, clause: Clause) -> bool:
        """Whether a gerund says what somebody is kept from: "barred | from entering the country"."""
        return clause.kind == "participle" and clause.opener in self.pack.grammar.shape.gerund_kept

    @cached_property
    def _quoted(self) -> tuple[Clause, ...]:
        """The clauses of what a verb of saying quotes or reports ("| X must go |, he said", "sagte, | X müsse gehen")."""
        if self.phrase >= 0 or not self.lemma or self.lemma not in self.pack.speech.stance:
            return ()
        words = [self.sentence.tokens[t] for t in self.host.tokens]
        told = [s.quote for s in self.reading.statements if s.cue and any(s.cue[0] <= w.start < s.cue[1] for w in words)]
        reports = self.pack.grammar.order == "verb-second"  # what is reported without an opener is a main clause
        return tuple(
            c
            for c in self.sentence.clauses
            if c is not self.host
            and (c.quoted or (reports and c.kind == "main"))
            and c.parent < 0
            and any(a <= self.sentence.tokens[c.tokens[0]].start < b for a, b in told)
        )

    @cached_property
    def below(self) -> tuple[int, ...]:
        """Tokens of the clauses that depend on the trigger, for frames that look there ("threatened | to impose sanctions")."""
        first, clauses = self.complements, self.sentence.clauses
        more = (c for c in clauses if c.kind in ("infinitive", "participle") and c.parent >= 0 and clauses[c.parent] in first)
        return tuple(t for c in (*first, *more) for t in c.tokens)


def site_at(reading: Reading, clause: int, pack: Pack, people: dict[int, Filling], *, phrase: int = -1, token: int = -1) -> Site:
    """The site of a verb, or with `phrase` and `token` of a noun; `people` is one for all sites of a sentence, empty at first."""
    sentence = reading.sentence
    return Site(reading, clause, pack, sentence, sentence.clauses[clause], people, {}, phrase, token)


def at_noun(site: Site, phrase: int) -> Site:
    """The site of the noun that heads a phrase, in the clause of another site."""
    return site_at(site.reading, site.clause, site.pack, site.people, phrase=phrase, token=site.sentence.phrases[phrase].head)
