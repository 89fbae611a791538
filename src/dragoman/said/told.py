"""A sentence with its mentions -> who speaks in a clause, in a phrase or in a document: the questions the rules ask."""

import msgspec

from dragoman.language.pack import Pack
from dragoman.values.speech import Stance
from dragoman.values.syntax import Clause, Phrase, Sentence
from dragoman.values.text import Span
from dragoman.values.world import Mention

NAME_WORDS_MAX = 6  # words of a title or a name in quotation marks

Speaker = tuple[Span | None, Mention | None]


class Told(msgspec.Struct, frozen=True):
    """A sentence with its mentions, and the pack."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    pack: Pack

    def speech_clauses(self) -> list[tuple[int, Clause, Stance]]:
        """Clauses whose verb says something; what stands inside quotation marks is itself said."""
        stances = self.pack.speech.stance
        return [
            (i, c, stances[c.verb.lemma])
            for i, c in enumerate(self.sentence.clauses)
            if c.verb is not None and c.verb.lemma in stances and not self.inside_quotes(c) and self._says(c, c.verb.lemma)
        ]

    def _says(self, clause: Clause, lemma: str) -> bool:
        """Whether a verb says something here: some do so only without a subject of their own ("es heißt", "X heißt Y")."""
        phrases = self.pack.speech.phrases
        if lemma not in phrases.only_impersonal:
            return True
        index = self._subject(clause, passive=False)
        return index >= 0 and self.sentence.tokens[self.sentence.phrases[index].head].text.lower() in phrases.impersonal

    def inside_quotes(self, clause: Clause) -> bool:
        """Whether the verb of a clause stands between quotation marks."""
        if clause.verb is None:
            return False
        at = self.sentence.tokens[clause.verb.main[0]].start
        return any(a <= at < b for a, b in self.sentence.quotes)

    def words_in(self, span: Span) -> list[int]:
        """Indices of the words, without the marks, that lie in a span."""
        tokens = self.sentence.tokens
        return [i for i, t in enumerate(tokens) if span[0] <= t.start < span[1] and t.pos != "punct"]

    def cue(self, clause: Clause) -> Span | None:
        """Span of the word that says."""
        if clause.verb is None:
            return None
        token = self.sentence.tokens[clause.verb.main[0]]
        return token.start, token.end

    def mention_at(self, head: int) -> Mention | None:
        """The mention that holds a token."""
        return next((m for m in self.mentions if m.start <= head < m.end), None)

    def of_phrase(self, index: int) -> Speaker:
        """Span and mention of a phrase; the span grows to the mention's ("der Vorsitzende", "Peter Kurz")."""
        phrase = self.sentence.phrases[index]
        mention = self.mention_at(phrase.head)
        span = self.sentence.span(phrase.inner, phrase.end)
        return (
            (min(span[0], mention.spans[0][0]), max(span[1], mention.spans[0][1])) if mention is not None else span,
            mention,
        )

    def speaker(self, clause: Clause) -> Speaker:
        """Whoever is subject of the verb of saying (agent in a passive), or the document in which it is said."""
        passive = clause.verb is not None and clause.verb.voice == "passive"
        if clause.verb is not None and clause.verb.lemma in self.pack.speech.phrases.quoting:
            return self._quoted_person(clause, passive=passive)
        index = self._subject(clause, passive=passive)
        if index >= 0:
            head = self.sentence.tokens[self.sentence.phrases[index].head]
            if head.text.lower() in self.pack.speech.phrases.impersonal:
                return self.document(clause)
            if clause.kind == "relative" and head.text.lower() == clause.opener:
                return self._antecedent(clause)
            return self.of_phrase(self._author(index))
        above = None if passive else self._coordinated(clause)
        if clause.kind == "infinitive" and clause.parent >= 0:
            above = self.sentence.clauses[clause.parent]
        return self.speaker(above) if above is not None else self.document(clause)

    def _author(self, index: int) -> int:
        """Whose text speaks: of "a statement | of the ministry" the owner, else the phrase itself."""
        owner = self.owner(index) if self._is_document(self.sentence.phrases[index]) else -1
        return owner if owner >= 0 and self.mention_at(self.sentence.phrases[owner].head) is not None else index

    def _subject(self, clause: Clause, *, passive: bool) -> int:
        """Index of the phrase that speaks: subject, agent in a passive, else a bare phrase that can be a nominative."""
        phrases = self.sentence.phrases
        if passive:
            return next((i for i in clause.phrases if self._is_agent(phrases[i])), -1)
        own = [i for i in clause.phrases if phrases[i].slot == "subject"]
        if own and self.sentence.tokens[phrases[own[0]].head].pos == "verb":  # the verb's ending is all there is of it
            voices = self.pack.speech.phrases.voices
            said = [i for i in clause.phrases if phrases[i].adp in voices and self.mention_at(phrases[i].head) is not None]
            own = said[:1] or own
        if own or clause.kind == "infinitive" or self.sentence.tokens[clause.tokens[0]].pos == "cconj":
            return next(iter(own), -1)
        loose = (i for i in clause.phrases if not phrases[i].adp and "n" in phrases[i].case and phrases[i].parent < 0)
        return next(loose, -1)

    def _quoted_person(self, clause: Clause, *, passive: bool) -> Speaker:
        """Who is quoted: subject of the passive, object of the active ("X wird zitiert", "das Blatt zitiert X")."""
        wanted = "subject" if passive else "object"
        index = next((i for i in clause.phrases if self.sentence.phrases[i].slot == wanted), -1)
        return self.of_phrase(index) if index >= 0 else (None, None)

    def _coordinated(self, clause: Clause) -> Clause | None:
        """The clause whose subject this one shares ("... und fügte hinzu")."""
        sentence = self.sentence
        if sentence.tokens[clause.tokens[0]].pos != "cconj":
            return None
        index = sentence.clauses.index(clause)
        return next(
            (
                c
                for c in reversed(sentence.clauses[:index])
                if c.kind == clause.kind and c.verb is not None and not self.inside_quotes(c)
            ),
            None,
        )

    def _antecedent(self, clause: Clause) -> Speaker:
        """Whom a relative clause speaks of ("die Anwältin, die angab, dass ...")."""
        index = self.sentence.phrase_at(clause.antecedent)
        return self.of_phrase(index) if index >= 0 else (None, None)

    def document(self, clause: Clause) -> Speaker:
        """The text in which "it is said", or the circle from which it comes: "In einer Erklärung des Präsidenten heißt es"."""
        for index in clause.phrases:
            phrase = self.sentence.phrases[index]
            if phrase.adp in self.pack.modality.adpositions.inside and (self.names_source(phrase) or self._is_document(phrase)):
                owner = self.owner(index)
                span, mention = self.of_phrase(index)
                return span, self.of_phrase(owner)[1] if owner >= 0 else mention
        return None, None

    def names_source(self, phrase: Phrase) -> bool:
        """Whether a phrase's head is a word for a report."""
        return self.pack.speech.phrases.report(self.sentence.tokens[phrase.head])

    def _is_document(self, phrase: Phrase) -> bool:
        head = self.sentence.tokens[phrase.head]
        return bool({head.lemma, head.text} & self.pack.speech.phrases.documents)

    def owner(self, index: int) -> int:
        """Index of the phrase whose word it is: a genitive or an agent ("Angaben des Ministeriums", "von Ärzten"), -1 if none."""
        phrases = self.sentence.phrases
        return next((i for i in self.sentence.below(index) if phrases[i].slot == "genitive" or self._is_agent(phrases[i])), -1)

    def _is_agent(self, phrase: Phrase) -> bool:
        """Whether a phrase can say by whom something is said: not "der Beschluss | vom 4. Mai"."""
        time = self.sentence.tokens[phrase.head].lemma in self.pack.grammar.nouns.time
        return phrase.adp in self.pack.grammar.verbs.agent and not time

    def is_name(self, quote: Span) -> bool:
        """Whether quotation marks hold a name or title, no words of somebody ("der Sender „Kanal 8“")."""
        words = self.words_in(quote)
        tokens = self.sentence.tokens
        if not words or len(words) > NAME_WORDS_MAX or not tokens[words[0]].text[0].isupper():
            return False
        if any(c.verb is not None and c.verb.finite in words for c in self.sentence.clauses):
            return False
        before = next((tokens[i] for i in range(words[0] - 1, -1, -1) if tokens[i].pos != "punct"), None)
        if before is None:
            return False
        capital = all(tokens[w].text[0].isupper() or tokens[w].text[0].isdigit() for w in words)
        if len(words) == 1 and before.pos == "adp" and before.lemma in self.pack.speech.phrases.source:
            return True
        return before.pos in ("noun", "name", "adj") or (capital and before.pos != "verb" and len(words) > 1)
