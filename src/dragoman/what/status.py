"""A verb in its clause -> whether the deed that it tells has happened, and the rules that said so.

Effects climb from the verb over its clause to the clauses above; the strongest wins:
none > denied > called_for > conditional > expected > occurred.
"""

import msgspec

from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause, Sentence, Verb
from dragoman.what.circumstances import adverbs, asked, concessive, managed, says_of_known, told_as_past
from dragoman.what.denials import claimed, denied_above, denied_behind, disputed
from dragoman.what.operators import effect_of, operated
from dragoman.what.sites import Site
from dragoman.what.subjects import issued, noun_over

STRENGTH = ("occurred", "expected", "conditional", "called_for", "denied", "none")
CLAUSE_DEPTH = 6  # clauses above a deed that are looked at; deeper nesting does not occur in news


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """What is known about a deed: its effect, whether it is background, whether it is supported, and why."""

    effect: str = "occurred"
    background: bool = False
    supported: bool = True
    embedded: bool = False
    """Told only in passing: in a relative clause or an infinitive."""
    question: bool = False
    """Asked rather than told."""
    rules: tuple[str, ...] = ()

    def also(self, effect: str, rule: str) -> "Verdict":
        """This verdict with one more effect taken in."""
        strongest = max(self.effect, effect, key=STRENGTH.index)
        return msgspec.structs.replace(self, effect=strongest, rules=(*self.rules, f"{effect}: {rule}"))

    def noting(self, rule: str, **changes: bool) -> "Verdict":
        """This verdict with one more rule that leaves its effect, and with what that changes of the other fields."""
        return msgspec.structs.replace(self, rules=(*self.rules, rule), **changes)


def of_verb(site: Site) -> Verdict:
    """The verdict on the deed that the clause's verb names."""
    return climb(site.sentence, site.clause, site.pack, Verdict())


def of_refusal(site: Site) -> Verdict:
    """The verdict on a deed that a negated verb names: not to take part, now or ever, is to refuse ("nimmt nicht teil")."""
    clauses = tuple(msgspec.structs.replace(c, negation=-1) if c is site.host else c for c in site.sentence.clauses)
    told = climb(msgspec.structs.replace(site.sentence, clauses=clauses), site.clause, site.pack, Verdict())
    return msgspec.structs.replace(told, effect="occurred") if told.effect in ("expected", "called_for") else told


def of_report(site: Site, verdict: Verdict) -> Verdict:
    """The verdict on a meeting or journey told in the present by somebody who has said so: it is still to come.

    "Der Minister | reist | nach Oslo, teilte sein Büro mit".
    """
    verb, sentence = site.host.verb, site.sentence
    present = verb is not None and verb.tense == "present" and verb.mood == "indicative" and not verb.modal
    going_on = verb is not None and verb.lemma == site.pack.grammar.verbs.be  # "est | en visite à Oslo"
    plain = present and not going_on and verdict.effect == "occurred" and sentence.block == "body"
    if site.phrase >= 0 or not plain or site.host.quoted:
        return verdict
    for i, clause in enumerate(sentence.clauses):
        near = clause.parent == site.clause or i == site.host.parent or (clause.kind == "main" == site.host.kind)
        says = clause.verb is not None and site.pack.speech.stance.get(clause.verb.lemma) in ("asserts", "promises")
        told = clause.verb is not None and clause.verb.tense in ("past", "perfect") and says
        if clause is not site.host and near and told and (not clause.opener or clause.opener in site.pack.speech.phrases.manner):
            return verdict.also("expected", "present tense of a plan that was told")
    return verdict


def climb(sentence: Sentence, index: int, pack: Pack, verdict: Verdict) -> Verdict:
    """A verdict with what a clause and those above it add to it, from below upwards."""
    for _ in range(CLAUSE_DEPTH):
        clause = sentence.clauses[index]
        verdict = _own(sentence, clause, pack, verdict)
        verdict = _conditioned(sentence, index, pack, verdict)
        if opener := denied_behind(sentence, index, pack):
            verdict = verdict.also("denied", f"denied in the clause with '{opener}'")
        if clause.kind == "main" or clause.parent < 0 or _opens_sentence(sentence, clause):
            return verdict
        if left_open(sentence.clauses[clause.parent], pack):
            return verdict.also("conditional", "not ruled out")
        verdict = _under(sentence, clause, pack, verdict)
        if says_of_known(sentence, clause, pack):
            return verdict.noting("a participle that says more about who is known")
        index = clause.parent
        if clause.kind == "relative" or (clause.opener and clause.opener not in pack.grammar.clauses.content):
            return verdict
    return verdict


def _opens_sentence(sentence: Sentence, clause: Clause) -> bool:
    """Whether a participle stands before the clause that it goes with: "Menacée de sanctions, la junte | n'a pas réagi"."""
    return clause.kind == "participle" and not clause.opener and clause.tokens[-1] < sentence.clauses[clause.parent].tokens[0]


def left_open(above: Clause, pack: Pack) -> bool:
    """Whether a clause says that something is not ruled out ("no descarta atacar", "n'exclut pas de frapper")."""
    return above.verb is not None and above.negation >= 0 and above.verb.lemma in pack.modality.excluding


def _own(sentence: Sentence, clause: Clause, pack: Pack, verdict: Verdict) -> Verdict:
    """What the clause itself says: negation, modal, mood, tense, question, opener."""
    verb = clause.verb
    if clause.negation >= 0:
        verdict = verdict.also("none", f"negated by '{sentence.tokens[clause.negation].text}'")
    if clause.question or asked(sentence, clause):
        verdict = msgspec.structs.replace(verdict.also("none", "question"), question=True)
    if clause.opener in pack.grammar.clauses.conditional and not concessive(clause, pack):
        verdict = verdict.also("conditional", f"clause with '{clause.opener}'")
    return _by_verb(sentence, clause, verb, pack, verdict) if verb is not None else verdict


def _by_verb(sentence: Sentence, clause: Clause, verb: Verb, pack: Pack, verdict: Verdict) -> Verdict:
    """What the verb of a clause says: its modal, tense and mood."""
    verdict = _by_modal(sentence, clause, verb, pack, verdict)
    if verb.tense == "future":
        verdict = verdict.also("expected", "future tense")
    for effect, word in adverbs(sentence, clause, pack):
        background = effect == "background"
        verdict = verdict.noting(f"{effect}: '{word}'", background=True) if background else verdict.also(effect, f"'{word}'")
    told = clause.opener in pack.grammar.clauses.content | pack.grammar.clauses.temporal_past
    if verb.mood == "subjunctive" and clause.kind == "subordinate" and not told:
        verdict = verdict.also("expected", "subjunctive of what is to come")
    elif verb.mood == "subjunctive" and clause.kind == "relative" and verb.tense == "present":
        verdict = verdict.also("conditional", "subjunctive of what may be")
    if verb.tense == "pluperfect" and verb.mood != "subjunctive2" and not _reported(sentence, clause, pack):
        verdict = verdict.noting("background: pluperfect", background=True)
    return verdict


def _by_modal(sentence: Sentence, clause: Clause, verb: Verb, pack: Pack, verdict: Verdict) -> Verdict:
    """What a modal says, or the mood that stands for one ("würde")."""
    if verb.modal and managed(sentence, verb, pack):
        return verdict.noting(f"perfect of {verb.modal}: it was done")
    if verb.modal and verb.finite >= 0 and sentence.tokens[verb.finite].text.lower() in pack.grammar.verbs.due:
        return verdict.also("expected", f"{verb.modal} of what was to be")
    if verb.modal and _wished(sentence, clause, verb, pack):
        return verdict.also("called_for", f"{verb.modal} of a wish")
    if verb.modal:
        reported = _reported(sentence, clause, pack) or _planned(sentence, clause, pack)
        return _modal(verb, pack, verdict, reported=reported)
    if verb.mood != "subjunctive2":
        return verdict
    if verb.tense == "present" and _reported(sentence, clause, pack):
        return verdict.also("expected", "future in a report")
    return verdict.also("denied", "what is denied") if denied_above(sentence, clause, pack) else _unreal(verb, verdict)


def _conditioned(sentence: Sentence, index: int, pack: Pack, verdict: Verdict) -> Verdict:
    """What follows if a condition holds has not happened; what somebody says under a condition has been said."""
    clause = sentence.clauses[index]
    if clause.verb is None or clause.verb.tense not in ("present", "future") or clause.verb.lemma in pack.speech.stance:
        return verdict
    under = next((p for i in clause.phrases if (p := sentence.phrases[i].adp) in pack.modality.adpositions.conditional), "")
    if under:
        return verdict.also("conditional", f"under '{under}'")
    for i, other in enumerate(sentence.clauses):
        if other.opener in pack.grammar.clauses.conditional and i != index:
            before = clause.kind == "main" and other.parent < 0 and i == index - 1
            if before or other.parent == index:
                return verdict.also("conditional", f"if the clause with '{other.opener}' holds")
    return verdict


def _reported(sentence: Sentence, clause: Clause, pack: Pack) -> bool:
    """Whether a clause of order subject-verb says what the verb of saying above it says ("said it would ...")."""
    if pack.grammar.order != "subject-verb" or clause.kind != "subordinate" or clause.parent < 0:
        return False
    above = sentence.clauses[clause.parent].verb
    opens = not clause.opener or clause.opener in pack.grammar.clauses.content
    return opens and above is not None and above.lemma in pack.speech.stance


def _planned(sentence: Sentence, clause: Clause, pack: Pack) -> bool:
    """Whether a main clause without a condition names a day: "the premier | would | visit Oslo on Friday" is a plan."""
    conditions = pack.grammar.clauses.conditional
    told = clause.verb is not None and clause.verb.tense != "perfect"
    free = told and clause.kind == "main" and not any(c.opener in conditions for c in sentence.clauses)
    phrases = (sentence.phrases[i] for i in clause.phrases)
    return free and any(sentence.tokens[p.head].lemma in pack.grammar.nouns.time for p in phrases)


def _modal(verb: Verb, pack: Pack, verdict: Verdict, *, reported: bool) -> Verdict:
    if reported and verb.modal in pack.grammar.verbs.reported_future:
        return verdict.also("expected", f"{verb.modal} in a report")
    effect = pack.grammar.modals.get(verb.modal, "occurred")
    if verb.tense == "perfect" and verb.modal in pack.grammar.verbs.unmet:
        return verdict.also("none", f"{verb.modal} with perfect infinitive: it was not done")
    if verb.tense == "perfect" and effect in ("expected", "called_for"):
        return verdict.also("occurred", f"hearsay: {verb.modal} with perfect infinitive")
    if verb.tense == "past" and verb.mood == "indicative" and effect in ("conditional", "called_for"):
        return verdict.also("occurred", f"past of {verb.modal}")
    if effect == "called_for" and verb.mood == "subjunctive1":
        return verdict.also("called_for", f"modal {verb.modal}")
    return verdict.also(effect, f"modal {verb.modal}")


def _wished(sentence: Sentence, clause: Clause, verb: Verb, pack: Pack) -> bool:
    """Whether a modal only says what is asked for, as one without a day may: "Togo | solle | die Grenze öffnen"."""
    modal = verb.finite >= 0 and sentence.tokens[verb.finite].text.lower() in pack.grammar.verbs.wished
    return modal and not any(sentence.tokens[t].lemma in pack.grammar.nouns.time for t in clause.tokens)


def _unreal(verb: Verb, verdict: Verdict) -> Verdict:
    """Konjunktiv II of an auxiliary in the perfect stands in for Konjunktiv I in reports; else it is unreal."""
    if verb.tense in ("perfect", "pluperfect"):
        return verdict.also("occurred", "subjunctive of report")
    return verdict.also("conditional", "subjunctive of the unreal")


def _under(sentence: Sentence, clause: Clause, pack: Pack, verdict: Verdict) -> Verdict:
    """What the clause above makes of this one, by how this one hangs on it."""
    above, grammar = sentence.clauses[clause.parent], pack.grammar.clauses
    if disputed(sentence, clause, above, pack) or claimed(sentence, clause, above, pack):
        return msgspec.structs.replace(verdict.also("denied", "what a denied accusation says"), embedded=True)
    if issued(sentence, clause, pack):
        planned = above.verb is not None and above.verb.tense == "future"  # "votará una resolución que pide ..."
        told = verdict.noting("what a text says that the clause above brings about")
        return told.also("expected", "a text that is still to come") if planned else told
    if _gerund_object(sentence, clause, above, pack):
        return _complement(sentence, clause, above, pack, verdict)
    if clause.kind in ("relative", "participle"):
        if clause.kind == "participle" and clause.opener and (effect := operated(above, pack, clause.opener)):
            verdict = verdict.also(effect, f"under '{clause.opener}' of '{above.verb.lemma if above.verb else ''}'")
        return verdict.noting(f"{clause.kind} clause", embedded=True)
    if clause.opener.replace("_", " ") in grammar.temporal_past:
        return verdict.noting(f"background: clause with '{clause.opener}'", background=True)
    if clause.opener in grammar.purpose:
        if _stated(sentence, clause, above, pack):
            return verdict
        return msgspec.structs.replace(verdict.also("expected", "clause of purpose"), embedded=True, supported=False)
    if clause.opener and clause.opener not in grammar.content and clause.kind == "subordinate":
        return verdict
    if clause.kind == "infinitive" and clause.opener in grammar.infinitive_openers:
        return verdict.noting(f"beside the clause: '{clause.opener}'", embedded=True)
    return _complement(sentence, clause, above, pack, verdict)


def _complement(sentence: Sentence, clause: Clause, above: Clause, pack: Pack, verdict: Verdict) -> Verdict:
    """What the noun or verb above makes of a clause that says what it is about ("plans | to attack", "denied | that ...")."""
    infinitive = clause.kind == "infinitive"
    if clause.opener in pack.grammar.clauses.whether:
        return verdict.also("conditional", f"clause with '{clause.opener}'")
    over = noun_over(sentence, clause, pack) if infinitive else -1
    if over >= 0:
        return _under_noun(sentence, clause, above, over, pack, verdict)
    deed = clause.verb.lemma if clause.verb else ""
    effect = (infinitive and effect_of(above, pack, "infinitive", deed)) or effect_of(above, pack, "complement", deed)
    if not effect and _said_of_oneself(sentence, clause, above, pack):
        return verdict.noting("what the speaker says of himself")
    if effect == "expected" and clause.kind in ("subordinate", "infinitive") and told_as_past(clause):
        return verdict
    if effect:
        return verdict.also(effect, f"complement of '{above.verb.lemma if above.verb else ''}'")
    if infinitive and (effect := _last_noun(sentence, above, clause, pack)):
        return verdict.also(effect, "complement of a noun")
    return verdict.noting("infinitive without known operator", supported=False, embedded=True) if infinitive else verdict


def _gerund_object(sentence: Sentence, clause: Clause, above: Clause, pack: Pack) -> bool:
    """Whether a gerund right behind a verb that says what became of it is its object: "denied | attacking the village"."""
    if clause.kind != "participle" or clause.opener or above.verb is None or not pack.grammar.shape.gerund_kept:
        return False
    before = clause.tokens[0] - 1
    ends = before >= 0 and before in above.tokens and sentence.tokens[before].pos == "verb"
    return ends and bool(effect_of(above, pack, "complement", clause.verb.lemma if clause.verb else ""))


def _stated(sentence: Sentence, clause: Clause, above: Clause, pack: Pack) -> bool:
    """Whether a purpose is what a document says: "sent a letter | to denounce the raid" has denounced it."""
    done = above.verb is not None and above.verb.tense in ("past", "perfect") and not above.verb.modal
    heads = {sentence.tokens[sentence.phrases[i].head].lemma for i in above.phrases}
    says = clause.verb is not None and clause.verb.lemma in pack.speech.stance
    return done and says and bool(heads & pack.speech.phrases.documents)


def _of_noun(lemma: str, clause: Clause, pack: Pack) -> str:
    """What a noun makes of the clause under it, by that clause's verb where an operator says so ("its decision | to break")."""
    deed = clause.verb.lemma if clause.verb is not None else ""
    holds = (o.status for o in pack.modality.operator if lemma in o.under and o.about(deed))
    return next(holds, "") or pack.modality.nouns.effect(lemma)


def _under_noun(sentence: Sentence, clause: Clause, above: Clause, noun: int, pack: Pack, verdict: Verdict) -> Verdict:
    """What a noun makes of the infinitive under it, and the verb of the noun ("rejected an | invitation | to meet")."""
    phrase = sentence.phrases[noun]
    lemma = sentence.tokens[phrase.head].lemma
    own = _of_noun(lemma, clause, pack) or "occurred"  # a step
    verdict = verdict.also(own, f"complement of '{lemma}'")
    effect = effect_of(above, pack, phrase.slot_name, lemma)
    says = above.verb is not None and above.verb.lemma in pack.speech.stance
    if effect == "expected" and says and own == "occurred":
        return verdict  # who announces a decision has taken it
    return verdict.also(effect, f"{lemma} under '{above.verb.lemma}'") if effect and above.verb else verdict


def _said_of_oneself(sentence: Sentence, clause: Clause, above: Clause, pack: Pack) -> bool:
    """Whether a bare infinitive says what somebody asserts of himself: "affirme | avoir tué", "a déclaré | rejeter"."""
    bare = clause.kind == "infinitive" and sentence.tokens[clause.tokens[0]].pos != "adp"
    says = above.verb is not None and pack.speech.stance.get(above.verb.lemma) == "asserts"
    return bare and says and not pack.grammar.verbs.particle_infinitive


def _last_noun(sentence: Sentence, above: Clause, clause: Clause, pack: Pack) -> str:
    """Effect of the noun right before an infinitive ("die Forderung, ... abzuziehen")."""
    before = [t for t in above.tokens if t < clause.tokens[0] and sentence.tokens[t].pos == "noun"]
    return next((e for t in before[-2:] if (e := pack.modality.nouns.effect(sentence.tokens[t].lemma))), "")
