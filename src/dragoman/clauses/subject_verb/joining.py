"""Noun phrases of a clause -> which of them are joined: what stands behind "and", or a comma that leads to one."""

from itertools import pairwise

from dragoman.clauses.subject_verb.options import Word
from dragoman.clauses.subject_verb.phrases import Chunk
from dragoman.language.pack import Pack


def coordinate(found: list[Chunk], words: list[Word], pack: Pack, *, before: int, verb: int) -> None:
    """A phrase after "and" (or a comma that leads to one) shares the slot of the one before it."""
    joins = pack.grammar.clauses.noun_coordinators
    heads = [i for i, c in enumerate(found) if c.slot != "genitive" or c.parent < 0]
    for left_at, right_at in pairwise(heads):
        if found[left_at].slot == "apposition":
            left_at = found[left_at].parent
        left, right = found[left_at], found[right_at]
        last = found[heads[heads.index(right_at) - 1]].end
        between = [w for w in words[last : right.start] if w.text not in "\"“”„«»‘’'"]
        between = [w for w in between if not w.joined]  # "as | well as" is one word
        joined = bool(between) and _joins(between[-1], joins) and all(w.text == "," for w in between[:-1])
        comma = len(between) == 1 and between[0].text == ","
        listed = comma and not left.time and _list_goes_on(found, heads, right_at, words, pack)
        opening = found[_top(found, left_at, pack)]
        if listed and opening is found[heads[0]] and opening.adp and not right.adp:
            listed = not _list_is_subject(found, heads, right_at, words, verb)
        bare = comma and right.end <= before and not right.adp and (not left.adp or _owners(found, left_at, right, verb, pack))
        short = bare and words[right.inner].pos == "name" and words[left.inner].pos == "name"
        short = short or (comma and _peoples(left, right, words, pack, verb))
        person = _named(found, left_at, right, words, pack) if comma else -1
        if person >= 0:
            right.slot, right.parent = "apposition", person
            continue
        if joined and _seated(found, left_at, right, words, pack):
            left_at -= 1
            left = found[left_at]
        owned = _parallel(found, left_at, right, words, pack) or _of_one_state(found, left_at, right, words, pack)
        further = _new_head(left, right, words, pack) or _second_deed(found, left_at, right, words, pack)
        further = further or (not right.adp and words[right.head].lemma in pack.roles.reference.same_office)
        if (joined and further) or ((joined or listed) and owned):
            left_at = _top(found, left_at, pack)
            left = found[left_at]
        if joined and len(between) > 1 and (before_it := _explained(found, left_at, right, words)) >= 0:
            left_at, left = before_it, found[before_it]
        led = found[left.conjunct].adp if left.conjunct >= 0 else left.adp  # "d'Islande, du Liechtenstein et | de Norvège"
        fits = right.adp in ("", left.adp, led) or _of_places(left, right, words, pack)
        if (joined or listed or short) and fits and left.pronoun == right.pronoun:
            right.conjunct = left.conjunct if left.conjunct >= 0 else left_at
            found[right.conjunct].number = "p"


def _joins(word: Word, joins: frozenset[str]) -> bool:
    return word.lower in joins or word.lemma.replace("_", " ") in joins


def _top(found: list[Chunk], at: int, pack: Pack) -> int:
    """The phrase that a chain of owners right behind one another hangs on: "la presidenta | de la República | de Perú"."""
    while at and found[at].adp in pack.grammar.shape.genitive and found[at - 1].end == found[at].start:
        at -= 1
    return at


def _owners(found: list[Chunk], left_at: int, right: Chunk, verb: int, pack: Pack) -> bool:
    """Whether a comma parts the owners of several who act: "Leaders of India, | Pakistan meet"."""
    top = found[_top(found, left_at, pack)]
    return found[left_at].adp in pack.grammar.shape.genitive and top.number == "p" and right.end == verb


def _peoples(left: Chunk, right: Chunk, words: list[Word], pack: Pack, verb: int) -> bool:
    """Whether a comma parts the lands of some who share a noun, as headlines write: "with U.S., | Japanese counterparts"."""
    land = words[left.end - 1].pos == words[right.inner].pos == "name" and right.head == right.inner + 1 == right.end - 1
    role = pack.roles.by_lemma.get(words[right.head].lemma)
    several = role is not None and role.kind in ("person", "group")
    people = several or words[right.head].lemma in pack.roles.reference.same_office
    apart = bool(left.adp) and (right.end <= verb or left.adp in pack.modality.adpositions.inside)  # "with Kenya, | Ugandan"
    return land and people and right.number == "p" and not right.adp and not apart and pack.grammar.shape.compounds


def _named(found: list[Chunk], left_at: int, right: Chunk, words: list[Word], pack: Pack) -> int:
    """The one person whose name stands behind a comma: "el presidente de Rusia, | Vladímir Putin, y ..."; -1 without one.

    Where the phrase before the comma says where the person is, it is the one before: "la embajadora en Lima, | Rosa Paz".
    """
    several = right.end - right.inner > 1 and all(words[t].pos == "name" for t in range(right.inner, right.end))
    titled = words[right.inner].pos == "det" and right.head + 1 < right.end and words[right.head].pos == "noun"
    titled = titled and all(words[t].pos == "name" for t in range(right.head + 1, right.end))  # ", le colonel Sadio Camara"
    left = found[left_at]
    unlike = several and bool(left.adp) and words[left.head].pos == "noun"  # "the envoy for trade, | Ana Ruiz, and"
    if not (pack.grammar.shape.adjectives_after or unlike) or not (several or titled) or right.adp:
        return -1
    top = _top(found, left_at, pack)
    if found[top].adp and top and found[top - 1].end == found[top].start:
        before = _top(found, top - 1, pack)
        role = pack.roles.by_lemma.get(words[found[before].head].lemma)
        top = before if role is not None and role.kind == "person" else top
    chunk = found[top]
    if chunk.adp in pack.modality.adpositions.inside:
        return -1  # "en el palacio, | Ana Ruiz y Luis Paz firmaron"
    person = words[chunk.head].pos == "noun" and chunk.number != "p" and chunk.conjunct < 0 and not chunk.time
    if titled and not several:
        role = pack.roles.by_lemma.get(words[chunk.head].lemma)
        named = any(words[t].pos == "name" for t in range(chunk.inner, chunk.end))
        person = person and role is not None and role.kind == "person" and not named
    return top if person and (unlike or words[chunk.inner].pos == "det") else -1


def _new_head(left: Chunk, right: Chunk, words: list[Word], pack: Pack) -> bool:
    """A noun with its article behind a bare owner goes on with what is owned: "el Gobierno de Perú y | la oposición"."""
    bare = left.adp in pack.grammar.shape.genitive and words[left.inner].pos != "det"
    return bare and not right.adp and words[right.inner].pos == "det" and words[right.head].pos == "noun"


def _of_one_state(found: list[Chunk], left_at: int, right: Chunk, words: list[Word], pack: Pack) -> bool:
    """Whether a single office or body has its owner already: "the president of Peru and | Chile met", and not "of Chile".

    Where each owner has its own adposition, that goes for whatever is single: "la flotte de la Chine et | la Russie".
    """
    owner, top = found[left_at], found[_top(found, left_at, pack)]
    if top is owner or top.number == "p" or right.adp or words[top.inner].pos != "det":
        return False
    if pack.grammar.shape.genitive_repeated:
        return words[right.inner].pos == "det" or words[right.head].pos == "name"
    role = pack.roles.by_lemma.get(words[top.head].lemma)
    single = role is not None and role.kind in ("person", "institution", "country")
    return single and words[owner.head].pos == "name" == words[right.head].pos


def _seated(found: list[Chunk], left_at: int, right: Chunk, words: list[Word], pack: Pack) -> bool:
    """Whether a name says only where a body sits, and an article goes on: "the government in Kabul and | the rebels"."""
    seat = found[left_at]
    if not left_at or seat.adp not in pack.modality.adpositions.inside or right.adp or words[right.inner].pos != "det":
        return False
    body = found[left_at - 1]
    role = pack.roles.by_lemma.get(words[body.head].lemma)
    return role is not None and role.kind == "institution" and body.end == seat.start and words[seat.inner].pos == "name"


def _second_deed(found: list[Chunk], left_at: int, right: Chunk, words: list[Word], pack: Pack) -> bool:
    """Whether a bare deed goes on with one that has its owner: "por bombardeos de aviones y | disparos de artillería"."""
    deeds, top = pack.triggers.nouns_coded, _top(found, left_at, pack)
    bare = words[right.inner].pos == "noun" and words[right.head].lemma in deeds and top != left_at
    return bare and words[found[top].head].lemma in deeds and words[found[left_at].head].lemma not in deeds


def _explained(found: list[Chunk], at: int, right: Chunk, words: list[Word]) -> int:
    """The name before an apposition that ends at ", and" with a further name: "Ana Ruiz, ministra de Salud, y | Luis Paz"; -1."""
    first = at
    while first and found[first - 1].end == found[first].start:
        first -= 1  # "Ana Ruiz, | l'ambassadrice du Pérou au Chili, et Luis Paz"
    name = phrase_before(found, first)
    comma = name >= 0 and words[found[first].start - 1].text == "," and found[name].end == found[first].start - 1
    names = comma and words[found[name].inner].pos == "name" and words[right.inner].pos == "name"
    return name if names and not found[first].adp and words[found[first].head].pos == "noun" else -1


def phrase_before(found: list[Chunk], at: int) -> int:
    """The phrase before another one and its owner: "Ana Ruiz, Peru's | ambassador"; -1 without one."""
    at -= 1
    while at >= 0 and found[at].slot == "genitive" and found[at].parent == at + 1:
        at -= 1
    return at


def _of_places(left: Chunk, right: Chunk, words: list[Word], pack: Pack) -> bool:
    """Whether only the names of two countries make their adpositions differ: "au Mexique et en Colombie"."""
    local = pack.grammar.shape.local
    return {left.adp, right.adp} <= local and words[left.head].pos == "name" == words[right.head].pos


def _parallel(found: list[Chunk], left_at: int, right: Chunk, words: list[Word], pack: Pack) -> bool:
    """Whether both have an owner of their own: "the ministers Li of China and | Diallo of Guinea"."""
    owner = pack.grammar.shape.genitive
    behind = next((c for c in found if c.start == right.end), None)
    named = words[right.inner].pos == "name" and not right.adp
    dated = behind is not None and (behind.time or any(words[t].pos == "num" for t in range(behind.start, behind.end)))
    return named and found[left_at].adp in owner and behind is not None and behind.adp in owner and not dated


def _list_is_subject(found: list[Chunk], heads: list[int], at: int, words: list[Word], verb: int) -> bool:
    """Whether what follows a comma runs up to the verb: "En Guinée, | syndicat et gouvernement ont trouvé"."""
    mine = [i for i in heads if i >= at and found[i].end <= verb]
    return bool(mine) and all(w.pos in ("adv", "part", "pron") for w in words[found[mine[-1]].end : verb])


def _list_goes_on(found: list[Chunk], heads: list[int], at: int, words: list[Word], pack: Pack) -> bool:
    """Whether after this comma the enumeration comes to its "and"."""
    rest, joins = heads[heads.index(at) :], pack.grammar.clauses.noun_coordinators
    for left, right in pairwise(rest):
        between = words[found[left].end : found[right].start]
        if not between and found[right].adp in pack.grammar.shape.genitive:
            continue  # "Mali, | the government of Niger and Benin"
        if between and between[-1].lower in joins:
            return all(w.text == "," for w in between[:-1])  # no verb between: "au Mali, | deux soldats ont été tués et ..."
        if not (len(between) == 1 and between[0].text == ","):
            return False
    return False
