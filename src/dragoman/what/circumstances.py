"""A clause and what stands around it -> what that tells of its deed before its own verb is asked: a question, a gerund."""

from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause, Sentence, Verb
from dragoman.what.sites import Site


def concessive(clause: Clause, pack: Pack) -> bool:
    """Whether a clause sets what has been said against something else: "Si le ministre a assuré que ..., l'armée ..."."""
    verb = clause.verb
    return verb is not None and verb.tense == "perfect" and verb.mood == "indicative" and verb.lemma in pack.speech.stance


def asked(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause stands in a question: the sentence ends in its mark, an opening mark stands before the clause."""
    if sentence.tokens[-1].text != "?":
        return False
    opens = next((t for t, token in enumerate(sentence.tokens) if token.text == "¿"), -1)
    return clause.tokens[0] > opens


def told_as_past(clause: Clause) -> bool:
    """Whether a clause says that its deed is done ("anunció que Chile presentó una nota", "asegura haber destruido ...")."""
    verb = clause.verb
    told = verb is not None and verb.tense in ("past", "perfect", "pluperfect")
    stated = verb is not None and (verb.mood == "indicative" or clause.kind == "infinitive")
    return verb is not None and told and stated and not verb.modal


def known(site: Site, slot: str) -> bool:
    """Whether a definite deed is the subject of what may come of it: "the arrest could lead to unrest" tells an arrest."""
    verb, phrase = site.host.verb, site.sentence.phrases[site.phrase]
    first = site.sentence.tokens[phrase.inner - 1 if phrase.inner > phrase.start else phrase.start].text.lower()
    below = [site.sentence.phrases[i] for i in site.sentence.below(site.phrase)]
    owned = any(p.slot == "genitive" and p.start < phrase.head for p in below)
    hedged = verb is not None and bool(verb.modal) and verb.lemma in site.pack.modality.consequences
    return slot == "subject" and hedged and (first in site.pack.grammar.definite or owned)


def says_of_known(sentence: Sentence, clause: Clause, pack: Pack) -> bool:
    """Whether a passive participle says more about a definite noun, whatever is still to come of it.

    "Les journalistes | détenus par une milice | doivent être remis": they are held. "Une attaque | menée par ..." may be none.
    """
    passive = clause.kind == "participle" and clause.verb is not None and clause.verb.voice == "passive"
    if not passive or clause.opener or clause.antecedent < 0:
        return False
    phrase = next((p for p in sentence.phrases if p.start <= clause.antecedent < p.end and p.slot != "adp"), None)
    before = sentence.tokens[phrase.start : phrase.head] if phrase is not None else ()
    return any(t.text.lower() in pack.grammar.definite for t in before)


def managed(sentence: Sentence, verb: Verb, pack: Pack) -> bool:
    """Whether a modal itself stands in the perfect, so that the deed was done: "a pu | rencontrer le général"."""
    perfect = verb.tense == "perfect" and verb.mood == "indicative" and verb.finite >= 0
    return perfect and sentence.tokens[verb.finite].lemma == pack.grammar.verbs.have


def adverbs(sentence: Sentence, clause: Clause, pack: Pack) -> list[tuple[str, str]]:
    """The effects of the adverbs of a clause, each with its words: ("background", "in recent years").

    One before an adjective says more about that: "sprachen über den | möglicherweise | bevorstehenden Besuch".
    """
    tokens, table = [sentence.tokens[t] for t in clause.tokens], pack.modality.adverbial
    words, pos = [t.text.lower() for t in tokens], [t.pos for t in tokens]
    found = ((i, effect, phrase) for i, word in enumerate(words) for effect, phrase in table.get(word, ()))
    here = ((i, effect, phrase) for i, effect, phrase in found if tuple(words[i : i + len(phrase)]) == phrase)
    return [(effect, " ".join(phrase)) for i, effect, phrase in here if pos[i + len(phrase) : i + len(phrase) + 1] != ["adj"]]
