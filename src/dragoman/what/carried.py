"""A light verb in its clause -> the phrase of the noun that carries the meaning ("imposed | sanctions")."""

import unicodedata

from dragoman.language.triggers import Trigger
from dragoman.values.syntax import Phrase, Token
from dragoman.what.sites import Site


def light_noun(site: Site, entry: Trigger) -> int:
    """Phrase index of the light noun in its slot, -1 when it does not stand there."""
    slot = entry.slots["noun"][0]
    phrases = site.sentence.phrases
    for i in site.host.phrases:
        phrase = phrases[i]
        if not any(_carries(site, entry, phrase, t) for t in range(phrase.inner, phrase.end)):
            continue
        above = _measured(site, i)
        if _elsewhere(site, above, slot.kind):
            continue
        agent = slot.kind == "subject" and _passive(site) and above.adp in site.pack.grammar.verbs.agent
        marked = above.adp == (site.pack.grammar.shape.personal or "-") and above.slot == slot.kind  # "canjean | a 146 presos"
        bare = slot.kind != "adp" and (not above.adp or marked) and above.parent < 0
        if bare or agent or (slot.kind == "adp" and above.adp == slot.word):
            return i
    return -1


def is_sum(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a token is a number behind a currency sign: "$ | 5 | million"."""
    return tokens[at].pos == "num" and at > 0 and unicodedata.category(tokens[at - 1].text[-1]) == "Sc"


def _passive(site: Site) -> bool:
    return site.host.verb is not None and site.host.verb.voice == "passive"


def _carries(site: Site, entry: Trigger, phrase: Phrase, token: int) -> bool:
    """Whether a token of a phrase is the light noun: in a compound its head ("peace talks", not "talks format")."""
    tokens = site.sentence.tokens
    if entry.carried.begins(tokens, token):
        return True
    if is_sum(tokens, token):
        return not site.pack.grammar.nouns.money.isdisjoint(entry.nouns)
    if tokens[token].pos not in ("noun", "name") or tokens[token] not in entry.carried:
        return False
    return token >= phrase.head or not site.pack.grammar.shape.compounds


def _elsewhere(site: Site, phrase: Phrase, kind: str) -> bool:
    """Whether order shows that a phrase stands in the other of the two bare slots; a subject without object may be either."""
    verb = site.host.verb
    if site.pack.grammar.order != "subject-verb" or verb is None or verb.voice != "active" or kind not in ("subject", "object"):
        return False
    alone = phrase.slot == "subject" and not any(site.sentence.phrases[i].slot == "object" for i in site.host.phrases)
    return phrase.slot in ("subject", "object") and phrase.slot != kind and not alone  # "talks resumed"


def _measured(site: Site, index: int) -> Phrase:
    """The phrase in whose place one stands that only a measure holds ("une centaine de missiles"), else the phrase itself."""
    phrases, tokens, nouns = site.sentence.phrases, site.sentence.tokens, site.pack.grammar.nouns
    phrase = phrases[index]
    while phrase.slot == "genitive" and phrase.parent >= 0:  # "tens | of thousands | of soldiers"
        above = phrases[phrase.parent]
        if tokens[above.head].lemma not in nouns.measure | nouns.time and tokens[above.head].pos != "num":
            return phrase
        phrase = above
    return phrase
