"""A noun in its sentence -> whether the deed that it names has happened: its adjectives, what stands above it, its verb."""

import msgspec

from dragoman.language.pack import Pack
from dragoman.values.event import TALKS
from dragoman.values.syntax import Clause, Phrase
from dragoman.what.circumstances import known
from dragoman.what.operators import effect_of
from dragoman.what.sites import Site
from dragoman.what.status import CLAUSE_DEPTH, STRENGTH, Verdict, climb, left_open


def of_noun(site: Site) -> Verdict:
    """The verdict on the deed that a noun names: its adjectives, the noun above it, its verb, its adposition."""
    verdict = _adjectives(site, Verdict())
    verdict = _noun_above(site, verdict)
    if _talked_of(site):
        return verdict.also("none", "what is only talked of")
    return _verb_above(site, verdict)


def _talked_of(site: Site) -> bool:
    """Whether an act of force is no more than what a talk is about ("discussed | Russia's invasion", "talks on | the war")."""
    pack, phrases, tokens = site.pack, site.sentence.phrases, site.sentence.tokens
    phrase, verb = phrases[site.phrase], site.host.verb
    if all(e.event != "ASSAULT" for e in pack.triggers.nouns.get(tokens[site.token].lemma, ())):
        return False
    about = phrase.adp in pack.modality.adpositions.about
    if phrase.parent >= 0:
        return about and _is_talk(site, phrase.parent)
    if verb is None or verb.lemma not in pack.modality.discussing:
        return about and any(phrases[i].slot == "subject" and _is_talk(site, i) for i in site.host.phrases)
    discussed = ("object",) if verb.voice == "active" and not verb.reflexive else ("subject", "object")
    return phrase.slot_name in discussed


def _is_talk(site: Site, phrase: int) -> bool:
    """Whether the noun of a phrase tells that some talk with each other."""
    noun = site.sentence.tokens[site.sentence.phrases[phrase].head].lemma
    return any(e.event in TALKS for e in site.pack.triggers.nouns.get(noun, ()))


def _adjectives(site: Site, verdict: Verdict) -> Verdict:
    """What the adjectives of the noun and its negation say ("the | alleged | attack", "| no | talks")."""
    phrase = site.sentence.phrases[site.phrase]
    last = phrase.end if site.pack.grammar.shape.adjectives_after else site.token
    for token in site.sentence.tokens[phrase.inner : last]:
        if token.pos not in ("adj", "verb"):
            continue
        effect = _of_adjective(token.text.lower(), site.pack)
        if effect == "background":
            verdict = verdict.noting(f"background: '{token.text}'", background=True)
        elif effect:
            verdict = verdict.also(effect, f"'{token.text}'")
    first = site.sentence.tokens[phrase.inner]
    if first.text.lower() in site.pack.grammar.clauses.negators:
        verdict = verdict.also("none", f"negated by '{first.text}'")
    return verdict


def _of_adjective(word: str, pack: Pack) -> str:
    """What an adjective makes of its noun's deed, as written or without its ending, "" when nothing."""
    stems = (word[: -len(e)] if e and word.endswith(e) else word for e in ("", *pack.grammar.adjective_endings))
    return next((effect for stem in stems if (effect := pack.modality.adjectives.effect(stem))), "")


def _noun_above(site: Site, verdict: Verdict) -> Verdict:
    """Effect of the noun this one hangs on ("Forderung nach einem Abzug", "im Falle eines Angriffs")."""
    phrases, tokens = site.sentence.phrases, site.sentence.tokens
    parent = phrases[site.phrase].parent
    own = phrases[site.phrase]
    if own.adp in site.pack.modality.adpositions.beside:
        return verdict  # "repeated the call for a truce | during a phone call"
    if own.adp in site.pack.modality.adpositions.conditional:
        verdict = verdict.also("conditional", f"under '{own.adp}'")  # "menace de riposter | en cas de manœuvres"
    deed = parent >= 0 and tokens[phrases[parent].head].lemma in site.pack.triggers.nouns
    if deed and own.adp in site.pack.modality.adpositions.aim and (own.bound or site.host.verb is None):
        verdict = verdict.also("called_for", f"under '{own.adp}' of '{tokens[phrases[parent].head].text}'")
    for _ in range(CLAUSE_DEPTH):
        if parent < 0:
            break
        head = tokens[phrases[parent].head]
        effect = site.pack.modality.nouns.effect(head.lemma)
        if effect and effect != "background":
            verdict = verdict.also(effect, f"under '{head.text}'")
        if head.lemma in site.pack.speech.phrases.nouns and _denies(site.host, site.pack):
            verdict = verdict.also("denied", f"'{head.text}' denied")  # "dementierte Berichte über einen Abzug"
        parent = phrases[parent].parent
    return verdict


def _denies(clause: Clause, pack: Pack) -> bool:
    return clause.verb is not None and pack.speech.stance.get(clause.verb.lemma) == "denies"


def _verb_above(site: Site, verdict: Verdict) -> Verdict:
    """What the verb of the clause makes of the noun, and what the clauses above make of the verb."""
    phrases, host = site.sentence.phrases, site.host
    if _answered(site):
        return verdict.noting("support: it has been answered")
    top = site.phrase
    while _hangs(site, top):
        top = phrases[top].parent
    phrase = phrases[top]
    slot = phrase.slot_name
    lemma = site.sentence.tokens[site.token].lemma
    if host.verb is None or host.kind == "fragment":
        made = effect_of(host, site.pack, slot, lemma) if host.verb is not None and top == site.phrase else ""
        support = not phrase.adp or phrase.adp in site.pack.modality.adpositions.happened
        if made and host.verb is not None:  # "Treffen in Wien | verschoben"
            return verdict.also(made, f"{slot} of '{host.verb.lemma}'")
        return verdict.noting("support: no verb", supported=support)
    if top == site.phrase and slot == "object" and left_open(host, site.pack):
        return verdict.also("conditional", "support: not ruled out")
    predicated = phrase.parent >= 0 and phrases[phrase.parent].slot == "predicate"  # "was a response | to the expulsion"
    effect = "" if predicated else effect_of(host, site.pack, slot, lemma)
    climbed = Verdict() if known(site, slot) else climb(site.sentence, site.clause, site.pack, Verdict())
    if effect and top == site.phrase:
        verdict = verdict.also(effect, f"{slot} of '{host.verb.lemma}'")
        verdict = verdict.also(climbed.effect, f"support: clause of '{host.verb.lemma}'")
        return msgspec.structs.replace(verdict, background=verdict.background or climbed.background)
    return _under_adposition(site, phrase, verdict) or _in_clause(site, slot, climbed, verdict)


def _answered(site: Site) -> bool:
    """Whether a noun of an answer stands above the deed: "beriet über eine Antwort | auf den Angriff"."""
    phrases = site.sentence.phrases
    own = phrases[site.phrase]
    above = site.sentence.tokens[phrases[own.parent].head].lemma if own.parent >= 0 else ""
    return own.adp != "" and site.pack.modality.answered.get(above) == own.adp


def _under_adposition(site: Site, phrase: Phrase, verdict: Verdict) -> Verdict | None:
    """What the adposition over the noun says of its deed: not done, done before, still to come; None where it says nothing."""
    verb, adpositions = site.host.verb, site.pack.modality.adpositions
    if phrase.adp in site.pack.grammar.clauses.negating_openers:
        return verdict.also("none", f"under '{phrase.adp}'")  # "statt des Besuchs in Bagdad"
    if {phrase.adp, f"{phrase.adp}[{phrase.case}]"} & adpositions.happened:
        return verdict.noting(f"support: under '{phrase.adp}'")
    present = verb is not None and verb.tense == "present" and site.sentence.block == "body"
    says = verb is not None and verb.lemma in site.pack.speech.stance  # "sagte er | vor einem Treffen"
    if phrase.adp not in adpositions.coming or not (present or says or phrase.start == site.host.tokens[0]):
        return None
    over = verb is not None and verb.tense == "pluperfect"  # "Vor den Protesten | hatten | Aktivisten gewarnt"
    rule = f"support: under '{phrase.adp}'"
    return verdict.noting(rule) if over else verdict.also("expected", rule)


def _in_clause(site: Site, slot: str, climbed: Verdict, verdict: Verdict) -> Verdict:
    """What a verb that does not carry the noun says of its deed: its own effect, and as a copula its predicate."""
    lemma = site.host.verb.lemma if site.host.verb is not None else ""
    verdict = _predicate(site, verdict) if slot == "subject" else verdict
    verdict = verdict.also(climbed.effect, f"clause of '{lemma}'") if climbed.effect != "occurred" else verdict
    return verdict.noting(f"no support: {slot} of '{lemma}'", supported=False)


def _hangs(site: Site, index: int) -> bool:
    """Whether a phrase belongs to another one: owner, apposition, or under a noun that stands under an adposition itself.

    "In Reaktion | auf den Angriff" is one adverbial; "sprach in Wien | über den Angriff" are two.
    """
    phrase = site.sentence.phrases[index]
    above = site.sentence.phrases[phrase.parent] if phrase.parent >= 0 else None
    if above is None:
        return phrase.bound
    head = site.sentence.tokens[above.head]
    bare = above.inner == above.head and head.pos == "noun" and head.lemma not in site.pack.grammar.nouns.time
    return phrase.bound or phrase.slot in ("genitive", "apposition") or bool(phrase.adp and above.adp and bare)


def _predicate(site: Site, verdict: Verdict) -> Verdict:
    """What the predicate of a copula says of its subject ("ein Treffen ist möglich", "ein Gipfel ist im Gespräch")."""
    host, tokens = site.host, site.sentence.tokens
    if host.verb is None or host.verb.lemma != site.pack.grammar.verbs.be:
        return verdict
    said = [tokens[t].text.lower() for t in host.tokens if tokens[t].pos in ("adj", "adv", "verb")]
    said += [
        f"{tokens[p.start].text} {tokens[p.head].text}".lower() for p in map(site.sentence.phrases.__getitem__, host.phrases)
    ]
    for words in said:
        effect = site.pack.modality.adjectives.effect(words)
        verdict = verdict.also(effect, f"predicate '{words}'") if effect in STRENGTH else verdict
    return verdict
