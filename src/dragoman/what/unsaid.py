"""A verb whose doer nobody names -> whether the language leaves him out on purpose: a passive, a plural without a subject."""

from dragoman.language.triggers import Trigger
from dragoman.what.sites import Site
from dragoman.what.subjects import subjects


def unsaid_doer(site: Site, entry: Trigger) -> bool:
    """Whether a deed of the types that the pack names is told without its doer ("Destituyen al ministro")."""
    verb = site.host.verb
    if verb is None or site.phrase >= 0 or entry.kind != "verb" or entry.event not in site.pack.grammar.shape.unsaid:
        return False
    return verb.voice == "passive" or _impersonal(site)


def _impersonal(site: Site) -> bool:
    """Whether an active verb can only be plural, has no subject and goes on with none."""
    verb, tokens, phrases = site.host.verb, site.sentence.tokens, site.sentence.phrases
    if verb is None or verb.finite < 0 or verb.reflexive or not site.pack.grammar.shape.pro_drop:
        return False
    forms = site.pack.words.verb(tokens[verb.finite].text.lower())
    plural = {f.number for f in forms if f.kind == "fin"} == {"p"}
    return plural and all(phrases[i].head == verb.finite for i in subjects(site.sentence, site.clause, site.pack))
