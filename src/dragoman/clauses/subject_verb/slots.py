"""Noun phrases and verb of a clause -> the slot each phrase fills: subject, object, dative, genitive, adposition."""

from itertools import pairwise

from dragoman.clauses.subject_verb.drafts import Draft
from dragoman.clauses.subject_verb.options import Word
from dragoman.clauses.subject_verb.phrases import QUOTES, Chunk
from dragoman.language.pack import Pack
from dragoman.values.syntax import Verb

MOST_ENCLITICS = 2  # pronouns written onto one verb
CASE = {"subject": "n", "object": "a", "dative": "d"}


def assign(found: list[Chunk], words: list[Word], draft: Draft, verb: Verb | None, pack: Pack, *, headline: bool) -> None:
    """Sets `slot`, `parent`, `bound` and `conjunct` of the chunks of one clause (changes them in place)."""
    first = min(verb.tokens) if verb is not None else -1
    for i, chunk in enumerate(found):
        if chunk.slot == "genitive" and i + 1 < len(found):
            chunk.parent = i + 1
    _coordinate(found, words, pack, before=first if headline else -1, verb=first)
    _attach(found, words, draft, first, pack)
    _arguments(found, words, draft, verb, pack)
    for chunk in found:
        lead = found[chunk.conjunct] if chunk.conjunct >= 0 else None
        if lead is not None:
            chunk.slot, chunk.adp, chunk.parent, chunk.bound = lead.slot, lead.adp, lead.parent, lead.bound
        if not chunk.pronoun:
            chunk.case = CASE.get(chunk.slot, "")


def _coordinate(found: list[Chunk], words: list[Word], pack: Pack, *, before: int, verb: int) -> None:
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
        listed = len(between) == 1 and between[0].text == "," and _list_goes_on(found, heads, right_at, words, joins)
        listed = listed and not (
            left_at == heads[0] and left.adp and not right.adp and _list_is_subject(found, heads, right_at, words, verb)
        )
        bare = len(between) == 1 and between[0].text == "," and right.end <= before and not left.adp and not right.adp
        short = bare and words[right.inner].pos == "name" and words[left.inner].pos == "name"
        person = _named(found, left_at, right, words, pack) if len(between) == 1 and between[0].text == "," else -1
        if person >= 0:
            right.slot, right.parent = "apposition", person
            continue
        further = _new_head(left, right, words, pack) or _parallel(found, left_at, right, words, pack)
        if joined and (further or _second_deed(found, left_at, right, words, pack)):
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


def _named(found: list[Chunk], left_at: int, right: Chunk, words: list[Word], pack: Pack) -> int:
    """The one person whose name stands behind a comma: "el presidente de Rusia, | Vladímir Putin, y ..."; -1 without one.

    Where the phrase before the comma says where the person is, it is the one before: "la embajadora en Lima, | Rosa Paz".
    """
    several = right.end - right.inner > 1 and all(words[t].pos == "name" for t in range(right.inner, right.end))
    if not pack.grammar.shape.adjectives_after or not several or right.adp:
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
    return top if person and words[chunk.inner].pos == "det" else -1


def _new_head(left: Chunk, right: Chunk, words: list[Word], pack: Pack) -> bool:
    """A noun with its article behind a bare owner goes on with what is owned: "el Gobierno de Perú y | la oposición"."""
    bare = left.adp in pack.grammar.shape.genitive and words[left.inner].pos != "det"
    return bare and not right.adp and words[right.inner].pos == "det" and words[right.head].pos == "noun"


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
    name = _before(found, first)
    comma = name >= 0 and words[found[first].start - 1].text == "," and found[name].end == found[first].start - 1
    names = comma and words[found[name].inner].pos == "name" and words[right.inner].pos == "name"
    return name if names and not found[first].adp and words[found[first].head].pos == "noun" else -1


def _before(found: list[Chunk], at: int) -> int:
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


def _list_goes_on(found: list[Chunk], heads: list[int], at: int, words: list[Word], joins: frozenset[str]) -> bool:
    """Whether after this comma the enumeration comes to its "and"."""
    rest = heads[heads.index(at) :]
    for left, right in pairwise(rest):
        between = words[found[left].end : found[right].start]
        if between and between[-1].lower in joins:
            return all(w.text == "," for w in between[:-1])  # no verb between: "au Mali, | deux soldats ont été tués et ..."
        if not (len(between) == 1 and between[0].text == ","):
            return False
    return False


def _adjoins(words: list[Word], end: int, start: int) -> bool:
    """Whether nothing but quotation marks stands between two phrases ("le « retrait » | des forces")."""
    return end <= start and all(w.text in QUOTES for w in words[end:start])


def _attach(found: list[Chunk], words: list[Word], draft: Draft, verb: int, pack: Pack) -> None:
    """Owners hang on the phrase before them; in front of the verb so do adpositional phrases."""
    owner = pack.grammar.shape.genitive
    for i, chunk in enumerate(found):
        if chunk.slot in ("genitive", "apposition") or chunk.conjunct >= 0 or not chunk.adp:
            continue
        chunk.slot = "adp"
        left = i - 1
        while left >= 0 and found[left].slot == "genitive" and found[left].parent == i:
            left -= 1
        if left < 0 or not _adjoins(words, found[left].end, chunk.start) or found[left].pronoun:
            continue
        while chunk.adp in pack.grammar.verbs.agent and found[left].slot == "genitive" and found[left].parent >= 0:
            left = found[left].parent
        chunk.parent = left = _deed_of(found, left, chunk, words, pack)
        if (
            chunk.adp in owner
            and words[chunk.start - 1].pos == "adj"
            and words[chunk.start - 1].lower in pack.grammar.shape.complemented
        ):
            chunk.adp, chunk.bound = f"{words[chunk.start - 1].lower}_{chunk.adp}", True
        elif chunk.adp in owner:
            chunk.slot, chunk.bound = "genitive", True
        else:
            chunk.bound = draft.finite >= 0 and chunk.end <= verb and not found[left].time


def _deed_of(found: list[Chunk], left: int, chunk: Chunk, words: list[Word], pack: Pack) -> int:
    """The phrase before one that it belongs to: past one of means or time a deed that takes it ("attack by drones | on Kyiv")."""
    if chunk.adp in pack.grammar.shape.genitive or _takes(words[found[left].head], chunk.adp, pack):
        return left
    at = left
    while found[at].slot == "adp" and found[at].parent >= 0:
        at = found[at].parent
        if _takes(words[found[at].head], chunk.adp, pack):
            return at
    return left


def _takes(word: Word, adp: str, pack: Pack) -> bool:
    """Whether a noun names a deed whose other side stands under an adposition."""
    slots = (s for e in pack.triggers.nouns.get(word.lemma, ()) for s in e.slots["recipient"])
    return any(s.kind == "adp" and s.word == adp for s in slots)


def _arguments(found: list[Chunk], words: list[Word], draft: Draft, verb: Verb | None, pack: Pack) -> None:
    for chunk in found:
        if chunk.time and chunk.slot == "none":
            chunk.slot = "adverbial"
    free = [c for c in found if not c.adp and c.slot == "none" and c.conjunct < 0]
    if verb is None:
        _appositions(free, found, words)
        return
    first, last = min(verb.tokens), max((*verb.main, verb.finite))
    ahead = [c for c in free if c.end <= first or (c.pronoun and (c.start < last or _enclitic(c, words, verb, pack)))]
    behind = [c for c in free if c not in ahead]
    ahead = _clitics(ahead, words, first, pack)
    subject = _subject(ahead, behind, found, words, draft, verb, pack)
    if subject is None and pack.grammar.shape.pro_drop and draft.finite >= 0 and not _shares_subject(draft, words):
        found.append(Chunk(draft.finite, draft.finite + 1, draft.finite, draft.finite, case="n", pronoun=True, slot="subject"))
    _objects([c for c in behind if c is not subject], found, words, verb, pack)


def _enclitic(chunk: Chunk, words: list[Word], verb: Verb, pack: Pack) -> bool:
    """Whether a pronoun is written onto the verb ("entregár|se|lo")."""
    return words[chunk.head].lower in pack.grammar.text.enclitics and chunk.start - max(verb.tokens) <= MOST_ENCLITICS


def _clitics(ahead: list[Chunk], words: list[Word], verb: int, pack: Pack) -> list[Chunk]:
    """Gives pronouns in front of the verb the slot that their form tells, and returns the rest."""
    rest = []
    for chunk in ahead:
        if chunk.pronoun and words[chunk.head].lower in pack.grammar.verbs.reflexive:
            chunk.slot = "adverbial"
        elif chunk.pronoun and chunk.case and "n" not in chunk.case:
            chunk.slot = "object" if "a" in chunk.case else "dative"
        else:
            rest.append(chunk)
    return rest


def _subject(
    ahead: list[Chunk], behind: list[Chunk], found: list[Chunk], words: list[Word], draft: Draft, verb: Verb, pack: Pack
) -> Chunk | None:
    """The phrase before the verb; the one behind it where the language or the quotation turns them round."""
    if draft.kind in ("infinitive", "participle"):
        _appositions(ahead, found, words)
        return None
    if draft.kind == "relative" and ahead and words[ahead[0].head].lower == draft.opener:
        if len(ahead) > 1:
            ahead[0].slot, ahead = "object", ahead[1:]
        elif (
            pack.grammar.shape.inversion
            and verb.voice == "active"
            and not _acts_at(words, draft.antecedent, pack)
            and not _deed_at(words, draft.antecedent, verb, pack)
        ):
            doer = next((c for c in behind if c.start == max(verb.tokens) + 1 and _acts(words, c, pack)), None)
            doer = doer if doer is not None and words[doer.inner].pos != "num" else None  # "que dejó | 1.400 muertos"
            if doer is not None:  # "las sanciones que impuso | Washington"
                ahead[0].slot, doer.slot = "object", "subject"
                return doer
    if ahead:
        subject = ahead[0]
        subject.slot = "subject"
        for chunk in ahead[1:]:
            chunk.slot, chunk.parent = "apposition", found.index(subject)
        return subject
    turned = _turned(behind, words, draft, verb, pack)
    if turned is not None:
        turned.slot = "subject"
    return turned


def _turned(behind: list[Chunk], words: list[Word], draft: Draft, verb: Verb, pack: Pack) -> Chunk | None:
    """A subject behind its verb: "said the minister", "murieron 20 personas", "a-t-il dit"; None when that is no subject."""
    bare = [c for c in behind if not c.pronoun or "n" in c.case]
    if not bare or _shares_subject(draft, words):
        return None
    first = bare[0]
    adjacent = all(words[t].pos in ("adv", "part", "punct", "pron") for t in range(max(verb.tokens) + 1, first.start))
    goes_on = any(e.noun_slot == "subject" for e in pack.triggers.verbs.get(verb.lemma, ()))
    says = not pack.grammar.shape.pro_drop or first.pronoun or goes_on or _speaks(words, first, pack)
    if verb.lemma in pack.speech.stance and adjacent and says:
        return first
    if not pack.grammar.shape.inversion:
        return None
    numbers = {f.number for f in words[verb.finite].forms if f.kind == "fin"} if verb.finite >= 0 else {""}
    agrees = not first.number or not numbers - {""} or "" in numbers or first.number in numbers
    if not agrees:
        return None
    if not pack.grammar.shape.pro_drop or verb.voice == "passive" or verb.reflexive or len(bare) > 1:
        return first
    if verb.lemma in pack.grammar.verbs.intransitive:
        return first  # "llegó a Chile | el primer avión"
    marked = any(words[t].lemma == pack.grammar.shape.personal for t in range(first.end, min(first.end + 1, len(words))))
    acts = _acts(words, first, pack) or (marked and _hits(words, first, pack))
    return first if acts and (marked or verb.lemma not in pack.triggers.transitive) else None


def _hits(words: list[Word], chunk: Chunk, pack: Pack) -> bool:
    """Whether a phrase names a deed that does harm of itself: "hirió | la explosión | a diez personas"."""
    harm = any(e.event == "ASSAULT" for e in pack.triggers.nouns.get(words[chunk.head].lemma, ()))
    return harm and words[chunk.inner].pos == "det"


def _speaks(words: list[Word], chunk: Chunk, pack: Pack) -> bool:
    """Whether a phrase behind a verb of saying may be who says it, and not what ("anunció | medidas")."""
    phrases = pack.speech.phrases
    return _acts(words, chunk, pack) or words[chunk.head].lemma in phrases.source_nouns | phrases.documents | phrases.medium_nouns


def _deed_at(words: list[Word], head: int, verb: Verb, pack: Pack) -> bool:
    """Whether an antecedent is a deed that does what the verb says ("el bombardeo que destruyó"), not one that is done by it."""
    noun = words[head].lemma
    carries = any(e.kind == "light" and noun in e.nouns for e in pack.triggers.verbs.get(verb.lemma, ()))
    return head >= 0 and noun in pack.triggers.nouns and not carries


def _acts(words: list[Word], chunk: Chunk, pack: Pack) -> bool:
    """Whether a phrase names people or bodies: as a bare object these would be marked."""
    return _acts_at(words, chunk.head, pack)


def _acts_at(words: list[Word], head: int, pack: Pack) -> bool:
    return words[head].lemma in pack.roles.by_lemma or words[head].pos == "name"


def _shares_subject(draft: Draft, words: list[Word]) -> bool:
    """Whether a clause goes on with the subject of the one before ("... and killed")."""
    return bool(draft.tokens) and words[draft.tokens[0]].pos == "cconj"


def _appositions(free: list[Chunk], found: list[Chunk], words: list[Word]) -> None:
    for chunk in free:
        at = found.index(chunk)
        before = _before(found, at)
        last = found[before] if before >= 0 and chunk.start else None
        if last is not None and words[chunk.start - 1].text == "," and last.end == chunk.start - 1:
            chunk.slot, chunk.parent = "apposition", before
        elif last is not None and last.end == chunk.start and _of_them(last, found):
            chunk.slot, chunk.parent = "apposition", last.parent


def _of_them(chunk: Chunk, found: list[Chunk]) -> bool:
    """Whether a pronoun owns an apposition, which what follows belongs to: "a cuatro rusos, tres de ellos | funcionarios"."""
    return chunk.pronoun and chunk.slot == "genitive" and chunk.parent >= 0 and found[chunk.parent].slot == "apposition"


def _behind_brackets(behind: list[Chunk], words: list[Word], verb: Verb) -> Chunk | None:
    """The object behind what two commas put between it and its verb: "a condamné, dans un communiqué, | l'attaque"."""
    first = behind[0] if behind and verb.voice == "active" else None
    last = max((*verb.main, verb.finite)) + 1
    if first is None or not (last < len(words) and words[last].text == "," and words[first.start - 1].text == ","):
        return None
    return first if last < first.start - 1 and not any(w.text == "," for w in words[last + 1 : first.start - 1]) else None


def _objects(behind: list[Chunk], found: list[Chunk], words: list[Word], verb: Verb, pack: Pack) -> None:
    """Bare phrases behind the verb: the object, before it a receiver; phrases marked as receiver or as personal object."""
    shape = pack.grammar.shape
    bracketed = _behind_brackets(behind, words, verb)
    _appositions([c for c in behind if c is not bracketed], found, words)
    bare = [c for c in behind if c.slot == "none"]
    if verb.lemma == pack.grammar.verbs.be and verb.voice == "active":
        for chunk in bare:
            chunk.slot = "predicate"
        return
    for chunk in bare:
        reflexive = chunk.pronoun and words[chunk.head].lower in pack.grammar.verbs.reflexive
        chunk.slot = "adverbial" if reflexive else "object"
    if len(bare) > 1 and bare[0].end == bare[1].start and not shape.personal:
        bare[0].slot = "dative"
    taken = any(c.slot == "object" for c in found) or _given(found, words, pack)
    for chunk in found:
        receives = chunk.adp in shape.receiver or (chunk.adp and chunk.adp == shape.personal)
        if not receives or chunk.slot != "adp" or chunk.bound or chunk.conjunct >= 0 or chunk.time:
            continue
        if chunk.adp == shape.personal and not taken:
            chunk.slot, chunk.parent, taken = "object", -1, True
        elif chunk.adp in shape.receiver:
            chunk.slot, chunk.parent = "dative", -1


def _given(found: list[Chunk], words: list[Word], pack: Pack) -> bool:
    """Gives people the object where two phrases are marked and the first is a name: "entregó a Chile | a dos fugitivos"."""
    marked = [c for c in found if c.adp and c.adp == pack.grammar.shape.personal and c.slot == "adp" and not c.bound]
    marked = [c for c in marked if c.conjunct < 0 and not c.time]
    if len(marked) != 2 or marked[0].end != marked[1].start or words[marked[0].inner].pos != "name":
        return False
    if words[marked[1].head].lemma not in pack.roles.by_lemma:
        return False
    marked[1].slot, marked[1].parent = "object", -1
    return True
