"""A pronoun or a word for both sides -> whoever was named before: the pair of the main event, the speaker, the last subject."""

import msgspec

from dragoman.language.pack import Pack
from dragoman.values.event import DISAPPROVAL
from dragoman.values.syntax import Clause, Sentence
from dragoman.values.world import Mention
from dragoman.who.context import STATES, Context, again, other_state
from dragoman.who.generic import PAIR, number_said

PARTIES_REACH = 1  # sentences after one that tells of the parties in which "they" is these
DONE_TO_PEOPLE = ("COERCE", "SANCTION", "ACCUSE", "ASSAULT", "RETREAT")
BODIES = ("COP", "MIL", "JUD")  # who do such things
TWO_SIDED = 3  # rank of a pair that has met, agreed or worked together


def pair_of(mention: Mention, context: Context) -> Mention | None:
    """ "Beide Seiten" are the parties of the main event so far, "the three ministers" only where these are three."""
    if mention.form != "pair":
        return None
    pair, rank, number = context.discourse.pair, context.discourse.pair_rank, _how_many(mention, context)
    pair = pair if len(pair) >= PAIR else _pair_here(mention, context)
    if len(pair) < PAIR or number not in (0, len(pair)) or (_loose(mention, context) and rank < TWO_SIDED):
        return None
    members = tuple(again(mention, m) for m in pair)
    return msgspec.structs.replace(
        mention, members=members, why="the pair of the main event", basis=tuple(s for m in pair for s in m.spans[:1])
    )


def _how_many(mention: Mention, context: Context) -> int:
    """How many a phrase says that they are, 0 where it does not ("the sides")."""
    words = [w.lower() for w in mention.text.split()]
    if any(w in context.pack.roles.pair.words for w in words):
        return PAIR
    return max((number_said(w, context.pack) for w in words), default=0)


def _pair_here(mention: Mention, context: Context) -> tuple[Mention, ...]:
    """The only two states that the sentence has named beside its subject: "between Togo and Benin, Kenya urged | both |"."""
    index = context.sentence.clause_of(mention.head)
    doers = _subjects_of(context.sentence, index) if index >= 0 else []
    states = (m for m in context.before if m.form in STATES and m.why != "adjective" and len(m.code) == 3)
    named = {m.code: m for m in states if not any(m.start <= h < m.end for h in doers)}
    return tuple(named.values()) if len(named) == PAIR else ()


def colleagues(mention: Mention, context: Context) -> Mention | None:
    """ "Los ministros", where two ministers have met, are these two."""
    definite = context.sentence.tokens[mention.start].text.lower() in context.pack.grammar.definite
    if context.discourse.pair_rank < TWO_SIDED or not definite or not mention.office:
        return None
    found = pair_of(msgspec.structs.replace(mention, form="pair"), context)
    return found if found is not None and _hold(found.members, mention.office) else None


def _hold(pair: tuple[Mention, ...], office: str) -> bool:
    """Whether both hold an office: the same one, or ministers of any field where only ministers are spoken of."""
    return all(m.office == office or m.office.endswith(f"_{office}") for m in pair)


def _loose(mention: Mention, context: Context) -> bool:
    """Whether words only say "the parties", and not that they are two."""
    grammar, words = context.pack.grammar, [w.lower() for w in mention.text.split()]
    plain = len(words) > 1 and (words[-2] in grammar.definite or words[-2] in grammar.adpositions.contracted)
    return plain and words[-1] in context.pack.roles.pair.loose


def pronoun(mention: Mention, context: Context) -> Mention | None:
    """Whoever a pronoun stands for: both parties, the speaker of the clause above, the last subject; None when none is known."""
    if mention.form != "pronoun" or _dummy(mention, context):
        return None
    if mention.plural and _both(mention, context) and (_plural_verb(mention, context) or _just_told(mention, context)):
        return pair_of(msgspec.structs.replace(mention, form="pair"), context)
    addressed = _addressed(mention, context)
    if addressed is not None:
        return msgspec.structs.replace(again(mention, addressed), form="pronoun", why="pronoun: whom the clause before addresses")
    if mention.text.lower() in context.pack.roles.reference.objects:
        return _whom_it_is_done_to(mention, context)
    if _is_object(mention, context):
        if context.pack.grammar.order == "verb-second":
            return None  # "verteidigte sein Vorgehen und nannte | es | rechtmäßig"
        other = other_state(context)
        return msgspec.structs.replace(again(mention, other), form="pronoun", why="pronoun: the other state") if other else None
    speakers = _reporters(mention, context)
    if len(speakers) > 1 and mention.plural:
        members = tuple(again(mention, m) for m in speakers)
        return msgspec.structs.replace(mention, members=members, why="pronoun: who are speaking", basis=speakers[0].spans[:1])
    if speakers and not (mention.plural and speakers[0].person):
        return msgspec.structs.replace(again(mention, speakers[0]), form="pronoun", why="pronoun: who is speaking")
    acted = _acted_upon(mention, context)
    if acted is not None:
        return msgspec.structs.replace(again(mention, acted), form="pronoun", why="pronoun: named before in the sentence")
    above = _above(mention, context)
    if above is not None:
        return msgspec.structs.replace(again(mention, above), form="pronoun", why="pronoun: subject of the clause above")
    before = _carried_on(mention, context)
    if before is not None:
        return msgspec.structs.replace(again(mention, before), form="pronoun", why="pronoun: subject gone on with")
    bodies = context.pack.roles.reference.bodies
    subject = context.discourse.body if mention.text.lower() in bodies else context.discourse.subject
    if mention.text.lower() in context.pack.roles.reference.women and subject is not None and _man(subject, context):
        people = (m for m in context.discourse.mentions if m.person and m.code)
        subject = next((m for m in people if not _man(m, context)), None)
    many = _plural_verb(mention, context) or _many(mention, context)
    if subject is None or (many and not subject.plural):
        return None
    return msgspec.structs.replace(again(mention, subject), form="pronoun", why="pronoun: last subject")


def _whom_it_is_done_to(mention: Mention, context: Context) -> Mention | None:
    """Whoever the sentence before tells of, or this one before its subject, where the verb does what is done to people only."""
    sentence, index = context.sentence, context.sentence.clause_of(mention.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    entries = context.pack.triggers.verbs.get(verb.lemma, ()) if verb is not None else ()
    done = any(e.event in DONE_TO_PEOPLE and "object" in e.recipient for e in entries)
    if not done or any(DISAPPROVAL in e.modes for e in entries):
        return None
    heads = [h for c in range(index + 1) for h in _subjects_of(sentence, c)]
    here = [m for m in context.before if not any(m.start <= h < m.end for h in heads[-1:])]
    told = [m for m in context.discourse.mentions if m.sentence == sentence.index - 1]
    last = context.discourse.subject
    first = [last] if last is not None and last.sentence == sentence.index - 1 else []
    people = (m for m in (*reversed(here), *first, *told) if m.person or m.office or m.form == "role")
    fits = (m for m in people if m.code and m.plural == mention.plural and not m.members and m.sector not in BODIES)
    known = next(fits, None)
    if known is None:
        return None
    return msgspec.structs.replace(again(mention, known), form="pronoun", why="pronoun: told before")


def _man(mention: Mention, context: Context) -> bool:
    """Whether somebody holds an office that the atlas knows no woman to hold on the day."""
    if mention.entity is None or mention.entity.kind != "person" or not mention.office:
        return False
    held = context.knowledge.holders(mention.office, mention.code, context.date)
    women = context.knowledge.holders(mention.office, mention.code, context.date, feminine=True)
    mine = mention.entity.id
    return any(h.entity.id == mine for h in held) and all(h.entity.id != mine for h in women)


def _is_object(mention: Mention, context: Context) -> bool:
    """Whether a pronoun for countries and bodies is what something is done to: "accused | it | of supporting rebels"."""
    held = context.sentence.phrase_at(mention.head)
    slot = context.sentence.phrases[held].slot if held >= 0 else ""
    return mention.text.lower() in context.pack.roles.reference.bodies and slot in ("object", "dative")


def _addressed(mention: Mention, context: Context) -> Mention | None:
    """Whom the clause before blames, asks or warns, in one that goes on to do so: "kritisierte Togo und forderte | es | auf"."""
    sentence = context.sentence
    index, held = sentence.clause_of(mention.head), sentence.phrase_at(mention.head)
    if context.pack.grammar.order != "verb-second" or index < 1 or sentence.phrases[held].slot not in ("object", "dative"):
        return None
    clause = sentence.clauses[index]
    before = next((c for c in reversed(sentence.clauses[:index]) if c.kind == clause.kind), None)
    if before is None or not (_goes_on(sentence, index) and _speaks(clause, context.pack) and _speaks(before, context.pack)):
        return None
    heads = [sentence.phrases[i].head for i in before.phrases if sentence.phrases[i].slot in ("object", "dative")]
    found = [m for h in heads for m in context.before if m.start <= h < m.end and m.head == h and m.code and not m.members]
    return found[0] if len({m.code for m in found}) == 1 else None


def _above(mention: Mention, context: Context) -> Mention | None:
    """The person who is subject of the clause on which the pronoun's clause depends: "the king left when | he | lost the war"."""
    sentence, order = context.sentence, context.pack.grammar.order
    index = sentence.clause_of(mention.head)
    clause = sentence.clauses[index] if index >= 0 else None
    bodies = context.pack.roles.reference.bodies
    if clause is None or clause.kind != "subordinate" or clause.parent < 0 or mention.plural or order != "subject-verb":
        return None
    if mention.text.lower() in bodies:
        return None
    heads = _subjects_of(sentence, clause.parent)
    people = [m for m in context.before if m.code and (m.person or m.office)]
    return next((m for h in heads[:1] for m in people if m.start <= h < m.end), None)


def _carried_on(mention: Mention, context: Context) -> Mention | None:
    """Whose deeds a sentence goes on to tell with a verb that leaves its subject unsaid: "dijo que está listo, | acusó a Grecia".

    Of several clauses before it is the nearest of the same tense, of a verb of saying the nearest that says something, else
    the first; not of a clause about a deed that another may have done ("un ataque en el que | mató a diez").
    """
    sentence, index = context.sentence, context.sentence.clause_of(mention.head)
    clause = sentence.clauses[index] if index > 0 else None
    if clause is None or clause.verb is None or clause.verb.finite != mention.head or _plural_verb(mention, context):
        return None
    if clause.antecedent >= 0 and sentence.tokens[clause.antecedent].lemma in context.pack.triggers.nouns:
        return None
    told = [c for c in sentence.clauses[:index] if c.kind in ("main", "subordinate") and c.verb is not None]
    told = [c for c in told if not _speaks(clause, context.pack) or _speaks(c, context.pack)] or told
    named = [(c, m) for c in told for m in _named_subject(c, context)]
    alike = [m for c, m in named if c.verb is not None and c.verb.tense == clause.verb.tense]
    return alike[-1] if alike else next((m for _, m in named), None)


def _speaks(clause: Clause, pack: Pack) -> bool:
    """Whether the verb of a clause is one of saying, or a deed that is done by saying something: blame, a call, a threat."""
    lemma = clause.verb.lemma if clause.verb is not None else ""
    spoken = (e.event in ("ACCUSE", "REQUEST", "THREATEN") for e in pack.triggers.verbs.get(lemma, ()))
    return lemma in pack.speech.stance or any(spoken)


def _named_subject(clause: Clause, context: Context) -> list[Mention]:
    """The mention that is the subject of a clause, as a list of one; [] where it is a pronoun, several, or of no country."""
    heads = [context.sentence.phrases[i].head for i in clause.phrases if context.sentence.phrases[i].slot == "subject"]
    return [m for h in heads[:1] for m in context.before if m.start <= h < m.end and m.code and not m.members][:1]


def _acted_upon(mention: Mention, context: Context) -> Mention | None:
    """Somebody named before in the sentence who is not the clause's subject: "charges against Doe accusing | him"."""
    sentence = context.sentence
    held = sentence.phrase_at(mention.head)
    if held < 0 or sentence.phrases[held].slot not in ("object", "dative", "adp") or mention.plural:
        return None
    if mention.text.lower() in context.pack.roles.reference.bodies or context.pack.grammar.order != "subject-verb":
        return None
    index = sentence.clause_of(mention.head)
    above = [sentence.clauses[index], *(sentence.clauses[c.parent] for c in sentence.clauses[index : index + 1] if c.parent >= 0)]
    subjects = {sentence.phrases[i].head for c in above for i in c.phrases if sentence.phrases[i].slot == "subject"}
    return next(
        (m for m in reversed(context.before) if m.person and m.code and not any(m.start <= h < m.end for h in subjects)), None
    )


def _reporters(mention: Mention, context: Context) -> tuple[Mention, ...]:
    """Whoever are subjects of the clause before, when the pronoun's clause reports ("Die PKK erklärte, sie habe ...")."""
    sentence = context.sentence
    index = sentence.clause_of(mention.head)
    verb = sentence.clauses[index].verb if index > 0 else None
    above = _said_by(sentence, index, context.pack)
    if above < 0 and (verb is None or verb.mood != "subjunctive1"):
        return ()
    at = above if above >= 0 else index - 1
    while at > 0 and above >= 0 and not _subjects_of(sentence, at) and _goes_on(sentence, at):
        at -= 1  # "rejected the plan and said it ..."
    heads = _subjects_of(sentence, at)
    found = [next((m for m in context.before if m.start <= h < m.end and m.code and not m.members), None) for h in heads]
    himself = mention.text.lower() in context.pack.roles.reference.men and len(found) == 1
    unsure = context.pack.grammar.order != "subject-verb" and above >= 0 and not himself
    if unsure and any(m is None or m.person or m.office for m in found):
        return ()  # "der Minister sagte, dass | sie | ...": whoever that is
    return tuple(m for m in found if m is not None) if found and found[0] is not None else ()


def _subjects_of(sentence: Sentence, clause: int) -> list[int]:
    """Heads of the subjects that a clause names itself."""
    return [sentence.phrases[i].head for i in sentence.clauses[clause].phrases if sentence.phrases[i].slot == "subject"]


def _goes_on(sentence: Sentence, clause: int) -> bool:
    return sentence.tokens[sentence.clauses[clause].tokens[0]].pos == "cconj"


def _said_by(sentence: Sentence, index: int, pack: Pack) -> int:
    """The clause of the verb of saying under which a clause stands ("Syria says | it is willing"), -1 without one."""
    told = index >= 0 and (pack.grammar.order == "subject-verb" or sentence.clauses[index].opener in pack.grammar.clauses.content)
    above = sentence.clauses[index].parent if told else -1
    return above if above >= 0 and _says(sentence, sentence.clauses[above], pack) else -1


def _says(sentence: Sentence, clause: Clause, pack: Pack) -> bool:
    """Whether the verb of a clause, alone or with the words behind it ("a | fait savoir"), is one of saying."""
    verb, stance = clause.verb, pack.speech.stance
    if verb is None or verb.lemma in stance:
        return verb is not None
    tails = pack.speech.tails.get(verb.lemma, ())
    behind = " ".join(sentence.tokens[t].text.lower() for t in clause.tokens if t > verb.main[0]) + " " if tails else ""
    return any(behind.startswith(f"{tail} ") for tail in tails)


def _plural_verb(mention: Mention, context: Context) -> bool:
    """Whether the pronoun is the subject of a plural verb."""
    sentence = context.sentence
    index = sentence.clause_of(mention.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    held = sentence.phrase_at(mention.head)
    if verb is None or verb.finite < 0 or (held >= 0 and sentence.phrases[held].slot in ("object", "dative")):
        return False
    forms = context.pack.words.verb(sentence.tokens[verb.finite].text.lower())
    numbers = {f.number for f in forms if f.kind == "fin"}
    return numbers == {"p"}


def _dummy(mention: Mention, context: Context) -> bool:
    """Whether a pronoun stands for nobody, but for what is to be done: "| it | is necessary to strengthen cooperation"."""
    sentence, grammar = context.sentence, context.pack.grammar
    index, held = sentence.clause_of(mention.head), sentence.phrase_at(mention.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    if verb is None or verb.lemma != grammar.verbs.be or mention.plural or held < 0 or sentence.phrases[held].slot != "subject":
        return False
    nouns = any(sentence.phrases[i].slot == "predicate" for i in sentence.clauses[index].phrases)
    words = (sentence.tokens[t].text.lower() for t in sentence.clauses[index].tokens if sentence.tokens[t].pos in ("adj", "adv"))
    quality = any(context.pack.modality.adjectives.effect(w) == "called_for" for w in words)
    return quality and not nouns and any(c.kind == "infinitive" and c.parent == index for c in sentence.clauses)


def _just_told(mention: Mention, context: Context) -> bool:
    """Whether a subject that can be plural only comes soon after the parties were named ("They agreed to meet again")."""
    sentence, pair = context.sentence, context.discourse.pair
    held = sentence.phrase_at(mention.head)
    near = sentence.index - max(m.sentence for m in pair) <= PARTIES_REACH
    return near and _many(mention, context) and held >= 0 and sentence.phrases[held].slot == "subject"


def _both(mention: Mention, context: Context) -> bool:
    """Whether "they" may be the two parties: they have met or agreed, nobody quoted says it, no other group is named before."""
    discourse, sentence = context.discourse, context.sentence
    at = sentence.tokens[mention.head].start
    quoted = any(a <= at < b for a, b in sentence.quotes)
    groups = any(m.plural and not m.members and m.form != "pronoun" for m in context.before)
    return len(discourse.pair) > 1 and discourse.pair_rank >= TWO_SIDED and not quoted and not groups


def _many(mention: Mention, context: Context) -> bool:
    """Whether a pronoun can be plural only, as "they" is and German "sie" is not."""
    return mention.plural and context.pack.grammar.order == "subject-verb"
