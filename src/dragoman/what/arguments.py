"""The verb of a clause and a slot of a frame -> the phrases that fill it: by the verb's voice, by case, by adposition."""

from dragoman.language.citing import in_citation
from dragoman.language.triggers import Slot
from dragoman.values.syntax import Phrase
from dragoman.what.around import in_participle, of_backdrop, shared_objects
from dragoman.what.fillings import actors
from dragoman.what.sites import Site
from dragoman.what.subjects import subjects


def verb_phrases(site: Site, slot: Slot) -> list[int]:
    """Indices of the phrases that fill a slot of the verb of a site's clause, [] where none does."""
    verb = site.host.verb
    passive = verb is not None and verb.voice != "active"
    if slot.kind == "subject":
        return _doers(site) if passive else subjects(site.sentence, site.clause, site.pack)
    if slot.kind == "object":
        return (
            subjects(site.sentence, site.clause, site.pack)
            if passive
            else (by_slot(site, "object") or _relative(site, "a") or shared_objects(site.sentence, site.clause))
            + by_slot(site, "dative", "a")
        )
    if slot.kind == "case":
        name = {"dat": "dative", "gen": "genitive", "acc": "object"}.get(slot.word, "dative")
        return (
            by_slot(site, name)
            or _relative(site, slot.word[:1])
            or by_slot(site, "object", slot.word[:1])
            or _misattached(site, slot.word[:1])
        )
    if slot.kind == "genitive":
        return by_slot(site, "genitive") or _owners_of_object(site)
    return _adpositional(site, (slot.word,), slot.case)


def _owners_of_object(site: Site) -> list[int]:
    """Owners of what the verb acts upon ("wies Vorwürfe | der Opposition zurück"; "dozens | of wounded" have none)."""
    phrases, tokens, measure = site.sentence.phrases, site.sentence.tokens, site.pack.grammar.nouns.measure
    acted_upon = [i for i in verb_phrases(site, Slot("object")) if tokens[phrases[i].head].lemma not in measure]
    return [i for i in site.host.phrases if phrases[i].slot == "genitive" and phrases[i].parent in acted_upon]


def by_slot(site: Site, name: str, case: str = "") -> list[int]:
    """Phrases of the clause in a slot; with `case` only those that can stand in it (the form alone did not decide)."""
    phrases = site.sentence.phrases
    fits = [i for i in site.host.phrases if phrases[i].slot == name and phrases[i].parent < 0 and not _is_relative(site, i)]
    return [i for i in fits if not case or case in phrases[i].case]


def _misattached(site: Site, case: str) -> list[int]:
    """Phrases read as a genitive attribute that may be the dative ("schob die Regierung der Opposition die Schuld zu")."""
    phrases = site.sentence.phrases
    return [
        i
        for i in site.host.phrases
        if phrases[i].slot == "genitive"
        and case in phrases[i].case
        and phrases[i].parent >= 0
        and not phrases[phrases[i].parent].adp
        and not _of_body(site, phrases[i])
    ]


def _of_body(site: Site, owner: Phrase) -> bool:
    """Whether a phrase names the body of states that its noun's mention is part of ("die Staaten | der Union")."""
    bodies = [m.code for m in actors(site.reading, site.sentence.phrases.index(owner), site.pack)[0] if m.sector == "IGO"]
    return any(m.end > owner.start and m.code in bodies for m in actors(site.reading, owner.parent, site.pack)[0])


def _is_relative(site: Site, index: int) -> bool:
    host, phrase = site.host, site.sentence.phrases[index]
    return host.kind == "relative" and site.sentence.tokens[phrase.head].text.lower() == host.opener


def _relative(site: Site, case: str) -> list[int]:
    """The antecedent, when the relative pronoun can stand in the case asked for and is not the subject."""
    host = site.host
    if host.kind != "relative" or host.antecedent < 0:
        return []
    for i in host.phrases:
        phrase = site.sentence.phrases[i]
        if _is_relative(site, i) and phrase.slot != "subject" and not phrase.adp and case in phrase.case:
            held = site.sentence.phrase_at(host.antecedent)
            return [held] if held >= 0 else []
    return []


def _adpositional(site: Site, words: tuple[str, ...], case: str = "") -> list[int]:
    if site.sentence.adpositions.isdisjoint(words):
        return []
    phrases = site.sentence.phrases
    fits = [
        i
        for i in site.host.phrases
        if phrases[i].adp in words
        and not (phrases[i].bound and (phrases[i].conjunct < 0 or of_ground(site, i)))
        and (not case or case in phrases[i].case)
    ]
    if not fits:
        fits = [
            i
            for i in site.host.phrases
            if phrases[i].adp in words and phrases[i].bound and _of_argument(site, i) and (not case or case in phrases[i].case)
        ]
    if not fits and site.phrase < 0:  # "levantó las sanciones impuestas | a Siria"
        acted_upon = by_slot(site, "object")
        fits = [i for o in acted_upon for i in in_participle(site.sentence, o, site.pack, words)]
    fits = [i for i in fits if not of_reason(site, i)]
    time, heads = site.pack.grammar.nouns.time, site.sentence.tokens  # "agreed on Tuesday" is no agreement on something
    fits = [i for i in fits if heads[phrases[i].head].lemma not in time]
    fits = [i for i in fits if not of_backdrop(site, i)]
    fits = [i for i in fits if not in_citation(site.sentence, i, site.pack)]  # "nach UN-Angaben getötet"
    return [i for i in fits if phrases[i].conjunct < 0 or phrases[i].conjunct not in fits]


def of_reason(site: Site, index: int) -> bool:
    """Whether a phrase hangs on the reason for a deed: "Sanktionen wegen der Gewalt | gegen Demonstranten"."""
    phrases, above = site.sentence.phrases, site.sentence.phrases[index].parent
    if site.pack.grammar.order != "verb-second" or above in (-1, site.phrase) or phrases[index].adp == phrases[above].adp:
        return False
    first = phrases[above].conjunct if phrases[above].conjunct >= 0 else above
    return phrases[first].adp in site.pack.grammar.adpositions.reasons


def of_ground(site: Site, index: int) -> bool:
    """Whether a phrase under an adposition says whose ground a place is: "in der Grenzregion | von Mali und Niger"."""
    return site.sentence.phrases[index].slot == "genitive" and site.pack.grammar.order == "verb-second"


def _doers(site: Site) -> list[int]:
    """Who did what a passive tells, without those who belong to the name of whom it was done to ("the mayor | of Istanbul")."""
    phrases = site.sentence.phrases
    named = [i for i in _adpositional(site, site.pack.grammar.verbs.agent) if not (phrases[i].bound and _of_argument(site, i))]
    named = [i for i in named or _right_before(site) if not _driven_with(site, i)]
    return [i for i in named if not any(m.start < phrases[i].start for m in actors(site.reading, i, site.pack)[0])]


def _driven_with(site: Site, index: int) -> bool:
    """Whether a phrase says whose people drive with him, and not who did it: "auf den Konvoi | von Odinga | geschossen"."""
    above = site.sentence.phrases[index].parent
    if above < 0 and index and site.sentence.phrases[index - 1].end == site.sentence.phrases[index].start:
        above = index - 1
    return above >= 0 and site.sentence.tokens[site.sentence.phrases[above].head].lemma in site.pack.roles.reference.escorts


def _right_before(site: Site) -> list[int]:
    """An agent right before its participle, whatever stands before it ("laut Angaben der Armee | von Rebellen | getötet")."""
    phrases, tokens, agents = site.sentence.phrases, site.sentence.tokens, site.pack.grammar.verbs.agent
    if site.pack.grammar.order != "verb-second":
        return []
    ends = {t for t in site.host.tokens if tokens[t].pos == "verb" and tokens[t].lemma == site.lemma}
    return [i for i in site.host.phrases if phrases[i].adp in agents and phrases[i].end in ends and phrases[i].slot == "adp"]


def _of_argument(site: Site, index: int) -> bool:
    """Whether a bound phrase hangs on what the verb acts upon ("jeden Dialog mit der Opposition verweigern")."""
    verb, parent = site.host.verb, site.sentence.phrases[index].parent
    acted_upon = "subject" if verb is not None and verb.voice != "active" else "object"
    return parent >= 0 and site.sentence.phrases[parent].slot == acted_upon
