"""A phrase of a sentence with its mentions -> the actors in it, by its head, its owner, or whoever stands in it or near it."""

from collections.abc import Callable

import msgspec

from dragoman.language.citing import in_citation
from dragoman.language.pack import Pack
from dragoman.values.reading import Reading
from dragoman.values.syntax import Phrase, Sentence
from dragoman.values.world import Entity, Mention

AUTHOR_DEPTH = 3  # links between a thing and its author; "the border amid a surge in crossings by X" has more
NAMED = ("country", "metonym", "name")
OTHERS = "others than their owner"

Found = tuple[tuple[Mention, ...], str]
"""Some actors, and the rule that found them."""


class Filling(msgspec.Struct, frozen=True, gc=False):
    """What fills a slot: phrase index (-1: only a mention), the actors in it, and the rule that found them."""

    phrase: int
    mentions: tuple[Mention, ...]
    rule: str


def actors(reading: Reading, index: int, pack: Pack) -> Found:
    """The actors of one phrase and the rule: its head, else who possesses its head, else whoever stands in it or made it."""
    for finder in FINDERS:
        if (found := finder(reading, index, pack)) is not None:
            return found
    return (), ""


def _by_head(reading: Reading, index: int, pack: Pack) -> Found | None:
    sentence = reading.sentence
    phrase = sentence.phrases[index]
    heads = [m for m in reading.mentions if m.start <= phrase.head < m.end and not _unknown_place(m, phrase.adp, pack)]
    if not heads:
        return None
    best = min(heads, key=lambda m: (m.head != phrase.head, m.end - m.start, m.start))
    owners = _owners(sentence, index)
    if best.code or best.members:
        return (best,), "head"
    own = _explained(reading, index, best) or _speakers_own(reading, best, pack)
    return (own or _of_its_owner(reading, owners, best) or _of_whom_behind(reading, index, best, pack),), "head"


def _by_instances(reading: Reading, index: int, pack: Pack) -> Found | None:
    """Those of a group without a country that are named behind it: "several states, including | Peru and Chile |, condemned"."""
    sentence, phrase = reading.sentence, reading.sentence.phrases[index]
    words = pack.grammar.clauses.instances
    told = [i for i, p in enumerate(sentence.phrases) if p.slot == "apposition" and p.parent == index] if words else []
    first = next((i for i in told if sentence.lowered[sentence.phrases[i].start - 1] in words), -1)
    heads = [m for m in reading.mentions if m.start <= phrase.head < m.end]
    if first < 0 or any(m.code or m.members or m.sector != "GOV" for m in heads):
        return None
    listed = (i for i in told if first in (i, sentence.phrases[i].conjunct))
    found = tuple(m for i in listed for m in actors(reading, i, pack)[0])
    return (found, "some of them") if found else None


def _by_speaker(reading: Reading, index: int, pack: Pack) -> Found | None:
    """Of "we", and of a verb that says it by its ending, whoever speaks: nobody else, where he is not known."""
    head = reading.sentence.tokens[reading.sentence.phrases[index].head]
    word, reference = head.text.lower(), pack.roles.reference
    if word in reference.speakers or (head.pos == "verb" and word.endswith(reference.speaker_endings)):
        return _speaker(reading, reading.sentence.phrases[index].head), "the speaker"
    return None


def _by_name_behind(reading: Reading, index: int, pack: Pack) -> Found | None:
    """Whoever a bare noun that opens the sentence is said of: "Membre permanent du Conseil, | la Russie | a opposé son veto"."""
    sentence, phrase = reading.sentence, reading.sentence.phrases[index]
    if phrase.slot != "subject" or phrase.start > 0 or sentence.tokens[0].pos not in ("noun", "adj"):
        return None
    beside = [i for i, p in enumerate(sentence.phrases) if p.slot == "apposition" and p.parent == index and p.start > phrase.end]
    found = next((f for i in beside if (f := actors(reading, i, pack)[0]) and f[0].form in ("country", "name", "title")), ())
    return (found, "head") if found else None


def _by_owner(reading: Reading, index: int, pack: Pack) -> Found | None:
    if reading.sentence.tokens[reading.sentence.phrases[index].head].lemma in pack.roles.reference.others:
        return (), OTHERS  # "Chinas | Nachbarn"
    found = _owned(reading, _owners(reading.sentence, index), pack)
    counted = reading.sentence.tokens[reading.sentence.phrases[index].head].pos == "num"  # "two | of its envoys"
    return (found, "head" if counted else "possessor") if found else None


def _inside(reading: Reading, index: int, pack: Pack) -> Found | None:
    phrase = reading.sentence.phrases[index]
    within = [m for m in reading.mentions if phrase.inner <= m.start and m.end <= phrase.end]
    known = [m for m in within if m.code or m.members]  # "die | kurdische | Arbeiterpartei PKK"
    inside = known or [m for m in within if m.form != "role"]  # not "das | „Agenten“-Gesetz"
    found = tuple(m for m in inside if m.start == inside[0].start and m.form == inside[0].form)
    return (found, "inside") if found else None


def _by_agent(reading: Reading, index: int, pack: Pack) -> Found | None:
    """The author that hangs on it or on what is joined to it, at some links' distance: "a wave of attacks | by rebels"."""
    heads = (index, *(k for k, p in enumerate(reading.sentence.phrases) if p.conjunct == index))
    for i, phrase in enumerate(reading.sentence.phrases):
        ground = phrase.slot == "genitive" and pack.grammar.order == "verb-second"  # "im Norden | von Mali"
        agent = i != index and phrase.adp in pack.grammar.verbs.agent and not (ground or in_citation(reading.sentence, i, pack))
        above = reading.sentence.phrases[phrase.parent]
        agent = agent and not (phrase.parent >= 0 and phrase.end <= above.head)  # "auf | von Rebellen | gehaltene Städte"
        if agent and any(reading.sentence.descends(i, k, AUTHOR_DEPTH) for k in heads):
            found, _ = actors(reading, i, pack)
            if found:
                return found, "author"
    return None


def _by_maker(reading: Reading, index: int, pack: Pack) -> Found | None:
    """The author that a participle behind it names: "rejected the allegations | made by Peru", not "condemned by Peru"."""
    sentence, phrase = reading.sentence, reading.sentence.phrases[index]
    for clause in sentence.clauses:
        if clause.kind == "participle" and phrase.inner <= clause.antecedent < _whole_end(sentence, index):
            makes = clause.verb is not None and _brings_about(clause.verb.lemma, pack)
            by = blaming(clause.verb.lemma, pack.grammar.verbs.agent, pack) if makes and clause.verb is not None else ()
            agents = [i for i in clause.phrases if sentence.phrases[i].adp in by]
            found = tuple(m for i in agents for m in actors(reading, i, pack)[0])
            if found:
                return found, "author"
        shown = clause.kind == "relative" and pack.grammar.order == "subject-verb"  # order shows who does it
        if shown and phrase.inner <= clause.antecedent < _whole_end(sentence, index):
            makes = clause.verb is not None and _brings_about(clause.verb.lemma, pack)
            makers = [i for i in clause.phrases if makes and sentence.phrases[i].slot == "subject"]
            named = [i for i in makers if sentence.tokens[sentence.phrases[i].head].pos in ("noun", "name")]
            found = tuple(m for i in named for m in actors(reading, i, pack)[0])
            if found:  # "criticised the blockade | that the US maintains"
                return found, "author"
    return None


def _by_aim(reading: Reading, index: int, pack: Pack) -> Found | None:
    if reading.sentence.phrases[index].slot == "genitive":
        return None  # "une aide de 50 millions | d'euros | pour le Tchad"
    for i in _below(reading.sentence, index):
        if reading.sentence.phrases[i].adp in pack.modality.adpositions.aim:
            found, _ = actors(reading, i, pack)
            if found:
                return found, "what it is for"
    return None


def _by_apposition(reading: Reading, index: int, pack: Pack) -> Found | None:
    """What a piece of ground is called behind a comma: "bombed the capital, | Khartoum"."""
    phrase = reading.sentence.phrases[index]
    if phrase.slot != "object" or reading.sentence.tokens[phrase.head].lemma not in pack.grammar.nouns.places:
        return None
    beside = (i for i, p in enumerate(reading.sentence.phrases) if p.slot == "apposition" and p.parent == index)
    found = next((f for i in beside if (f := actors(reading, i, pack)[0])), ())
    return (found, "head") if found else None


# the first that speaks decides
FINDERS: tuple[Callable[[Reading, int, Pack], Found | None], ...] = (
    _by_instances,
    _by_head,
    _by_speaker,
    _by_name_behind,
    _by_owner,
    _inside,
    _by_agent,
    _by_maker,
    _by_aim,
    _by_apposition,
)


def _owners(sentence: Sentence, index: int) -> list[int]:
    """The owners that hang on a phrase."""
    return [i for i in sentence.below(index) if sentence.phrases[i].slot == "genitive"]


def blaming(lemma: str, words: tuple[str, ...], pack: Pack) -> tuple[str, ...]:
    """The adpositions of a deed's doer beside a participle: of a verb that blames, those of the one it blames.

    "L'attaque | attribuée par Kaboul | à l'armée pakistanaise", and nobody in "condamnée | par Paris".
    """
    entries = [e for e in pack.triggers.verbs.get(lemma, ()) if e.kind == "verb" and () in e.fixed.get(lemma, ())]
    blaming = [e for e in entries if e.event == "ACCUSE" and not e.reflexive]
    brings = any(o.doer for o in pack.modality.operators.get(lemma, ()))  # "a strike | called | by a union"
    if brings or not blaming or not set(words) & set(pack.grammar.verbs.agent):
        return words
    others = (slot.word for e in blaming for slot in e.slots["recipient"] if slot.kind == "adp")
    return tuple(word for word in others if word not in pack.grammar.verbs.agent)


def _brings_about(lemma: str, pack: Pack) -> bool:
    """Whether whoever does what a verb says is the author of the thing: "claims | made by X", "tents | donated by X"."""
    entries = pack.triggers.verbs.get(lemma, ())
    return any(o.doer for o in pack.modality.operators.get(lemma, ())) or any(e.kind == "light" for e in entries)


def _owned(reading: Reading, owners: list[int], pack: Pack) -> tuple[Mention, ...]:
    """The actors in the first of some owners that has any, and in those joined to it."""
    for owner in owners:
        listed = [owner, *(i for i, p in enumerate(reading.sentence.phrases) if p.conjunct == owner)]
        found = tuple(m for i in listed for m in actors(reading, i, pack)[0])
        if found:
            return found
    return ()


def _of_its_owner(reading: Reading, owners: list[int], mention: Mention) -> Mention | None:
    """A role of the country of the body it belongs to, where only that says it: "Jets der von Katar geführten Allianz"."""
    phrases = reading.sentence.phrases
    heads = [phrases[i].head for i in owners]
    owner = next((m for h in heads for m in reading.mentions if m.start <= h < m.end and m.form == "role" and m.code), None)
    return _of(owner, mention)


def _of_whom_behind(reading: Reading, index: int, mention: Mention, pack: Pack) -> Mention:
    """A role of the country of the person right behind it, whose man he is: "Berater | von Präsident Ruto | verhaftet"."""
    phrases, agents = reading.sentence.phrases, pack.grammar.verbs.agent if pack.grammar.order == "verb-second" else ()
    behind = [p.head for p in phrases if p.parent == index and p.start == phrases[index].end and p.adp in agents]
    persons = (m for h in behind for m in reading.mentions if m.start <= h < m.end and m.code and not m.plural)
    return _of(next((m for m in persons if m.person or m.form == "title"), None), mention) or mention


def _of(owner: Mention | None, mention: Mention) -> Mention | None:
    """A role of its owner's country; None where it has no owner or is no role."""
    if owner is None or mention.form != "role":
        return None
    return msgspec.structs.replace(mention, code=owner.code, entity=None, basis=owner.spans[:1], why="of its owner")


def _unknown_place(mention: Mention, adp: str, pack: Pack) -> bool:
    """Whether a name that nobody knows stands where a place does ("arrived in | Slavonski Brod")."""
    entity = mention.entity
    unknown = mention.form == "name" and not mention.code and not mention.sector
    return unknown and entity is not None and entity.kind == "person" and adp in pack.modality.adpositions.inside


def _speaker(reading: Reading, token: int) -> tuple[Mention, ...]:
    """Whoever says "we" in the innermost quotation around a token, standing where that stands; () when nobody is known."""
    at = reading.sentence.tokens[token]
    around = [s for s in reading.statements if s.mention is not None and s.quote[0] <= at.start < s.quote[1]]
    best = min(around, key=lambda s: s.quote[1] - s.quote[0], default=None)
    said = best.mention if best is not None else None
    if said is None or not said.code:
        return ()
    return (msgspec.structs.replace(said, spans=((at.start, at.end),), basis=said.spans[:1], why="who is speaking"),)


def _speakers_own(reading: Reading, mention: Mention, pack: Pack) -> Mention | None:
    """The forces or people that somebody quoted calls his own ("| nos | soldats"): of his country."""
    first = reading.sentence.tokens[mention.start].text.lower()
    said = _speaker(reading, mention.start) if first in pack.roles.reference.speakers and mention.form == "role" else ()
    return (
        msgspec.structs.replace(mention, code=said[0].code, entity=None, basis=said[0].basis, why="the speaker's")
        if said
        else None
    )


def like(found: tuple[Mention, ...], before: list[Mention], sentence: Sentence, phrase: Phrase) -> tuple[Mention, ...]:
    """A bare role in an enumeration is of the country of the one before it: "Israeli helicopters and | tanks"."""
    first = before[0] if before else None
    bare = phrase.conjunct >= 0 and sentence.tokens[phrase.inner].pos == "noun" and len(found) == 1 and not found[0].code
    if first is None or not bare or found[0].form != "role" or first.form != "role" or not first.code:
        return found
    return (msgspec.structs.replace(found[0], code=first.code, entity=None, basis=first.spans, why="as the one before"),)


def _explained(reading: Reading, index: int, named: Mention) -> Mention | None:
    """Whoever an apposition says that somebody without a country is: "Kofi Annan, UN secretary-general".

    Beside a person a party is only where he belongs: "Anna Kern (SPD)" is of Germany, and still Anna Kern.
    """
    sentence = reading.sentence
    for phrase in (sentence.phrases[i] for i in sentence.below(index)):
        if phrase.slot == "apposition":
            found = [m for m in reading.mentions if phrase.inner <= m.start < phrase.end and m.code]
            if found:
                best = min(found, key=lambda m: (not m.start <= phrase.head < m.end, m.start - m.end))
                party = named.person and best.entity is not None and best.entity.kind == "party"
                return msgspec.structs.replace(named, code=best.code, basis=best.spans[:1], why="of a party") if party else best
    return None


def _whole_end(sentence: Sentence, index: int) -> int:
    """The token behind a phrase and the owners that hang on it ("the recent spate | of claims")."""
    owned = [p.end for i, p in enumerate(sentence.phrases) if p.slot == "genitive" and sentence.descends(i, index)]
    return max(sentence.phrases[index].end, *owned) if owned else sentence.phrases[index].end


def _below(sentence: Sentence, index: int) -> list[int]:
    """Phrases that hang on a phrase directly, of a coordination the first."""
    return [i for i in sentence.below(index) if sentence.phrases[i].conjunct < 0]


def located(reading: Reading, index: int, pack: Pack, *, without: frozenset[str] = frozenset()) -> Filling:
    """Whose ground a phrase without actor stands on: a place in it or under it ("Stellungen im Libanon", "auf Odessa").

    What stands under one of the adpositions `without` is left out.
    """
    sentence = reading.sentence
    measure = sentence.tokens[sentence.phrases[index].head].lemma in pack.grammar.nouns.measure
    end = sentence.phrases[index].end
    held = [(i, sentence.phrases[i]) for i in sentence.below(index) if measure]  # "a number | of targets | in Lebanon"
    tops = {index, *(i for i, p in held if p.slot == "genitive" or p.start == end)}
    held_out = [k for k in sentence.below(index) if sentence.phrases[k].adp in without] if without else []
    under = [  # of "l'une de leurs bases en Somalie" also what hangs on the bases
        i
        for i, p in enumerate(sentence.phrases)
        if p.parent in tops and (p.adp in pack.modality.adpositions.place or p.slot in ("adp", "genitive")) and p.conjunct < 0
        if p.adp not in without and not any(sentence.descends(i, k) for k in held_out)
    ]
    near = (k for i in under if sentence.phrases[i].adp in pack.modality.adpositions.inside for k in _below(sentence, i))
    under += [k for k in near if sentence.phrases[k].adp in pack.modality.adpositions.inside]  # "near a town | in Kenya"
    for i in (index, *under):
        found, _ = actors(reading, i, pack) if i != index else ((), "")
        if found and found[0].form in NAMED:
            joined = (m for k, p in enumerate(sentence.phrases) if p.conjunct == i for m in actors(reading, k, pack)[0])
            return Filling(index, (*found, *(m for m in joined if m.form in NAMED)), "located")
        set_in = i != index or sentence.phrases[i].adp in pack.modality.adpositions.inside
        place = _place_in(reading, sentence.phrases[i], "place" if set_in else "place attacked")
        if place is not None:
            return Filling(index, (place,), "located")
    return Filling(index, (), "")


def _place_in(reading: Reading, phrase: Phrase, why: str) -> Mention | None:
    """The country of the first place named in a phrase, as a mention of that name; None without one."""
    sentence = reading.sentence
    start, end = sentence.span(phrase.inner, phrase.end)
    place = next((p for p in reading.places if p.code and start <= p.spans[0][0] < end), None)
    if place is None:
        return None
    token = next(t for t in range(phrase.inner, phrase.end) if sentence.tokens[t].end > place.spans[0][0])
    state = Entity(f"country:{place.code}", place.name, place.code, "", "country")
    at = (sentence.index, token, token + 1, token)
    return Mention(*at, place.name, place.spans, "place", state, code=place.code, why=why)


def beside(reading: Reading, index: int, pack: Pack) -> Filling:
    """A name that stands directly behind the head's mention in one phrase: two parties without a word between them.

    "Im Streit hat der US-Präsident Peking gedroht": no form tells where the first phrase ends; the mentions do.
    """
    phrase = reading.sentence.phrases[index]
    first, _ = actors(reading, index, pack)
    after = [
        m
        for m in reading.mentions
        if first and m.start >= first[0].end and phrase.inner <= m.start and m.end <= phrase.end and m.form in NAMED
    ]
    return Filling(index, tuple(after[:1]), "beside")
