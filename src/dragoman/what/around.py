"""A noun of a deed in its sentence -> phrases that belong to it without hanging on it: of its participle, or beside it."""

from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence
from dragoman.what.fillings import blaming
from dragoman.what.sites import Site


def in_participle(sentence: Sentence, phrase: int, pack: Pack, words: tuple[str, ...]) -> list[int]:
    """Adpositional phrases of the participle that says more about the noun ("l'attaque | menée contre un village")."""
    if pack.grammar.order != "subject-verb":
        return []
    return [
        i
        for clause in sentence.clauses
        if clause.kind == "participle" and clause.verb is not None and clause.verb.voice == "passive"
        if clause.verb.lemma in pack.modality.operators and _belongs(sentence, clause.antecedent, phrase)
        for i in clause.phrases
        if sentence.phrases[i].adp in blaming(clause.verb.lemma, words, pack)
        if sentence.phrases[i].conjunct < 0 and not sentence.phrases[i].bound
    ]


def _belongs(sentence: Sentence, token: int, phrase: int) -> bool:
    """Whether a token is of the phrase, or of bare owners of it: "la | peine | de deux ans de | détention | prononcée"."""
    phrases = sentence.phrases
    at = next((i for i, p in enumerate(phrases) if p.head <= token < p.end), -1)
    while at >= 0 and at != phrase:
        bare = phrases[at].slot == "genitive" and sentence.tokens[phrases[at].inner].pos in ("noun", "num", "adj")
        at = phrases[at].parent if bare else -1
    return at == phrase


def set_beside(sentence: Sentence, phrase: int) -> int:
    """The name behind which a noun stands between commas: "a reçu le ministre, Eli Cohen, | en visite à Rome"; -1 without one."""
    phrases, own = sentence.phrases, sentence.phrases[phrase]
    if not own.adp or own.start == 0 or sentence.tokens[own.start - 1].text != ",":
        return -1
    before = next((i for i, p in enumerate(phrases) if p.end == own.start - 1), -1)
    place = before >= 0 and phrases[before].slot == "dative" and sentence.tokens[phrases[before].head].pos == "name"
    return before if before >= 0 and not place and phrases[before].slot in ("apposition", "object", "dative") else -1


def of_backdrop(site: Site, index: int) -> bool:
    """Whether a phrase hangs on what only goes on meanwhile: "EU ministers met amid tensions | with Russia"."""
    phrases, at = site.sentence.phrases, site.sentence.phrases[index].parent
    while at >= 0 and at != site.phrase:
        if phrases[at].adp in site.pack.modality.adpositions.backdrop:
            return True
        at = phrases[at].parent
    return False


def shared_objects(sentence: Sentence, index: int) -> list[int]:
    """Objects of the verb with which a clause goes on right behind its own: "capturaron | y ejecutaron | a tres soldados"."""
    clause, behind = sentence.clauses[index], sentence.clauses[index + 1 : index + 2]
    if not behind or behind[0].verb is None or clause.verb is None or clause.verb.voice != behind[0].verb.voice != "passive":
        return []
    first = behind[0].tokens[0]
    joined = sentence.tokens[first].pos == "cconj" and behind[0].verb.finite == first + 1
    bare = clause.tokens[-1] == max(clause.verb.main) == first - 1
    if not joined or not bare:
        return []
    return [i for i in behind[0].phrases if sentence.phrases[i].slot == "object" and sentence.phrases[i].start > first + 1]


def has_parties(site: Site, phrase: Phrase) -> bool:
    """Whether a phrase names a deed of its own, farther down: "la acusación sobre la presencia en | el atentado | contra X"."""
    phrases, above = site.sentence.phrases, phrase.parent
    while above >= 0 and above != site.phrase and phrases[above].slot == "genitive":
        above = phrases[above].parent
    if above == site.phrase:
        return False
    lemma = site.sentence.tokens[phrase.head].lemma
    return any(() in entry.fixed.get(lemma, ((),)) for entry in site.pack.triggers.nouns.get(lemma, ()))


def apart(site: Site, phrase: Phrase) -> bool:
    """Whether a phrase stands behind a second verb that the noun stands before, under an adposition or another noun.

    "Als Reaktion auf die Sanktionen hat Moskau Verbote für | Vertreter der EU verhängt": these are not the sanctions'.
    """
    host, phrases = site.host, site.sentence.phrases
    own, above = phrases[site.phrase], phrases[phrase.parent] if phrase.parent >= 0 else None
    if above is not None and above.slot == "predicate":
        return True  # "nannte den Angriff einen Verstoß | gegen den Vertrag"
    if site.pack.grammar.order != "verb-second" or host.verb is None or not own.adp:
        return False
    return own.end <= host.verb.finite <= phrase.start or bool(above and above.adp and above.inner == above.head)


def _of_ground(site: Site, phrase: Phrase) -> bool:
    """Whether a phrase says whose ground a place is: "une attaque dans le nord | du Burkina Faso"."""
    above = site.sentence.phrases[phrase.parent]
    ground = site.sentence.tokens[above.head].lemma in site.pack.grammar.nouns.places
    return ground and bool(above.adp) and phrase.adp in site.pack.grammar.shape.genitive


def _in_attribute(site: Site, phrase: Phrase) -> bool:
    """Whether a phrase stands inside what is said of a noun before it ("auf zwei | von Rebellen | gehaltene Städte")."""
    above = site.sentence.phrases[phrase.parent]
    return above.start < phrase.start and phrase.end <= above.head


def owns_its_noun(site: Site, phrase: Phrase) -> bool:
    """Whether a phrase under "of" belongs to a noun that only hangs on the trigger ("Gespräch über das Programm | von Iran")."""
    pack = site.pack
    if phrase.parent not in (-1, site.phrase) and (_of_ground(site, phrase) or _in_attribute(site, phrase)):
        return True
    owner = phrase.adp in pack.roles.reference.origin and phrase.adp in (*pack.grammar.verbs.agent, *pack.grammar.shape.genitive)
    if not owner or phrase.parent in (-1, site.phrase):
        return False
    above = site.sentence.phrases[phrase.parent]
    lemma = site.sentence.tokens[above.head].lemma
    host = lemma in pack.roles.by_lemma and lemma not in pack.roles.reference.guests
    if phrase.adp not in pack.grammar.verbs.agent and not host:
        return False  # "ataque con drones | de Rusia", but "marcha contra el Gobierno | de Chile"
    return bool(above.adp) and site.sentence.tokens[above.head].pos == "noun" and above.slot != "genitive"
