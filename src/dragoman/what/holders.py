"""Those whose release is asked for or told -> who holds them: "the release of a priest | arrested by Indonesia"."""

from dragoman.language.triggers import Slot, Trigger
from dragoman.what.fillings import Filling, actors
from dragoman.what.parties import Asked, Named
from dragoman.what.sides import deeds_at, of_victims
from dragoman.what.sites import Site, site_at
from dragoman.what.slots import fill


def holder(site: Site, entry: Trigger) -> Named | None:
    """Who holds those whose release is asked for: "the release of a priest | arrested by Indonesia", "... | held in Iran"."""
    if entry.event != "REQUEST":
        return None
    sentence, arrests = site.sentence, site.pack.triggers.verbs
    asked_of = [f.phrase for f in fill(site, Slot("object")) if "genitive" in of_victims(site, f.phrase)]
    for at, clause in enumerate(sentence.clauses):
        held = sentence.phrase_at(clause.antecedent) if clause.antecedent >= 0 else -1
        if clause.verb is None or not any(sentence.descends(held, i) for i in asked_of):
            continue
        if any(e.event == "COERCE" for e in arrests.get(clause.verb.lemma, ())):
            inside = site_at(site.reading, at, site.pack, site.people)
            words = site.pack.modality.adpositions.inside
            holders = _of_clause(inside, words)
            named = next((f.mentions for f in holders if any(m.code for m in f.mentions)), ())
            return Named(named, rule="who holds them") if named else None
    return next((found for i in asked_of if (found := state_there(site, i))), None)


def keeper(site: Site) -> Named:
    """Who has held those who are let go by nobody named: "freed were two envoys | seized by rebels", "... | jailed in Iran"."""
    sentence, verbs = site.sentence, site.pack.triggers.verbs
    freed = {f.phrase for f in fill(site, Slot("object"))}
    for at, clause in enumerate(sentence.clauses):
        held = sentence.phrase_at(clause.antecedent) if clause.antecedent >= 0 else -1
        if clause.verb is None or held not in freed or clause.kind not in ("participle", "relative"):
            continue
        taken = {e.event for e in verbs.get(clause.verb.lemma, ()) if e.event in ("COERCE", "ASSAULT")}
        inside = site_at(site.reading, at, site.pack, site.people)
        words = site.pack.modality.adpositions.inside if taken == {"COERCE"} else frozenset()
        holders = _of_clause(inside, words)
        named = next((f.mentions for f in holders if taken and f.phrase not in freed and any(m.code for m in f.mentions)), ())
        if named:
            return Named(named, rule="who has held them")
    return Named()


def _of_clause(site: Site, words: frozenset[str]) -> tuple[Filling, ...]:
    """Whoever a clause may say holds somebody: its subject, else the land that stands under one of some adpositions."""
    return (*fill(site, Slot("subject")), *(f for word in sorted(words) for f in fill(site, Slot("adp", word))))


def captor(role: Asked) -> Named | None:
    """The state that holds those whose release is asked for: "réclame la libération de X, détenu | en Algérie"."""
    if role.entry.event != "REQUEST" or role.site.phrase >= 0:
        return None
    for filling in fill(role.site, Slot("object")):
        if any(map(frees, deeds_at(role.site, filling.phrase))):
            return state_there(role.site, filling.phrase)
    return None


def state_there(site: Site, phrase: int) -> Named | None:
    """The state in which something was done that states do: "the arrest of a journalist | in Turkey"."""
    phrases, inside, end = site.sentence.phrases, site.pack.modality.adpositions.inside, -1
    for i in range(phrase, len(phrases)):
        within = site.sentence.descends(i, phrase) or phrases[i].start == end  # "le coup d'État | au Niger"
        if not within:
            continue
        end = max(end, phrases[i].end)
        named = tuple(m for m in actors(site.reading, i, site.pack)[0] if m.form in ("country", "metonym"))
        if phrases[i].adp in inside and named:
            return Named(named, rule="state where it is done", through="deed")
    return None


def frees(deed: Trigger) -> bool:
    """Whether a noun tells that somebody is let go: its owner is who is freed, as of no withdrawal and no truce."""
    return deed.event == "RETREAT" and "genitive" in deed.recipient and "genitive" not in deed.actor
