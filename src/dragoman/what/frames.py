"""A site and the trigger entries of its lemma -> the frames that fit, the most specific first, with their roles filled."""

from collections.abc import Iterable

import msgspec

from dragoman.language.triggers import Slot, Trigger
from dragoman.values.errors import Refusal
from dragoman.values.world import Mention
from dragoman.what.carried import light_noun
from dragoman.what.conditions import Ground, Unmet, ground_of, unmet, without_noun
from dragoman.what.fillings import Filling, beside, located
from dragoman.what.parties import Parties, unfit
from dragoman.what.sides import of_victims, part_of, same_side, suffered, where
from dragoman.what.sites import Site, site_at
from dragoman.what.slots import asked, complements, fill
from dragoman.what.status import does
from dragoman.what.subjects import subjects

MOVES = ("RETREAT", "MOBILIZE")  # in which a doer's own troops are not the other side
PARTICLE_REACH = 9  # tokens between a verb and the fixed word that ends its lemma ("called the planned talks off")

ANSWERS = ("REJECT", "AGREE")  # things are rejected and accepted, they do neither


class Frame(msgspec.Struct, frozen=True):
    """A trigger entry whose conditions hold at a site: its roles, the trigger's tokens, and the rules that spoke."""

    trigger: Trigger
    site: Site
    tokens: tuple[int, ...]
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    rules: tuple[str, ...]
    content: int = -1
    """Phrase of the light noun, -1 without one."""


def ranked(site: Site, entries: Iterable[Trigger], tokens: tuple[int, ...]) -> tuple[tuple[Frame, ...], tuple[Refusal, ...]]:
    """The frames that fit, the most specific first, and why the others do not.

    Where the words of a lemma of several words stand there, entries of fewer words are not tried ("call off" is no call).
    """
    frames, refusals = [], []
    whole = [(entry, found) for entry in entries if (found := lemma_tokens(site, entry, tokens))]
    most = max((len(found) for _, found in whole), default=0)
    ground = ground_of(site) if whole else None
    for entry, found in whole:
        if len(found) < most or ground is None:
            continue
        outcome = _try(site, entry, found, ground)
        if isinstance(outcome, Frame):
            frames.append(outcome)
        else:
            refusals.append(outcome)
    frames.sort(key=_weight, reverse=True)
    return tuple(frames), tuple(refusals)


def lemma_tokens(site: Site, entry: Trigger, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """The trigger's tokens with those of the words that its lemma asks for behind it, () when these are missing."""
    known = site.sentence.tokens[site.token].lemma if site.phrase >= 0 else site.lemma
    for words in entry.fixed.get(known, ((),)):
        if not words:
            return tokens
        found = _following(site, max(tokens), words)
        if found:
            return (*tokens, *found)
    return ()


def _following(site: Site, at: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Tokens of the words in this order, next to each other, behind a token of the clause: a verb's object may come between."""
    tokens, phrases = site.sentence.tokens, site.sentence.phrases
    reach = (
        [t for t in site.host.tokens if t > at] if site.phrase < 0 else list(range(at + 1, min(at + 1 + len(words), len(tokens))))
    )
    for n, first in enumerate(reach):
        part = reach[n : n + len(words)]
        same = [w in (tokens[t].text.lower(), tokens[t].lemma) for w, t in zip(words, part, strict=False)]
        if len(part) == len(words) and all(same):
            governs = tokens[part[-1]].pos == "adp" and not _beside_verb(site, range(at + 1, first))
            held = site.sentence.phrase_at(part[0]) if tokens[part[0]].pos == "noun" else -1
            governs = governs or (held >= 0 and bool(phrases[held].adp) and phrases[held].start > at)
            return tuple(part) if first - at <= PARTICLE_REACH and not governs else ()
    return ()


def _beside_verb(site: Site, between: range) -> bool:
    """Whether only adverbs and days part a verb from its adposition ("called Monday for"; not "called a strike for Monday")."""
    tokens, time = site.sentence.tokens, site.pack.grammar.nouns.time
    return all(tokens[t].pos in ("adv", "part", "punct") or tokens[t].lemma in time for t in between)


def _weight(frame: Frame) -> tuple[int, int, int, int]:
    entry = frame.trigger
    together = entry.symmetric and len({m.code for a in frame.actor for m in (a.members or (a,)) if m.code}) > 1
    filled = bool(frame.actor) + (bool(frame.recipient) or together)
    return (
        filled,
        entry.negated * 4 + (entry.kind == "light") * 2 + bool(entry.with_) + bool(entry.complement) + _whole_noun(frame),
        len(entry.requires) + entry.reflexive,
        len(entry.modes),
    )


def _whole_noun(frame: Frame) -> bool:
    """Whether the light noun is one of several words ("a hunger strike" is more than a strike)."""
    if frame.content < 0:
        return False
    sentence = frame.site.sentence
    phrase = sentence.phrases[frame.content]
    return any(frame.trigger.carried.begins(sentence.tokens, t) for t in range(phrase.inner, phrase.end))


def _try(site: Site, entry: Trigger, tokens: tuple[int, ...], ground: Ground) -> Frame | Refusal:
    """The frame of an entry with its roles filled, or why it does not fit: conditions first, then slots, then parties."""
    noun = -1
    why_not = unmet(site, entry, tokens, ground)
    if why_not is None and entry.kind == "light":
        noun = light_noun(site, entry)
        why_not = without_noun(entry) if noun < 0 else None
    why_not = why_not or _empty_slot(site, entry, noun)
    if why_not is None:
        parties = _parties(site, entry, tokens, noun)
        why_not = unfit(site, entry, parties)
    if why_not is None:
        return _frame(site, entry, tokens, noun, parties)
    span = site.sentence.tokens[tokens[0]].start, site.sentence.tokens[tokens[-1]].end
    return Refusal("what", why_not[0], span, f"{entry.id}: {why_not[1]}")


def _empty_slot(site: Site, entry: Trigger, noun: int) -> Unmet | None:
    """The slot that an entry requires and nobody fills, at the verb or at its light noun."""
    purpose = site.pack.grammar.clauses.purpose
    for slot in entry.slots["requires"]:
        if slot.kind == "complement" and any(c.opener not in purpose or entry.complement for c in complements(site)):
            continue
        if not fill(site, slot) and not (noun >= 0 and fill(_at_noun(site, noun), slot)):
            return "missing_slot", f"needs {slot.kind} {slot.word}".rstrip()
    return None


def _at_noun(site: Site, phrase: int) -> Site:
    return site_at(site.reading, site.clause, site.pack, site.people, phrase=phrase, token=site.sentence.phrases[phrase].head)


def _parties(site: Site, entry: Trigger, tokens: tuple[int, ...], noun: int) -> Parties:
    """Who fills the roles of an entry, and by which rules."""
    actor, rule_a = _first(site, entry, "actor", noun, (), tokens)
    unknown = not any(m.code or m.members or m.form == "pronoun" for m in actor)  # "autoriza el despliegue | de 4.000 soldados"
    if unknown and entry.kind == "noun" and does(site) and (doer := _doer(site))[0]:
        actor, rule_a = doer
    recipient, rule_r = _first(site, entry, "recipient", noun, actor, tokens)
    behind = _behind(site, rule_a) if entry.event in ANSWERS and rule_a.startswith("subject (") else ()
    if behind:
        return Parties(behind, actor, "object (head)", f"owner of the thing before the verb: {rule_a}")
    return Parties(actor, recipient, rule_a, rule_r)


def _frame(site: Site, entry: Trigger, tokens: tuple[int, ...], noun: int, parties: Parties) -> Frame:
    named = (("actor", parties.actor_rule), ("recipient", parties.recipient_rule))
    rules = tuple(f"{role}: {rule}" for role, rule in named if rule)
    if noun >= 0:
        tokens = tuple(sorted({*tokens, site.sentence.phrases[noun].head}))
    elif parties.actor_rule.startswith("deed (doer of the deed"):
        noun = next((f.phrase for f in fill(site, Slot("deed"))), -1)
    return Frame(entry, site, tokens, parties.actor, parties.recipient, rules, noun)


def _behind(site: Site, rule: str) -> tuple[Mention, ...]:
    """Who stands as object behind a thing that stands before the verb: "das Angebot der USA | wies | Teheran | zurück"."""
    verb, phrases = site.host.verb, site.sentence.phrases
    other_order = site.pack.grammar.order != "verb-second" or site.phrase >= 0
    if other_order or verb is None or verb.voice != "active" or rule.endswith("(head)"):
        return ()
    first = next((i for i in site.host.phrases if phrases[i].slot == "subject"), -1)
    if first < 0 or phrases[first].start > verb.finite:
        return ()
    found = (f for f in fill(site, Slot("object")) if f.rule == "head" and phrases[f.phrase].start > verb.finite)
    return next((f.mentions for f in found), ())


def _doer(site: Site) -> tuple[tuple[Mention, ...], str]:
    """The subject of a verb whose object the deed is ("die EU plant Sanktionen")."""
    for filling in fill(msgspec.structs.replace(site, phrase=-1, token=-1), Slot("subject")):
        if filling.mentions:
            return filling.mentions, f"subject of the verb ({filling.rule})"
    return (), ""


def _first(
    site: Site, entry: Trigger, role: str, noun: int, taken: tuple[Mention, ...], tokens: tuple[int, ...]
) -> tuple[tuple[Mention, ...], str]:
    """The mentions of the first slot of a role that somebody fills, and "slot (rule)"."""
    empty: list[tuple[str, Filling]] = []
    own: tuple[tuple[Mention, ...], str] | None = None
    for text, slot in zip(getattr(entry, role), entry.slots[role], strict=True):
        fillings: tuple[Filling, ...] = ()
        if noun >= 0 and slot.kind in ("genitive", "adjective", "adp"):
            fillings = fill(_at_noun(site, noun), slot)
        if slot.kind == "complement" and entry.content == "called_for":
            fillings = asked(site)
        if slot.kind == "complement" and entry.content == "expected":
            fillings = tuple(sorted(fill(site, slot), key=lambda f: same_side(f, taken)))
        if not any(f.mentions for f in fillings):
            fillings += fill(site, slot) if slot.kind != "adjective" or site.phrase >= 0 else ()
        for filling in fillings:
            if filling.phrase == noun and slot.kind not in ("adjective",):
                continue
            if role == "recipient" and entry.event == "ACCUSE" and suffered(site, filling):
                empty += [(text, filling)] if filling.rule == "possessor" else []  # the country in which it was done, if named
                continue
            if role == "actor" and entry.event == "ASSAULT" and slot.kind == "adp" and where(filling, slot.word, site.pack):
                continue
            if (
                site.phrase >= 0
                and entry.symmetric
                and slot.kind in ("object", "case")
                and filling.rule not in ("head", "the speaker")
            ):
                continue  # "beschlossen bei ihrem Treffen | Sanktionen gegen den Iran"
            if filling.phrase >= 0 and slot.kind == "genitive" and site.sentence.phrases[filling.phrase].head in tokens:
                continue  # a word of the trigger itself ("coup d'État")
            mentions = tuple(m for m in filling.mentions if not part_of(site, m, taken))
            if mentions and role == "recipient" and entry.event in MOVES and all(m.owned for m in mentions):
                own = own or (mentions, f"{text} ({filling.rule})")  # "withdrew its troops from | Chad"
            elif mentions:
                return mentions, f"{text} ({filling.rule})"
            if filling.phrase >= 0 and not filling.mentions and slot.kind != "complement":
                empty.append((text, filling))
    bare = role == "recipient" and site.phrase < 0 and any(slot.kind in ("object", "case") for slot in entry.slots[role])
    if bare:
        for index in subjects(site.sentence, site.clause, site.pack):
            second = beside(site.reading, index, site.pack)
            if second.mentions and second.mentions[0] not in taken:
                return second.mentions, f"{entry.recipient[0]} ({second.rule})"
    for text, filling in empty if role == "recipient" else ():
        victims = of_victims(site, filling.phrase) if entry.event == "ACCUSE" else frozenset()
        ground = located(site.reading, filling.phrase, site.pack, without=victims)
        if ground.mentions and ground.mentions[0] not in taken:
            return ground.mentions, f"{text} ({ground.rule})"
    return own or ((), "")
