"""A site and the trigger entries of its lemma -> the frame that fits best, with its roles filled."""

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.language.triggers import Slot, Trigger
from dragoman.values.errors import Reason, Refusal
from dragoman.values.syntax import Clause
from dragoman.values.world import Mention
from dragoman.what.carried import is_sum, light_noun
from dragoman.what.fillings import Filling, beside, located
from dragoman.what.sides import dignitary, part_of, same_side, several, suffered, where
from dragoman.what.sites import Site, site_at
from dragoman.what.slots import asked, complements, fill
from dragoman.what.standing import about, attributes, borrowed, goes_on, hypothetical, standing, within
from dragoman.what.status import does
from dragoman.what.subjects import asked_for, subjects
from dragoman.what.unsaid import unsaid_doer

PARTICLE_REACH = 9  # tokens between a verb and the fixed word that ends its lemma ("called the planned talks off")

PAST = ("past", "perfect", "pluperfect")
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
    ground = _ground(site) if whole else None
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


class Ground(msgspec.Struct, frozen=True):
    """What the entries of a site share: the words of its clause in small letters, and tokens borrowed from the clause above.

    `own` are the words of the clause, `words` those with the borrowed ones: what is not among them need not be looked for.
    `said_of` are the tokens of participles beside the subject, among which a wanted word may stand too.
    """

    own: frozenset[str]
    words: frozenset[str]
    borrowed: tuple[int, ...]
    said_of: tuple[int, ...]


def _ground(site: Site) -> Ground:
    own, lent, said_of = _words(site, site.host.tokens), tuple(borrowed(site)), tuple(attributes(site))
    more = (*lent, *said_of)
    return Ground(own, own | _words(site, more) if more else own, lent, said_of)


def _words(site: Site, tokens: Sequence[int]) -> frozenset[str]:
    here = [site.sentence.tokens[t] for t in tokens]
    sums = site.pack.grammar.nouns.money if any(is_sum(site.sentence.tokens, t) for t in tokens) else ()
    return frozenset([*[t.lemma.lower() for t in here], *[t.text.lower() for t in here], *sums])


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
    filled = bool(frame.actor) + bool(frame.recipient)
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
    span = site.sentence.tokens[tokens[0]].start, site.sentence.tokens[tokens[-1]].end

    def refuse(reason: Reason, detail: str) -> Refusal:
        return Refusal("what", reason, span, f"{entry.id}: {detail}")

    if entry.negated and site.host.negation < 0:
        return refuse("missing_word", "nothing negates it")
    if entry.kind == "light" and entry.carried.misses(ground.own):
        return refuse("missing_slot", f"no {entry.nouns[0]} as {entry.noun_slot}")
    below = about(site, entry) if entry.looks_below else ()
    more = (*below, *ground.borrowed)
    looked = bool(below) or not entry.forbidden.absent(ground.words)
    forbidden = standing(site, entry.forbidden, set(tokens), more) if looked else ""
    if forbidden:
        return refuse("forbidden_word", f"'{forbidden}' stands in the clause")
    looked = bool(below) or bool(entry.within) or not entry.wanted.absent(ground.words)
    more = (*more, *ground.said_of)
    if "deed" in entry.actor and (behind := goes_on(site)):
        more, looked = (*more, *behind), True
    if entry.with_ and not (looked and standing(site, entry.wanted, hypothetical(site), more, within(site, entry))):
        return refuse("missing_word", f"none of {', '.join(entry.with_[:4])} stands in the clause")
    if entry.complement and not any(_is_content(site, c, entry) for c in complements(site)):
        return refuse("missing_word", f"no clause with {', '.join(entry.complement[:4])} depends on it")
    if entry.content in ("called_for", "expected") and site.phrase < 0 and _told(site, entry):
        return refuse("missing_word", "what is said has happened, it is not asked for")
    verb = site.host.verb
    if entry.reflexive and site.phrase < 0 and not (verb is not None and verb.reflexive):
        return refuse("missing_slot", "needs a reflexive pronoun")
    if _suffers(site, entry):
        return refuse("missing_slot", "the subject of a reflexive verb suffers what it says")
    noun = light_noun(site, entry) if entry.kind == "light" else -1
    purpose = site.pack.grammar.clauses.purpose
    if entry.kind == "light" and noun < 0:
        return refuse("missing_slot", f"no {entry.nouns[0]} as {entry.noun_slot}")
    for slot in entry.slots["requires"]:
        if slot.kind == "complement" and any(c.opener not in purpose or entry.complement for c in complements(site)):
            continue
        if not fill(site, slot) and not (noun >= 0 and fill(_at_noun(site, noun), slot)):
            return refuse("missing_slot", f"needs {slot.kind} {slot.word}".rstrip())
    return _roles(site, entry, tokens, noun)


def _suffers(site: Site, entry: Trigger) -> bool:
    """Whether a reflexive verb makes no deed of its subject: "una denuncia que se respalda con pruebas"."""
    verb, phrases = site.host.verb, site.sentence.phrases
    if site.phrase >= 0 or verb is None or not verb.reflexive or entry.reflexive or entry.kind != "verb":
        return False
    bare = entry.recipient[:1] == ("object",) and site.pack.grammar.shape.pro_drop
    tokens, mine = site.sentence.tokens, [phrases[i] for i in site.host.phrases]
    named = any(p.slot == "subject" and tokens[p.head].pos in ("noun", "name") for p in mine)
    return bare and not named and not any(p.slot in ("object", "dative") for p in mine)


def _told(site: Site, entry: Trigger) -> bool:
    """Whether all that a verb of asking says is past and no wish ("told them that it | was trash"), and it asks for no thing."""
    things = any(site.sentence.phrases[i].slot == "object" for i in site.host.phrases)
    if things and not any(slot.kind == "complement" for slot in entry.slots["requires"]):
        return False
    told = [_asserted(site, c) for c in complements(site)]
    enough = all if entry.content == "called_for" else any
    return site.pack.grammar.order == "subject-verb" and bool(told) and enough(told)


def _asserted(site: Site, clause: Clause) -> bool:
    """Whether a clause says what is or was so: past, or a form that is indicative only ("insists it | is vital")."""
    verb = clause.verb
    if verb is not None and site.pack.grammar.modals.get(verb.modal) == "conditional":
        return clause.kind != "infinitive"  # "suggested that bases | could be | targeted"
    if verb is None or verb.modal or clause.kind == "infinitive" or verb.mood == "subjunctive" or verb.finite < 0:
        return False
    forms = site.pack.words.verb(site.sentence.tokens[verb.finite].text.lower())
    plain = bool(forms) and not any(f.kind == "inf" or f.mood.startswith("subjunctive") for f in forms)
    return verb.tense in (*PAST, "future") or (verb.tense == "present" and plain)


def _is_content(site: Site, clause: Clause, entry: Trigger) -> bool:
    """Whether a clause has one of the verbs that a frame asks for, of a deed still to come where the frame announces one."""
    verb = clause.verb
    if verb is None or verb.lemma not in entry.complement:
        return False
    present = site.pack.grammar.order != "subject-verb"  # "it is expelling ..." is done, not announced
    open_ = clause.kind == "infinitive" or bool(verb.modal) or verb.tense == "future" or (present and verb.tense == "present")
    return open_ or entry.content not in ("expected", "conditional")


def _at_noun(site: Site, phrase: int) -> Site:
    return site_at(site.reading, site.clause, site.pack, site.people, phrase=phrase, token=site.sentence.phrases[phrase].head)


def _roles(site: Site, entry: Trigger, tokens: tuple[int, ...], noun: int) -> Frame | Refusal:
    actor, rule_a = _first(site, entry, "actor", noun, (), tokens)
    unknown = not any(m.code or m.members or m.form == "pronoun" for m in actor)  # "autoriza el despliegue | de 4.000 soldados"
    if unknown and entry.kind == "noun" and does(site) and (doer := _doer(site))[0]:
        actor, rule_a = doer
    recipient, rule_r = _first(site, entry, "recipient", noun, actor, tokens)
    behind = _behind(site, rule_a) if entry.event in ANSWERS and rule_a.startswith("subject (") else ()
    if behind:
        actor, recipient, rule_a, rule_r = behind, actor, "object (head)", f"owner of the thing before the verb: {rule_a}"
    span = site.sentence.tokens[tokens[0]].start, site.sentence.tokens[tokens[-1]].end
    if (
        entry.kind == "noun"
        and entry.symmetric
        and (rule_a.startswith("subject") or (rule_a.startswith("genitive") and not several(actor)))
        and not recipient
        and not any(a.members or a.plural for a in actor)
        and len(actor) < 2
    ):
        return Refusal("what", "no_recipient", span, f"{entry.id}: only one party")
    asker = entry.kind == "noun" and entry.symmetric and rule_a.startswith("subject") and not recipient
    if asker and asked_for(site.host, site.sentence.phrases[site.phrase], site.pack):
        return Refusal("what", "no_recipient", span, f"{entry.id}: who asks for it need not take part")
    unsaid = entry.symmetric and not recipient and len(actor) == 1 and actor[0].form == "pronoun" and not actor[0].members
    if unsaid and entry.recipient and entry.kind != "noun" and not actor[0].plural:
        return Refusal("what", "no_recipient", span, f"{entry.id}: only one party, and that unsaid")
    alone = len(actor) < 2 and not any(m.members or m.plural for m in actor)
    if entry.kind == "verb" and entry.symmetric and not entry.recipient and (alone if entry.persons else not several(actor)):
        return Refusal("what", "no_recipient", span, f"{entry.id}: only one party")
    if entry.event == "THREATEN" and actor and (other := _doer_besides(site, entry, actor)):
        return Refusal("what", "missing_word", span, f"{entry.id}: what '{other}' will do is no threat of one's own")
    if entry.persons and actor and not any(dignitary(m) for m in actor):
        return Refusal("what", "no_actor", span, f"{entry.id}: '{actor[0].text}' is nobody with an office or a name")
    if "actor" in entry.requires and not actor and not (recipient and unsaid_doer(site, entry)):
        return Refusal("what", "no_actor", span, f"{entry.id}: no actor in {', '.join(entry.actor)}")
    together = entry.symmetric and len({(m.code, m.text) for a in actor for m in (a.members or (a,))}) > 1
    if "recipient" in entry.requires and not recipient and not together:
        return Refusal("what", "no_recipient", span, f"{entry.id}: no recipient in {', '.join(entry.recipient)}")
    rules = tuple(r for r in (rule_a and f"actor: {rule_a}", rule_r and f"recipient: {rule_r}") if r)
    if rule_a.startswith("deed (doer of the deed") and noun < 0:
        noun = next((f.phrase for f in fill(site, Slot("deed"))), -1)
        return Frame(entry, site, tokens, actor, recipient, rules, noun)
    if noun >= 0:
        tokens = tuple(sorted({*tokens, site.sentence.phrases[noun].head}))
    return Frame(entry, site, tokens, actor, recipient, rules, noun)


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


def _doer_besides(site: Site, entry: Trigger, actor: tuple[Mention, ...]) -> str:
    """Whoever else is to do what a warning is about ("advirtió que | Irán | atacará a Israel"), "" where it is the actor."""
    known = {m.code for a in actor for m in (a, *a.members)}
    for clause in complements(site):
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
            if role == "recipient" and entry.event == "ACCUSE" and filling.rule == "possessor" and suffered(site, filling):
                empty.append((text, filling))  # the country in which it was done, if one is named
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
            if mentions:
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
        ground = located(site.reading, filling.phrase, site.pack)
        if ground.mentions and ground.mentions[0] not in taken:
            return ground.mentions, f"{text} ({ground.rule})"
    return (), ""
