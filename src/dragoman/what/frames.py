"""A site and the trigger entries of its lemma -> the frames that fit, the most specific first, with their roles filled."""

from collections.abc import Iterable

import msgspec

from dragoman.language.triggers import Slot, Trigger
from dragoman.values.errors import Refusal
from dragoman.values.world import Mention
from dragoman.what.carried import light_noun
from dragoman.what.conditions import Ground, Unmet, ground_of, unmet, without_noun
from dragoman.what.parties import Parties, unfit
from dragoman.what.roles import parties_of
from dragoman.what.sites import Site, at_noun
from dragoman.what.slots import AROUND, fill

BARE: tuple[tuple[str, ...], ...] = ((),)  # what is behind a lemma of one word
PARTICLE_REACH = 9  # tokens between a verb and the fixed word that ends its lemma ("called the planned talks off")


class Frame(msgspec.Struct, frozen=True):
    """A trigger entry whose conditions hold at a site: the trigger's tokens and who fills its roles."""

    trigger: Trigger
    site: Site
    tokens: tuple[int, ...]
    parties: Parties
    content: int = -1
    """Phrase of the light noun, -1 without one."""

    @property
    def actor(self) -> tuple[Mention, ...]:
        """The mentions of those who do it."""
        return self.parties.actor

    @property
    def recipient(self) -> tuple[Mention, ...]:
        """The mentions of those to whom it is done."""
        return self.parties.recipient

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that found them, in words ("actor: subject (head)")."""
        named = (("actor", self.parties.doing.how), ("recipient", self.parties.done_to.how))
        return tuple(f"{role}: {how}" for role, how in named if how)


def ranked(site: Site, entries: Iterable[Trigger], tokens: tuple[int, ...]) -> tuple[tuple[Frame, ...], tuple[Refusal, ...]]:
    """The frames that fit, the most specific first, and why the others do not.

    Where the words of a lemma of several words stand there, entries of fewer words are not tried ("call off" is no call).
    """
    frames, refusals = [], []
    ground = ground_of(site)
    lemma = site.sentence.tokens[site.token].lemma if site.phrase >= 0 else site.lemma
    whole = [(entry, found) for entry in entries if (found := lemma_tokens(site, entry.fixed.get(lemma, BARE), tokens, ground))]
    most = max((len(found) for _, found in whole), default=0)
    for entry, found in whole:
        if len(found) < most:
            continue
        outcome = _try(site, entry, found, ground)
        if isinstance(outcome, Frame):
            frames.append(outcome)
        else:
            refusals.append(outcome)
    frames.sort(key=_weight, reverse=True)
    return tuple(frames), tuple(refusals)


def lemma_tokens(site: Site, tails: tuple[tuple[str, ...], ...], tokens: tuple[int, ...], ground: Ground) -> tuple[int, ...]:
    """The trigger's tokens with those of the words that its lemma asks for behind it, () when these are missing."""
    for words in tails:
        if not words:
            return tokens
        missing = site.phrase < 0 and words[0].lower() not in ground.own
        if not missing and (found := _following(site, max(tokens), words)):
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
        parties = parties_of(site, entry, tokens, noun)
        why_not = unfit(site, entry, parties)
    if why_not is None:
        return _frame(site, entry, tokens, noun, parties)
    span = site.sentence.tokens[tokens[0]].start, site.sentence.tokens[tokens[-1]].end
    return Refusal("what", why_not[0], span, f"{entry.id}: {why_not[1]}")


def _empty_slot(site: Site, entry: Trigger, noun: int) -> Unmet | None:
    """The slot that an entry requires and nobody fills, at the verb or at its light noun."""
    purpose = site.pack.grammar.clauses.purpose
    for slot in entry.slots["requires"]:
        if slot.kind == "complement" and any(c.opener not in purpose or entry.complement for c in site.complements):
            continue
        if not fill(site, slot) and not (noun >= 0 and fill(at_noun(site, noun), slot)):
            return "missing_slot", f"needs {slot.kind} {slot.word}".rstrip()
    return None


def _frame(site: Site, entry: Trigger, tokens: tuple[int, ...], noun: int, parties: Parties) -> Frame:
    if noun >= 0:
        tokens = tuple(sorted({*tokens, site.sentence.phrases[noun].head}))
    elif parties.doing.rule == AROUND:
        noun = next((f.phrase for f in fill(site, Slot("deed"))), -1)
    return Frame(entry, site, tokens, parties, noun)
