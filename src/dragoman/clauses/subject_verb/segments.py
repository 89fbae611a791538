"""Tagged words of a sentence -> clauses as lists of token indices, found from left to right.

A clause opens at a subordinator, a relative pronoun, an infinitive, a participle, or a finite verb too many; a comma closes
what hangs on the clause that still waits for its verb.
"""

from dragoman.clauses.drafts import Draft
from dragoman.clauses.subject_verb import ahead
from dragoman.clauses.subject_verb.ahead import INSIDE, QUOTES, finite_ahead, next_word
from dragoman.clauses.subject_verb.drafts import Drafts
from dragoman.clauses.subject_verb.neighbours import parted_helper
from dragoman.clauses.subject_verb.options import Word, says
from dragoman.language.pack import Pack
from dragoman.values.syntax import ClauseKind

ENDS = frozenset(";:.!?")


def drafts(words: list[Word], pack: Pack, *, headline: bool) -> list[Draft]:
    """The clauses of a sentence in the order in which they open."""
    return Segmenter(words, pack, headline).run()


class Segmenter:
    """Walks over the words of one sentence."""

    def __init__(self, words: list[Word], pack: Pack, headline: bool) -> None:
        self.words, self.pack, self.headline = words, pack, headline
        self.clauses = Drafts()
        self._rules = {"sconj": self._subordinator, "pron": self._relative, "part": self._infinitive, "cconj": self._coordinator}

    def run(self) -> list[Draft]:
        """The drafts, those without a token left out."""
        for i, word in enumerate(self.words):
            if word.pos == "punct":
                self._mark(i, word)
            elif not self._opens(i, word):
                self._take(i, word)
        return self.clauses.kept()

    # marks

    def _mark(self, i: int, word: Word) -> None:
        if word.text == "(" or word.text == "[":
            self.clauses.outside.append(self.clauses.at)
            self.clauses.at = -1
        elif word.text in QUOTES or (self.clauses.current is None and word.text not in ")]"):
            return
        elif word.text in ")]":
            self.clauses.at = self.clauses.outside.pop() if self.clauses.outside else self.clauses.at
        elif word.text in ENDS and not ahead.initial(self.words, i):
            self.clauses.at = -1
        elif word.text in ",—–-…":
            self._comma(i)

    def _comma(self, i: int) -> None:
        """Closes what hangs on a waiting clause; opens a new clause where a subject and a verb follow."""
        current, waiting = self.clauses.current, self.clauses.waiting()
        if current is None or waiting == self.clauses.at or (waiting < 0 and ahead.closes_nothing(self.words, i, self.pack)):
            return
        if waiting < 0 and current.kind == "participle" and current.parent > self.clauses.at:
            self.clauses.at = current.parent  # "Menacée de sanctions par l'UE, | la Géorgie a ..."
            return
        if waiting >= 0:
            self.clauses.at = waiting
            return
        finite = finite_ahead(self.words, i + 1, self.pack)
        if self._after_quote(i) and finite >= 0:
            self.clauses.at = -1
            return
        if finite < 0:
            self._close_attribute(i, current)
            return
        if next_word(self.words, i + 1) == finite:
            self._listed_verb(i, finite)
        else:
            self.clauses.at = -1

    def _close_attribute(self, i: int, current: Draft) -> None:
        """A comma behind which no verb comes: it ends a participle between commas, a relative clause, an opening subordinate."""
        between = current.kind == "participle" and current.tokens[:1] > [0] and self.words[current.tokens[0] - 1].text == ","
        above = self.clauses.found[current.parent] if current.parent >= 0 else None
        if above is not None and (between or (current.kind == "relative" and above.finite >= 0)):
            self.clauses.at = current.parent
        elif current.kind == "subordinate" and above is None and not self._opened_next(i):
            self.clauses.at = -1

    def _after_quote(self, i: int) -> bool:
        """Whether a quotation ends at this comma, before or behind it."""
        around = [self.words[k].text for k in (i - 1, i + 1) if 0 <= k < len(self.words)]
        return any(t in QUOTES for t in around)

    def _opened_next(self, i: int) -> bool:
        at = next_word(self.words, i + 1)
        return at >= 0 and self.words[at].pos in ("sconj", "part", "cconj")

    def _listed_verb(self, i: int, finite: int) -> None:
        """A verb right behind a comma: one more deed of the same subject, or the saying of whoever stands between commas."""
        host = self.clauses.finite_host()
        if host < 0:
            self.clauses.at = -1
            return
        mine = self.clauses.here.tokens
        stretch: list[int] = []
        for t in range(i - 1, -1, -1):
            if self.words[t].text in ",—–" or t not in mine:
                break
            stretch.insert(0, t)
        speaks = says(self.words[finite], self.pack)
        nominal = bool(stretch) and all(self.words[t].pos in INSIDE for t in stretch) and self.words[stretch[0]].pos != "adp"
        if speaks and nominal and len(stretch) < len(mine) and self.clauses.here.finite not in stretch:
            self.clauses.here.tokens = [t for t in mine if t not in stretch]
            self.clauses.open("main", stretch[0], parent=-1).tokens = stretch
            return
        before = self.clauses.found[host]
        draft = self.clauses.open(before.kind, finite, opener=before.opener, parent=before.parent, antecedent=before.antecedent)
        draft.tokens = []

    # openers

    def _opens(self, i: int, word: Word) -> bool:
        """Whether a word opens a clause of its own; it is then put into it."""
        if word.pos == "verb":
            return self._infinitive(i, word) or self._participle(i, word)
        opens = self._rules.get(word.pos)
        return opens is not None and opens(i, word)

    def _subordinator(self, i: int, word: Word) -> bool:
        if word.joined:
            return False
        current = self.clauses.current
        host = self.clauses.at
        if (
            current is not None
            and current.kind in ("infinitive", "participle")
            and word.lower not in self.pack.grammar.clauses.content
        ):
            host = current.parent
        self.clauses.open("subordinate", i, opener=word.lemma.replace("_", " "), parent=host)
        return True

    def _relative(self, i: int, word: Word) -> bool:
        if word.lower not in self.pack.grammar.clauses.relatives or self.clauses.current is None:
            return False
        last = ahead.last_nominal(self.words, i)
        if last < 0:
            return False
        current = self.clauses.here
        taken = [i]
        if current.tokens[-2:] == [i - 2, i - 1] and self.words[i - 2].pos == "adp" and self.words[i - 1].pos in ("det", "pron"):
            taken.insert(0, current.tokens.pop())
        if current.tokens and current.tokens[-1] == taken[0] - 1 and self.words[taken[0] - 1].pos == "adp":
            taken.insert(0, current.tokens.pop())
        self.clauses.open("relative", i, opener=word.lower, antecedent=ahead.meant(self.words, i, last, self.pack)).tokens = taken
        return True

    def _infinitive(self, i: int, word: Word) -> bool:
        """An infinitive that no auxiliary takes: with its particle ("to attack"), or by its form ("para | atacar")."""
        verbs, shape = self.pack.grammar.verbs, self.pack.grammar.shape
        if verbs.particle_infinitive:
            if word.pos != "part" or word.lower != verbs.particle_infinitive:
                return False
        elif word.pos != "verb" or word.finite or "inf" not in word.kinds:
            return False
        if ahead.prospective(self.words, i, self.pack):
            return False
        clitics = ahead.led_by(self.words, i, self.pack)
        helper = next((w for w in reversed(self.words[: i - clitics]) if w.pos not in ("adv", "part")), None)
        helped = helper is not None and helper.pos == "verb" and ahead.takes_infinitive(helper, self.pack)
        if helped and not verbs.particle_infinitive:
            return False
        current = self.clauses.current
        if current is not None and self.headline and shape.headline_infinitive and self._bare_subject(current):
            current.tokens.append(i)
            current.finite = i
            return True
        taken = self._with_opener(i, clitics)
        lead, openers = self.words[taken[0]], self.pack.grammar.clauses.infinitive_openers
        opener = next((w for w in (lead.lemma, lead.lower) if len(taken) > 1 and w in openers), "")  # "al | estallar"
        self.clauses.open("infinitive", i, opener=opener).tokens = taken
        return True

    def _with_opener(self, i: int, clitics: int) -> list[int]:
        """Tokens of an infinitive with the pronouns before it and the adposition that opens it, taken out of their clause."""
        current = self.clauses.current
        if current is None or current.tokens[-1:] != [i - 1] or i <= clitics:
            return [i]
        previous, grammar = self.words[i - clitics - 1], self.pack.grammar
        at = len(current.tokens) - clitics
        taken = [*current.tokens[at:], i]
        del current.tokens[at:]
        local = previous.lemma in grammar.shape.infinitive_adpositions or not grammar.verbs.particle_infinitive
        opener = (previous.pos == "adp" and local) or previous.joined or previous.lower in grammar.clauses.infinitive_openers
        if opener:
            taken.insert(0, current.tokens.pop())
            while self.words[taken[0]].joined and current.tokens[-1:] == [taken[0] - 1]:
                taken.insert(0, current.tokens.pop())
        return taken

    def _bare_subject(self, current: Draft) -> bool:
        return current.kind == "main" and current.finite < 0 and bool(current.tokens)

    def _participle(self, i: int, word: Word) -> bool:
        """A gerund or participle without auxiliary: ", killing 20 people", "troops backed by Russia", "after killing"."""
        kinds = word.kinds
        if word.finite or not kinds & {"part1", "part2"}:
            return False
        if self.clauses.current is None:
            return self._opening_participle(i)
        if self._helped(i, kinds) or ahead.words_verbless(self.words, self.clauses.here.tokens, self.clauses.here.kind):
            return False
        current = self.clauses.here
        if self._headline_verb(i, current, kinds):
            current.tokens.append(i)
            current.finite = i
            return True
        if current.finite >= 0 and "part2" in kinds and (shared := ahead.shares_helper(self.words, current.tokens, i, self.pack)):
            current.tokens = [t for t in current.tokens if t < shared]
            draft = self.clauses.again(current, i)
            draft.tokens, draft.finite = list(range(shared + 1, i + 1)), i
            return True
        taken, opener = [i], ""
        if i and self.words[i - 1].pos in ("adp", "sconj") and current.tokens[-1:] == [i - 1]:
            taken.insert(0, current.tokens.pop())
            opener = self.words[i - 1].lemma
        self.clauses.open("participle", i, opener=opener, antecedent=self._antecedent(i, kinds, opener)).tokens = taken
        return True

    def _opening_participle(self, i: int) -> bool:
        """A participle that opens the sentence, before the clause behind its comma: "Menacée de sanctions, | la junte ..."."""
        if self.clauses.found or not ahead.participle_first(self.words, i, self.pack):
            return False
        self.clauses.open("participle", i, parent=1)
        self.clauses.found.append(Draft("main", []))
        return True

    def _antecedent(self, i: int, kinds: frozenset[str], opener: str) -> int:
        """The word right before a participle that it says more about, a comma between them allowed; -1 of an adverbial one."""
        shape = self.pack.grammar.shape
        parted = shape.adjectives_after and self.words[i - 1].text in (",", *QUOTES)
        last = i - 1 - parted  # "le M23, | soutenu", "sanctions « | ciblées »"
        behind = last >= 0 and self.words[last].pos in ("noun", "name", "adj", "pron")
        attribute = (
            ahead.people_asking(self.words, i, self.pack)
            or "part2" in kinds
            or (shape.participle_attribute and last == i - 1 and not opener)
        )
        return last if behind and attribute else -1

    def _headline_verb(self, i: int, current: Draft, kinds: frozenset[str]) -> bool:
        """A participle that is the verb of a headline without auxiliary: "Opposant arrêté", "Trois soldats tués au Mali"."""
        able = self.headline and self.pack.grammar.shape.headline_participle and "part2" in kinds
        lacks = current.kind == "main" and current.finite < 0 and bool(current.tokens)
        later = any(w.pos == "verb" and w.finite for w in self.words[i + 1 :])
        return able and lacks and not later and self.words[i - 1].pos not in ("adp", "cconj")

    def _helped(self, i: int, kinds: frozenset[str]) -> bool:
        """Whether an auxiliary of the same clause stands before the form."""
        current = self.clauses.current
        if current is None:
            return False
        verbs = self.pack.grammar.verbs
        if current.helper >= 0 and "part2" in kinds and all(self.words[t].pos != "verb" for t in current.tokens):
            return True  # "a arrêté dix personnes et | déployé des chars"
        parted = parted_helper(self.words, i, self.pack) is not None
        for t in reversed(current.tokens):
            word = self.words[t]
            if word.pos == "verb":
                lemmas = word.lemmas
                if lemmas & {verbs.be, *verbs.passive} or ("part1" in kinds and lemmas & verbs.support):
                    return True
                if "inf" in kinds and lemmas & {*self.pack.grammar.modals, *verbs.future, *verbs.support}:
                    return True  # "will | quit", whose infinitive is its participle too
                return verbs.have in lemmas and "part2" in kinds
            if (
                word.pos in ("noun", "name")
                and not self.pack.grammar.shape.inversion
                and t != current.tokens[0]
                and i - t < 2
                and not parted
            ):
                question = current.finite >= 0 and current.finite == current.tokens[0]
                if not question:
                    return False
        return False

    def _coordinator(self, i: int, word: Word) -> bool:
        """A conjunction in front of a further verb, or of a further subject with its verb."""
        if self.clauses.current is None:
            return False
        at = next_word(self.words, i + 1)
        if at < 0:
            return False
        following = self.words[at]
        current = self.clauses.here
        host = self.clauses.finite_host()
        if self._still_infinitive(current, following, host):
            following.finite = False
        if following.pos == "verb" and following.finite and host >= 0:
            self.clauses.again(self._goes_on_with(following, host), i)
        elif following.pos == "verb" and not following.finite and self._same_form(current, following):
            draft = self.clauses.again(current, i)
            draft.helper = self.clauses.found.index(current) if current.finite >= 0 else current.helper
        elif ahead.within_report(self.words, current.tokens, current.finite, i, self.pack):
            return False
        elif (
            host >= 0
            and (current.finite >= 0 or current.kind in ("infinitive", "participle"))
            and (finite := finite_ahead(self.words, at, self.pack)) >= 0
            and self._one_subject(at, finite)
        ):
            verbs = [(d.finite, d.parent) for d in self.clauses.found]
            self.clauses.again(self.clauses.found[ahead.of_one_mood(self.words, self.words[finite], host, verbs)], i)
        else:
            return False
        return True

    def _still_infinitive(self, current: Draft, following: Word, host: int) -> bool:
        """Whether a bare form goes on with an infinitive: the verb above has another form ("urged X to stop and | withdraw")."""
        bare = following.pos == "verb" and "inf" in following.kinds and "part2" not in following.kinds
        if not bare or current.kind != "infinitive" or not self.pack.grammar.verbs.particle_infinitive or host < 0:
            return False
        return "inf" not in self.words[self.clauses.found[host].finite].kinds

    def _goes_on_with(self, following: Word, host: int) -> Draft:
        """The clause of whose subject a further verb tells one more deed."""
        found = self.clauses.found
        model = found[ahead.of_one_tense(self.words, following, host, [(d.finite, d.parent) for d in found])]
        above = found[model.parent] if model.kind == "subordinate" and model.parent >= 0 else None
        finite = above.finite if above is not None else -1
        said = ahead.said_above(self.words, following, model.tokens, model.finite, finite, self.pack)
        return above if above is not None and said else model

    def _same_form(self, current: Draft, following: Word) -> bool:
        """Whether a bare form goes on with the verb group of the clause ("to attack and destroy", "was arrested and charged")."""
        verbs = [self.words[t] for t in current.tokens if self.words[t].pos == "verb"]
        kinds = following.kinds - {"fin"}
        return bool(verbs) and bool(kinds & verbs[-1].kinds)

    def _one_subject(self, at: int, finite: int) -> bool:
        """Whether only one noun phrase with its attributes stands before the verb."""
        return all(self.words[t].pos in INSIDE or self.words[t].text in QUOTES for t in range(at, finite))

    # words

    def _take(self, i: int, word: Word) -> None:
        """Puts a word into its clause; a second finite verb goes to the clause that waits for one, or opens its own."""
        if word.pos == "verb" and word.finite:
            self._finite(i)
            return
        if self.clauses.current is None:
            self.clauses.open("main", i, parent=-1).finite = i if self.headline and ahead.leads_headline(word, self.pack) else -1
            return
        self.clauses.here.tokens.append(i)

    def _finite(self, i: int) -> None:
        current = self.clauses.current
        if current is None:
            self.clauses.open("main", i, parent=-1).finite = i
            return
        waiting = self.clauses.waiting()
        if waiting >= 0:
            self.clauses.at = waiting
            self.clauses.found[waiting].tokens.append(i)
            self.clauses.found[waiting].finite = i
            return
        self._bare_content(i)

    def _bare_content(self, i: int) -> None:
        """A clause without opener that hangs on the verb before it: "officials said | troops attacked the town"."""
        current = self.clauses.here
        start = ahead.subject_start(self.words, current.tokens, current.finite, i, self.pack)
        if ahead.of_opening_infinitive(self.words, current.tokens, start, self.pack):
            self._behind_opening(i)
            return
        mine = [t for t in current.tokens if t >= start]
        current.tokens = [t for t in current.tokens if t < start]
        comma = bool(mine) and self.words[mine[0] - 1].text in ",—–" if mine and mine[0] else False
        kind: ClauseKind = "main" if comma else "subordinate"
        draft = self.clauses.open(kind, i, parent=-1 if comma else self.clauses.at)
        draft.tokens, draft.finite = [*mine, i], i

    def _behind_opening(self, i: int) -> None:
        """The main clause behind an infinitive that opens the sentence: "Para revisar el plan | acudieron los ministros"."""
        current, start = self.clauses.here, i - ahead.proclitics(self.words, i, self.pack)
        mine = [t for t in current.tokens if t >= start]
        current.tokens = [t for t in current.tokens if t < start]
        draft = self.clauses.open("main", i, parent=-1)
        draft.tokens, draft.finite = [*mine, i], i
