"""Who was found for the roles of an entry -> why the deed cannot be theirs: an ordered tuple of rules, None from all of them."""

from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.language.triggers import Slot, Trigger
from dragoman.values.world import Mention
from dragoman.what.conditions import Unmet
from dragoman.what.sides import dignitary, several
from dragoman.what.sites import Site, site_at
from dragoman.what.slots import fill
from dragoman.what.subjects import asked_for
from dragoman.what.unsaid import unsaid_doer

ALONE: Unmet = ("no_recipient", "only one party")


class Named(msgspec.Struct, frozen=True, gc=False):
    """Who fills a role, the slot they stand in as the entry writes it ("adp:gegen"), and the rule that found them in it.

    `through` is what they were found by way of: the "verb" above the deed's noun, or a "deed" that the clause condemns.
    """

    mentions: tuple[Mention, ...] = ()
    slot: str = ""
    rule: str = ""
    through: Literal["", "verb", "deed"] = ""

    @property
    def how(self) -> str:
        """Slot and rule in words, for the trace of an event: "subject (head)"; "" where nobody was found."""
        slot = f"{self.slot} of the verb" if self.through == "verb" else self.slot
        found = f"{slot} ({self.rule})" if slot else self.rule
        return f"doer of the condemned deed: {found}" if self.through == "deed" else found


class Asked(msgspec.Struct, frozen=True, gc=False):
    """A role of an entry at a site: the phrase of the light noun (-1 without one), who is taken, the trigger's tokens."""

    site: Site
    entry: Trigger
    role: Literal["actor", "recipient"]
    noun: int
    taken: tuple[Mention, ...]
    tokens: tuple[int, ...]


class Parties(msgspec.Struct, frozen=True, gc=False):
    """Who does the deed of an entry, and to whom."""

    doing: Named
    done_to: Named

    @property
    def actor(self) -> tuple[Mention, ...]:
        """The mentions of those who do it."""
        return self.doing.mentions

    @property
    def recipient(self) -> tuple[Mention, ...]:
        """The mentions of those to whom it is done."""
        return self.done_to.mentions

    @property
    def alone(self) -> bool:
        """Whether the actor is at most one, and no group."""
        return len(self.actor) < 2 and not any(m.members or m.plural for m in self.actor)


def unfit(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    """The first reason why these cannot be the parties of the entry's deed, None without one."""
    for rule in RULES:
        if (found := rule(site, entry, parties)) is not None:
            return found
    return None


def _noun_of_one(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    """A noun of what two do, of which only one is told ("the visit | of the minister" has its subject, or one owner)."""
    slot = parties.doing.slot
    about = entry.event == "CONSULT" and slot == "adjective" and len(parties.actor) == 1
    topic = about and all(m.form == "country" and not m.members for m in parties.actor)  # "die Syrien-Gespräche"
    if entry.kind != "noun" or not entry.symmetric or parties.recipient or not (parties.alone or topic):
        return None
    return ALONE if topic or slot == "subject" or (slot == "genitive" and not several(parties.actor)) else None


def _asker(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    if entry.kind != "noun" or not entry.symmetric or parties.recipient or parties.doing.slot != "subject":
        return None
    asks = asked_for(site.host, site.sentence.phrases[site.phrase], site.pack)
    return ("no_recipient", "who asks for it need not take part") if asks else None


def _unsaid(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    if entry.kind == "noun" or not (entry.symmetric and entry.recipient) or parties.recipient or len(parties.actor) != 1:
        return None
    actor = parties.actor[0]
    unsaid = actor.form == "pronoun" and not actor.members and not actor.plural
    return ("no_recipient", "only one party, and that unsaid") if unsaid else None


def _verb_of_one(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    """A verb of what several do, of a single one; of dignitaries two must be named, of others a plural will do."""
    if entry.kind != "verb" or not entry.symmetric or entry.recipient:
        return None
    return ALONE if (parties.alone if entry.persons else not several(parties.actor)) else None


def _threat_of_others(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    threatened = any(slot.kind == "complement_subject" for slot in entry.slots["recipient"])  # "said that | Chad | would pay"
    other = _doer_besides(site, entry, parties.actor) if entry.event == "THREATEN" and parties.actor and not threatened else ""
    return ("missing_word", f"what '{other}' will do is no threat of one's own") if other else None


def _nobody_known(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    actor = parties.actor
    if entry.states and not (len(actor) > 1 and all(m.code and m.form in ("country", "metonym") for m in actor)):
        return "no_actor", "not several states"
    unknown = entry.persons and bool(actor) and not any(dignitary(m) for m in actor)
    return ("no_actor", f"'{actor[0].text}' is nobody with an office or a name") if unknown else None


def _no_actor(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    if "actor" not in entry.requires or parties.actor or (parties.recipient and unsaid_doer(site, entry)):
        return None
    return "no_actor", f"no actor in {', '.join(entry.actor)}"


def _no_recipient(site: Site, entry: Trigger, parties: Parties) -> Unmet | None:
    if "recipient" not in entry.requires or parties.recipient:
        return None
    among = entry.symmetric or (entry.kind != "noun" and _mutual(site))
    if among and len({(m.code, m.text) for a in parties.actor for m in (a.members or (a,))}) > 1:
        return None
    return "no_recipient", f"no recipient in {', '.join(entry.recipient)}"


def _mutual(site: Site) -> bool:
    """Whether the words of the clause say that its doers do the deed to each other."""
    runs = site.pack.grammar.clauses.reciprocal
    words = tuple(site.sentence.tokens[t].text.lower() for t in site.host.tokens) if runs else ()
    return any(words[i : i + len(run)] == run for run in runs for i in range(len(words) - len(run) + 1))


RULES: tuple[Callable[[Site, Trigger, Parties], Unmet | None], ...] = (
    _noun_of_one,
    _asker,
    _unsaid,
    _verb_of_one,
    _threat_of_others,
    _nobody_known,
    _no_actor,
    _no_recipient,
)


def _doer_besides(site: Site, entry: Trigger, actor: tuple[Mention, ...]) -> str:
    """Whoever else is to do what a warning is about ("advirtió que | Irán | atacará a Israel"), "" where it is the actor."""
    known = {m.code for a in actor for m in (a, *a.members)}
    for clause in site.complements:
        if clause.verb is None or clause.verb.lemma not in entry.complement or clause.verb.voice != "active":
            continue
        for index in clause.phrases:
            phrase = site.sentence.phrases[index]
            named = phrase.slot == "subject" and site.sentence.tokens[phrase.head].pos in ("noun", "name")
            below = site_at(site.reading, site.sentence.clauses.index(clause), site.pack, site.people)
            found = fill(below, Slot("subject")) if named else ()
            if any(m.code and m.code not in known for f in found for m in f.mentions):
                return found[0].mentions[0].text
    return ""
