"""What stands before or above a mention -> whose it is: "son pays", letters that the article gave a body, a piece of ground."""

import msgspec

from dragoman.values.syntax import Sentence, Token
from dragoman.values.world import (
    AT_HOME,
    ENVOYS,
    HEADS_OF_ALL,
    HEADS_OF_BODIES,
    LEADERS,
    NO_STATES,
    ONLY_STATE,
    OWNED,
    SAME_NOUN,
    Mention,
)
from dragoman.who.context import Context, again, definite, other_state
from dragoman.who.countries import FORCES

PRESS = "JRN"  # who tells of it: nobody's owner
STATE = "GOV"  # sector of a state as such
SERVANTS = ("MIL", "COP", "GOV")  # of whom a possessive or a leader's name behind them tells the country ("ses troupes")
ARMED = (*FORCES, "REB", "UAF")
BODY = "role institution"  # the `why` of a noun that names a body as a whole
OWNERS = ("title", "name", "pronoun", "role", "country", "metonym")


def own_country(mention: Mention, context: Context) -> Mention | None:
    """ "Son pays", "ses troupes" are of the country of the first one named, or of whoever they are listed with or act for."""
    head, reference = context.sentence.tokens[mention.head], context.pack.roles.reference
    others = mention.form == "country" and (mention.plural or head.lemma not in reference.lands)  # "its neighbour"
    if not _has_owner(mention, context) or head.lemma in reference.same_office or others:
        return None
    known = [m for m in context.before if len(m.code) == 3 and m.form in OWNERS and m.sector != PRESS]
    asked = [] if mention.form == "country" else _asked(mention, context) + _asked_to(mention, context)
    near = [] if mention.form == "country" else asked + _beside_or_above(context.sentence, mention)
    owner = next((m for h in near for m in known if m.start <= h < m.end), None)
    stranger = any(m.start <= h < m.end and not m.code for h in near for m in context.before)  # whose country nobody says
    if owner is None and not stranger and (mention.form == "country" or mention.sector in SERVANTS):
        owner = next((m for m in known if mention.form == "country" or m.code not in NO_STATES), None)
    if owner is None:
        return None
    held = _office_in(owner, mention)
    return msgspec.structs.replace(mention, **held, code=owner.code, basis=owner.spans[:1], why=OWNED)


def _office_in(owner: Mention, mention: Mention) -> dict[str, str]:
    """Office and sector of the head of a party, parliament or court that owns it: "the Senate dismissed | its president"."""
    body = owner.sector in HEADS_OF_BODIES and not owner.office and not owner.person
    if mention.office not in HEADS_OF_ALL or not body or not owner.sector:
        return {}
    return {"office": HEADS_OF_BODIES[owner.sector], "sector": owner.sector}


def _asked(mention: Mention, context: Context) -> list[int]:
    """Heads of whoever is asked for a deed of his own people: "forderte | Kenia | zum Abzug | seiner Truppen | auf"; else []."""
    sentence, held, index = context.sentence, context.sentence.phrase_at(mention.head), context.sentence.clause_of(mention.head)
    verb = sentence.clauses[index].verb if index >= 0 else None
    top = sentence.phrases[held].parent if held >= 0 else -1
    if verb is None or verb.voice != "active" or top < 0 or sentence.phrases[held].slot != "genitive":
        return []
    slot = sentence.phrases[top].slot_name
    asks = any(o.status == "called_for" and slot in o.slot for o in context.pack.modality.operators.get(verb.lemma, ()))
    asked = [i for i in sentence.clauses[index].phrases if sentence.phrases[i].slot in ("object", "dative") and i != top]
    return [sentence.phrases[i].head for i in asked] if asks and sentence.phrases[top].adp else []


def of_a_joint_owner(mention: Mention, context: Context) -> Mention | None:
    """Those named with others whose owner is both's: "| officials | and supporters of the Ugandan opposition"."""
    sentence, held = context.sentence, context.sentence.phrase_at(mention.head)
    if mention.code or mention.members or held < 0 or sentence.below(held):
        return None
    own = sentence.phrases[held]
    joined = next((p for i, p in enumerate(sentence.phrases) if p.conjunct == held and i > held), None)
    bare = joined is not None and joined.start == joined.inner == own.end + 1 and sentence.tokens[joined.inner].pos == "noun"
    if joined is None or not bare:
        return None
    other = next((m for m in context.open if m.start <= joined.head < m.end and m.form in ("role", "title") and m.code), None)
    if other is None or other.end <= joined.end:
        return None
    return msgspec.structs.replace(mention, code=other.code, basis=other.spans[:1], why="of whoever owns both")


def _asked_to(mention: Mention, context: Context) -> list[int]:
    """Heads of whoever is asked to do something with his own forces: "urged | Uganda | to withdraw | its troops |"; else [].

    Whoever is let go is rather of those who ask: "urged Uganda to free its soldiers".
    """
    sentence, index = context.sentence, context.sentence.clause_of(mention.head)
    clause = sentence.clauses[index] if index >= 0 else None
    if clause is None or clause.verb is None or clause.kind != "infinitive" or mention.sector not in FORCES:
        return []
    entries = [e for e in context.pack.triggers.verbs.get(clause.verb.lemma, ()) if e.event == "RETREAT"]
    if any("object" in e.recipient and "object" not in e.actor for e in entries):
        return []
    while clause.kind == "infinitive" and clause.parent >= 0:
        clause = sentence.clauses[clause.parent]
    operators = context.pack.modality.operators.get(clause.verb.lemma, ()) if clause.verb is not None else ()
    if clause.verb is None or clause.verb.voice != "active" or all(o.status != "called_for" for o in operators):
        return []
    slots = ("object", "dative", *(f"adp:{a}" for a in context.pack.modality.adpositions.addressee))
    return [sentence.phrases[i].head for i in clause.phrases if sentence.phrases[i].slot_name in slots]


def neighbour(mention: Mention, context: Context) -> Mention | None:
    """ "Its neighbour", "son allié", "das Nachbarland" are the other state that the report speaks of."""
    head, reference = context.sentence.tokens[mention.head].lemma, context.pack.roles.reference
    owned = head not in reference.lands and _has_owner(mention, context)
    told = head in reference.neighbours and not mention.code and (definite(mention, context) or mention.start == mention.head)
    if mention.form != "country" or mention.plural or not (owned or told):
        return None
    other = other_state(context)
    return msgspec.structs.replace(again(mention, other), sector=STATE, why="the other state") if other is not None else None


def _has_owner(mention: Mention, context: Context) -> bool:
    """Whether a possessive, and nothing else, says whose a mention is."""
    first = context.sentence.tokens[mention.start].text.lower()
    return not mention.code and first in context.pack.roles.reference.own


def of_the_country(mention: Mention, context: Context) -> Mention | None:
    """ "The country", and "the country's army", are of the state that the sentences before speak of."""
    sentence, held = context.sentence, context.sentence.phrase_at(mention.head)
    if mention.code or held < 0:
        return None
    itself = mention.form == "country"
    owners = [held] if itself else [i for i in sentence.below(held) if sentence.phrases[i].slot == "genitive"]
    if not any(_says_the_country(sentence, i, context) for i in owners):
        return None
    joined = sentence.phrases[held].conjunct  # "President Kiir and the country's rebel leader"
    beside = (m for m in context.before if joined >= 0 and m.start <= sentence.phrases[joined].head < m.end and m.code)
    other = other_state(context) if any(_points(sentence, i, context, itself=itself) for i in owners) else None
    asker = _askers(mention, context)
    known = asker or other or next(beside, None) or _told_here(held, context, itself=itself) or _spoken_of(context)
    aside = itself and (sentence.phrases[held].slot == "genitive" or (_where(held, context) and not _only_state(known, context)))
    if known is None or aside or (itself and known in context.before and other is None and asker is None):
        return None
    if itself:
        return msgspec.structs.replace(again(mention, known), form="country", sector=STATE, why="the country spoken of")
    return msgspec.structs.replace(mention, code=known.code, basis=known.spans[:1], why="of the country spoken of")


def _told_here(phrase: int, context: Context, *, itself: bool) -> Mention | None:
    """The only state of which its sentence has told before: "three Armenian soldiers fell, | the country's army | said"."""
    if itself or context.sentence.phrases[phrase].slot != "subject":
        return None
    told = [m for m in context.before if len(m.code) == 3 and m.code not in NO_STATES and not m.members]
    return told[-1] if len({m.code for m in told}) == 1 else None


def _askers(mention: Mention, context: Context) -> Mention | None:
    """The state that asks others to leave "the country", which is its own: "Mali told the soldiers to leave | the country"."""
    sentence, index = context.sentence, context.sentence.clause_of(mention.head)
    clause = sentence.clauses[index] if index >= 0 else None
    if clause is None or clause.kind != "infinitive" or clause.parent < 0 or mention.form != "country":
        return None
    verb = sentence.clauses[clause.parent].verb
    asks = verb is not None and any(o.status == "called_for" for o in context.pack.modality.operators.get(verb.lemma, ()))
    phrases = sentence.phrases
    heads = [phrases[i].head for i in sentence.clauses[clause.parent].phrases if asks and phrases[i].slot == "subject"]
    return next((m for h in heads for m in context.before if m.start <= h < m.end and len(m.code) == 3), None)


def _says_the_country(sentence: Sentence, phrase: int, context: Context) -> bool:
    """Whether a phrase is "the country" and no more."""
    own, grammar = sentence.phrases[phrase], context.pack.grammar
    lands = sentence.tokens[own.head].lemma in context.pack.roles.reference.lands and own.end == own.head + 1
    before = sentence.tokens[own.head - 1].text.lower() if own.head else ""
    back = context.pack.speech.told.determiners
    return lands and (before in grammar.definite or before in grammar.adpositions.contracted or before in back)


def _points(sentence: Sentence, phrase: int, context: Context, *, itself: bool) -> bool:
    """Whether a phrase points at a country named before, not at one's own: "expulsó al embajador de | ese país".

    "The army | of the country |" does not.
    """
    head = sentence.phrases[phrase].head
    before = sentence.tokens[head - 1].text.lower() if head else ""
    back = before in context.pack.speech.told.determiners
    return back and (itself or before not in context.pack.grammar.definite)


def _where(phrase: int, context: Context) -> bool:
    """Whether a phrase rather says where something is done: "across | the country"."""
    adpositions = context.pack.modality.adpositions
    return context.sentence.phrases[phrase].adp in adpositions.place | adpositions.inside


def _only_state(known: Mention | None, context: Context) -> bool:
    """Whether no other state was named."""
    named = {m.code for m in (*context.before, *context.discourse.mentions) if len(m.code) == 3} - {*NO_STATES}
    return known is not None and named == {known.code}


def _spoken_of(context: Context) -> Mention | None:
    """The state that was named last before the sentence, by its own name if possible; else the first one in it."""
    told = [m for m in context.discourse.mentions if len(m.code) == 3 and m.code not in NO_STATES and not m.doubtful]
    named = [m for m in told if m.form in ("country", "metonym") and m.why != "adjective" and m.entity is not None]
    here = [m for m in context.before if m.form == "country" and m.code not in NO_STATES and m.code and m.entity is not None]
    return next((m for m in (*named, *told, *here)), None)


def of_the_place(mention: Mention, context: Context) -> Mention | None:
    """A body that acts is of the land that its sentence opens with: "In Taiwan, | the presidential office | condemned ..."."""
    sentence, held = context.sentence, context.sentence.phrase_at(mention.head)
    if mention.code or mention.person or held < 0 or sentence.phrases[held].slot != "subject":
        return None
    first = sentence.phrases[0]
    if first.adp not in context.pack.modality.adpositions.inside or first.start > 0 or held == 0:
        return None
    there = next((m for m in context.open if m.start <= first.head < m.end and m.form in ("country", "metonym")), None)
    if there is None or len(there.code) != 3 or there.code in NO_STATES:
        return None
    return msgspec.structs.replace(mention, code=there.code, basis=there.spans[:1], why="of the place the sentence opens with")


def of_those_told(mention: Mention, context: Context) -> Mention | None:
    """An army or court in a report that comes from a country it never names is that of the only one whose forces it names.

    "BEIRUT - Syrian planes struck a town. | The army | said ..."
    """
    if context.discourse.home.told or mention.plural or not definite(mention, context):
        return None
    told = (*reversed(context.before), *context.discourse.mentions)
    named = (m for m in told if m.form in ("role", "title") and m.office not in ENVOYS)
    alike = [m for m in named if m.sector == mention.sector and not m.members and not m.inferred]
    if any(m.code == context.discourse.home.code and not m.inferred for m in told):
        return None
    return _of_only([m for m in alike if m.code not in NO_STATES], mention, "of those told before")


def of_the_only_government(mention: Mention, context: Context) -> Mention | None:
    """An office or ministry in a report without a home is of the only country whose offices it has named, envoys aside."""
    bare = not (mention.plural or mention.code) and mention.sector == STATE and mention.office not in (*ENVOYS, *LEADERS)
    if context.discourse.home.code or not bare:
        return None
    told = (*reversed(context.before), *context.discourse.mentions)
    held = [m for m in told if m.form in ("role", "title") and m.sector == STATE and not (m.members or m.inferred)]
    named = [m for m in held if not m.person or m.office in LEADERS]
    return _of_only([m for m in named if m.office not in ENVOYS], mention, "of the only government told")


def of_the_last_doer(mention: Mention, context: Context) -> Mention | None:
    """A government's body or office in a report without a home is of the state that acted in the sentence before.

    That, or the other one told there where the sentence itself names the first: "Mali sent home Togo's envoy. | The ministry
    | said ...", "France left Niger. | The junta | accused Paris".
    """
    bare = mention.sector == STATE and not (mention.code or mention.plural or mention.members) and definite(mention, context)
    if not bare or context.discourse.home.code or mention.office in ENVOYS:
        return None
    sentence, held = context.sentence, context.sentence.phrase_at(mention.head)
    last = [m for m in context.discourse.mentions if m.sentence == sentence.index - 1 and len(m.code) == 3]
    acted = [m for m in (context.discourse.body, context.discourse.subject) if m is not None and m in last]
    if held < 0 or sentence.phrases[held].slot != "subject" or not acted:
        return None
    here = {m.code for m in context.open if m.code}
    told = (m for m in (*acted, *last) if m.code not in NO_STATES and m.code not in here and not m.doubtful)
    known = next(told, None)
    if known is None:
        return None
    return msgspec.structs.replace(mention, code=known.code, basis=known.spans[:1], why="of the state that acted before")


def of_the_only_state(mention: Mention, context: Context) -> Mention | None:
    """A body or group of people behind an article, in a report without a home, is of the one state named so far: "the junta"."""
    if context.discourse.home.code or mention.code or mention.members or not definite(mention, context):
        return None
    told = [m for m in (*reversed(context.before), *context.discourse.mentions) if len(m.code) == 3 and not m.doubtful]
    return _of_only(told, mention, ONLY_STATE) if not any(m.code in NO_STATES for m in told) else None


def _of_only(told: list[Mention], mention: Mention, why: str) -> Mention | None:
    """The mention with the one state that all of these are of, None where they are of several, or of a body of states."""
    known = next((m for m in told if m.code), None)
    if known is None or known.code in NO_STATES or any(m.code and m.code != known.code for m in told):
        return None
    return msgspec.structs.replace(mention, code=known.code, basis=known.spans[:1], why=why)


def told_before(mention: Mention, context: Context) -> Mention | None:
    """A group by the noun that the article has told of one country's only: "70 Burkinabe | soldiers", later "15 | soldiers".

    Others than those who bear arms are known again behind an article only: "the | protesters".
    """
    head = context.sentence.tokens[mention.head]
    told = (*reversed(context.before), *context.discourse.mentions)
    alike = (m for m in told if m.form == "role" and m.sector == mention.sector and not m.members and _says(m, head))
    alike = (m for m in alike if m.plural or not mention.plural or m.why != BODY)  # "Ugandas | Militär", then "drei Militärs"
    if not (mention.sector in ARMED or definite(mention, context)):
        return None
    return _of_only([m for m in alike if not m.inferred and m.code not in NO_STATES], mention, SAME_NOUN)


def _says(mention: Mention, head: Token) -> bool:
    """Whether a mention is of the same noun."""
    return bool({head.text.lower(), head.lemma.lower()} & set(mention.text.lower().replace("-", " ").split()))


def by_letters(mention: Mention, context: Context) -> Mention | None:
    """Whoever the article has introduced by these letters: "l'état-major (JCS)", later "le JCS"."""
    if mention.form != "name" or not mention.person.isupper():
        return None
    known = next((m for m in (*context.before, *context.discourse.mentions) if m.short == mention.person), None)
    return (
        msgspec.structs.replace(again(mention, known), person="", form=known.form, why="letters named before") if known else None
    )


def named_ground(mention: Mention, context: Context) -> bool:
    """Whether a single name says which ground is meant ("le territoire | de Masisi"): it is no person there."""
    sentence = context.sentence
    held = sentence.phrase_at(mention.head)
    own = sentence.phrases[held] if held >= 0 else None
    above = sentence.phrases[own.parent] if own is not None and own.slot == "genitive" and own.parent >= 0 else None
    return above is not None and sentence.tokens[above.head].lemma in context.pack.grammar.nouns.places


def _beside_or_above(sentence: Sentence, mention: Mention) -> list[int]:
    """Heads of the phrase that one is listed with ("the king and | his guards"), of the subjects of its clause or one above."""
    phrases, held, index = sentence.phrases, sentence.phrase_at(mention.head), sentence.clause_of(mention.head)
    if held < 0 or index < 0:
        return []
    joined = phrases[held].conjunct
    beside = [phrases[joined].head] if joined >= 0 else []
    subjects: list[int] = []
    while index >= 0 and not subjects:
        subjects = [i for i in sentence.clauses[index].phrases if phrases[i].slot == "subject" and i != held]
        index = sentence.clauses[index].parent  # "the envoy said that | his government | was ready"
    return beside + [phrases[i].head for i in subjects]


def at_home(mention: Mention, context: Context) -> Mention | None:
    """A title without a country is of the home country."""
    home = context.discourse.home
    if not home.code:
        return None
    return msgspec.structs.replace(mention, code=home.code, basis=home.basis, why=f"{AT_HOME} ({home.why})")
