"""Noun phrases and verb of a clause -> the slot each phrase fills: subject, object, dative, genitive, adposition."""

from dragoman.clauses.drafts import Draft
from dragoman.clauses.subject_verb.joining import coordinate, phrase_before
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
    coordinate(found, words, pack, before=first if headline else -1, verb=first)
    _attach(found, words, draft, first, pack)
    _arguments(found, words, draft, verb, pack)
    for chunk in found:
        lead = found[chunk.conjunct] if chunk.conjunct >= 0 else None
        if lead is not None:
            chunk.slot, chunk.adp, chunk.parent, chunk.bound = lead.slot, lead.adp, lead.parent, lead.bound
        if not chunk.pronoun:
            chunk.case = CASE.get(chunk.slot, "")


def _adjoins(words: list[Word], end: int, start: int) -> bool:
    """Whether nothing but quotation marks and what they set off stands between two phrases ("le « retrait » | des forces")."""
    return end <= start and all(w.text in QUOTES or w.pos == "adj" for w in words[end:start])


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
    role = pack.roles.by_lemma.get(words[found[left].head].lemma)
    if role is not None and role.kind == "institution" and chunk.adp in pack.modality.adpositions.inside:
        return left  # "an attack on the authorities | in Ankara"
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
    ahead = _clitics(ahead, words, pack)
    subject = _subject(ahead, behind, found, words, draft, verb, pack)
    if subject is None and pack.grammar.shape.pro_drop and draft.finite >= 0 and not _shares_subject(draft, words):
        found.append(Chunk(draft.finite, draft.finite + 1, draft.finite, draft.finite, case="n", pronoun=True, slot="subject"))
    _objects([c for c in behind if c is not subject], found, words, verb, pack)


def _enclitic(chunk: Chunk, words: list[Word], verb: Verb, pack: Pack) -> bool:
    """Whether a pronoun is written onto the verb ("entregár|se|lo")."""
    return words[chunk.head].lower in pack.grammar.text.enclitics and chunk.start - max(verb.tokens) <= MOST_ENCLITICS


def _clitics(ahead: list[Chunk], words: list[Word], pack: Pack) -> list[Chunk]:
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
    ours = verb.finite >= 0 and words[verb.finite].lower.endswith(tuple(pack.roles.reference.speaker_endings))
    if not bare or _shares_subject(draft, words) or ours:
        return None  # "rechazamos | las acusaciones"
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
        before = phrase_before(found, at)
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
    several = any(w.text == "," for w in words[last + 1 : first.start - 1])  # "a reçu, lundi, dans son bureau, | son homologue"
    return first if last < first.start - 1 and (not several or words[first.inner].pos == "det") else None


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
    _doubled(found, words, verb, pack)


def _doubled(found: list[Chunk], words: list[Word], verb: Verb, pack: Pack) -> None:
    """A receiver that a pronoun before the verb announces: "le | concedió asilo | a la periodista"."""
    shape = pack.grammar.shape
    pronoun = next((c for c in found if c.pronoun and c.slot == "dative" and c.start < max(verb.tokens)), None)
    named = [c for c in found if not c.pronoun and c.slot in ("dative", "object") and c.adp and c.adp == shape.personal]
    if pronoun is not None and len(named) == 1:
        pronoun.slot, named[0].slot = "adverbial", "dative"


def _given(found: list[Chunk], words: list[Word], pack: Pack) -> bool:
    """Gives people the object where two phrases are marked: "entregó a Chile | al fugitivo", "a la Cruz Roja | a dos presos"."""
    marked = [c for c in found if c.adp and c.adp == pack.grammar.shape.personal and c.slot == "adp" and not c.bound]
    marked = [c for c in marked if c.conjunct < 0 and not c.time]
    if len(marked) != 2 or marked[0].end != marked[1].start:
        return False
    opens = words[marked[1].start].lower in pack.grammar.adpositions.contracted  # "al"
    if (opens or words[marked[1].inner].lower in pack.grammar.definite) and words[marked[0].inner].pos != "name":
        return False
    if words[marked[1].head].lemma not in pack.roles.by_lemma:
        return False
    marked[1].slot, marked[1].parent = "object", -1
    return True
