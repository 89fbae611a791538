"""A clause of a sentence -> whether somebody denies what it says, in the clause above or in one behind it."""

from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause, Sentence


def disputed(sentence: Sentence, clause: Clause, above: Clause, pack: Pack) -> bool:
    """Whether a clause says what an accusation that is denied is about: "rejette les accusations selon lesquelles ..."."""
    denies = above.verb is not None and pack.speech.stance.get(above.verb.lemma) == "denies"
    if clause.opener in pack.grammar.clauses.content and clause.kind == "subordinate" and _called_false(sentence, above, pack):
        return True
    if clause.opener in pack.grammar.clauses.according or clause.kind != "relative":
        return denies and clause.opener in pack.grammar.clauses.according
    at = sentence.phrase_at(clause.antecedent)
    said = False
    while at >= 0 and not said:  # "les accusations | de cinq pays | selon lesquelles"
        said = sentence.tokens[sentence.phrases[at].head].lemma in pack.speech.phrases.nouns
        at = sentence.phrases[at].parent if sentence.phrases[at].slot == "genitive" else -1
    sourced = any(sentence.phrases[i].adp in pack.speech.phrases.source for i in clause.phrases)
    return said and sourced and denies


def _called_false(sentence: Sentence, clause: Clause, pack: Pack) -> bool:
    """Whether a clause says of what follows that it is not so: "es sei falsch, dass ..."."""
    if clause.verb is None or clause.verb.lemma != pack.grammar.verbs.be or clause.negation >= 0:
        return False
    words = (sentence.tokens[t].text.lower() for t in clause.tokens)
    return any(pack.modality.adjectives.effect(word) == "denied" for word in words)


def claimed(sentence: Sentence, clause: Clause, above: Clause, pack: Pack) -> bool:
    """Whether a clause says what a report that is denied claims: "rejette les rapports | affirmant que ..."."""
    if clause.kind != "subordinate" or above.kind != "participle" or above.parent < 0 or above.verb is None:
        return False
    top, stance = sentence.clauses[above.parent], pack.speech.stance
    held = any(p.slot == "object" and p.start <= above.antecedent < p.end for p in (sentence.phrases[i] for i in top.phrases))
    claims = clause.opener in pack.grammar.clauses.content and stance.get(above.verb.lemma) == "asserts"
    return held and claims and top.verb is not None and stance.get(top.verb.lemma) == "denies"


def denied_behind(sentence: Sentence, index: int, pack: Pack) -> str:
    """Opener of a clause that denies all of the one before ("soll X geliefert haben, | was | Teheran dementierte"), else ""."""
    for clause in sentence.clauses[index + 1 :]:
        denies = clause.verb is not None and pack.speech.stance.get(clause.verb.lemma) == "denies"
        if clause.parent == index and clause.opener in pack.grammar.clauses.summing_up and denies:
            return clause.opener
    return ""


def denied_above(sentence: Sentence, clause: Clause, pack: Pack) -> bool:
    """Whether a clause without opener says what the one before denies ("widersprach Berichten, | die USA würden ausspähen")."""
    at = sentence.clauses.index(clause)
    above = sentence.clauses[at - 1].verb if at and not clause.opener and sentence.clauses[at - 1].kind == "main" else None
    return above is not None and pack.speech.stance.get(above.lemma) == "denies"
