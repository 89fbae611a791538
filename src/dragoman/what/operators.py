"""The verb of a clause -> what it makes of a deed in one of its slots, and whether its subject is who does that deed."""

from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause
from dragoman.what.sites import Site


def effect_of(clause: Clause, pack: Pack, slot: str, noun: str = "") -> str:
    """What a clause's verb makes of the deed in one of its slots ("complement", "object", "adp:auf", ...), "" if nothing.

    `noun` is the lemma that names the deed or is the verb of its clause.
    """
    if clause.verb is None:
        return ""
    lemma = clause.verb.lemma
    if clause.verb.voice != "active" and slot in ("subject", "object"):
        slot = {"subject": "object", "object": ""}[slot]
    for operator in pack.modality.operators.get(lemma, ()):
        if slot in operator.slot and operator.about(noun):
            return operator.status
    for entry in pack.triggers.verbs.get(lemma, ()):
        aimed = slot.startswith("adp:") and slot.removeprefix("adp:") not in pack.modality.adpositions.happened
        elsewhere = entry.kind == "light" and pack.grammar.order == "verb-second"  # its noun tells what it asks for
        if elsewhere or (entry.reflexive and not clause.verb.reflexive):
            continue
        if entry.content and (slot in ("complement", "object") or (slot in entry.recipient and aimed) or aimed):
            return entry.content
    return ""


def operated(above: Clause, pack: Pack, adp: str) -> str:
    """What a verb makes of the gerund under an adposition of its own: "stopped the army | from entering", "" if nothing."""
    operators = pack.modality.operators.get(above.verb.lemma, ()) if above.verb is not None else ()
    return next((o.status for o in operators if f"adp:{adp}" in o.slot and o.status != "occurred"), "")


def does(site: Site) -> bool:
    """Whether the clause's verb makes its subject the doer of the deed that its object names."""
    verb, phrase = site.host.verb, site.sentence.phrases[site.phrase]
    if verb is None or verb.voice != "active" or (phrase.parent >= 0 and phrase.slot != "adp"):
        return False
    slot = phrase.slot_name
    noun = site.sentence.tokens[site.token].lemma
    return any(o.doer and slot in o.slot and o.about(noun) for o in site.pack.modality.operators.get(verb.lemma, ()))
