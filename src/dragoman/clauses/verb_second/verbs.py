"""The words of a clause -> its verb cluster: full verb, voice, tense, mood, modal, and where its parts stand."""

import msgspec

from dragoman.clauses.verb_second.phrases import Chunk
from dragoman.clauses.verb_second.words import Word
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack
from dragoman.values.syntax import Tense, Verb, Voice


def cluster(words: list[Word], tokens: list[int], finite: int, pack: Pack) -> Verb | None:
    """The Verb of a clause with the given tokens and finite token (-1: an infinitive or participle clause)."""
    rest = [t for t in tokens if words[t].pos == "verb" and t != finite]
    if finite < 0:
        bare = _nonfinite(words, tokens, rest, pack)
        return bare and _written_apart(bare, words, pack)
    form = _finite_reading(words[finite])
    particle = _particle(words, tokens, finite, form.lemma, pack)
    if particle >= 0:
        prefix = words[particle].lower
        if prefix in pack.grammar.verbs.loose and not _known(prefix + form.lemma, pack):
            prefix = ""
        both = (finite, particle)
        return Verb(prefix + form.lemma, both, both, finite, "active", form.tense, form.mood, "", _reflexive(words, tokens, pack))
    told = _with_rest(words, tokens, finite, form, rest, pack)
    second = told.main == (finite,) and any(words[t].pos != "punct" for t in tokens if t > finite)
    return told if second else _written_apart(told, words, pack)  # "immer wieder | kommt | es zu Gefechten"


def with_object(verb: Verb, words: list[Word], found: list[Chunk], pack: Pack) -> Verb:
    """The verb, a future where it could be a passive and the clause has an object ("wird Israel | 600 Häftlinge entlassen")."""
    become = verb.finite >= 0 and any(f.lemma == pack.grammar.verbs.become and f.kind == "fin" for f in words[verb.finite].forms)
    infinitive = any(f.kind == "inf" and f.lemma == verb.lemma for f in words[verb.main[-1]].forms)
    several = verb.voice == "passive" and become and infinitive and len(verb.tokens) == 2
    if not several or not any(c.slot == "object" and not c.pronoun for c in found):
        return verb
    return msgspec.structs.replace(verb, voice="active", tense="future")


def _known(lemma: str, pack: Pack) -> bool:
    """Whether a list of the pack names a verb with its prefix."""
    listed = lemma in pack.triggers.verbs or lemma in pack.speech.stance or lemma in pack.modality.operators
    return listed or pack.words.joins(*pack.words.split(lemma))


def _written_apart(verb: Verb, words: list[Word], pack: Pack) -> Verb:
    """The verb with the prefix that stands before it as a word of its own ("bekannt gegeben", "offen zu legen")."""
    before = verb.main[0] - 1
    if before >= 0 and words[before].lower == pack.grammar.verbs.particle_infinitive:
        before -= 1
    prefix = words[before].lower if before >= 0 else ""
    loose = prefix in pack.grammar.verbs.loose and prefix + verb.lemma in pack.triggers.verbs
    if not loose and not pack.words.joins(prefix, verb.lemma):
        return verb
    return msgspec.structs.replace(
        verb, lemma=prefix + verb.lemma, main=(before, *verb.main), tokens=tuple(sorted({before, *verb.tokens}))
    )


def _finite_reading(word: Word) -> VerbForm:
    """The reading of a word as a finite verb, of several the first that is no subjunctive of a past."""
    readings = [f for f in word.forms if f.kind == "fin"]
    return next((f for f in readings if f.mood != "subjunctive2"), readings[0])  # "führen Gespräche" is führen, not fahren


def _particle(words: list[Word], tokens: list[int], finite: int, lemma: str, pack: Pack) -> int:
    """The separated prefix that belongs to the finite verb: the last particle behind it that makes a verb with it."""
    for token in reversed(tokens):
        if token <= finite:
            return -1
        word = words[token]
        if (
            word.pos == "part"
            and word.lower != lemma
            and (word.lower in pack.grammar.verbs.separable or pack.words.split(word.lower + lemma)[0] == word.lower)
        ):
            return token
        if word.pos == "verb":
            return -1
    return -1


def _reflexive(words: list[Word], tokens: list[int], pack: Pack) -> bool:
    return any(words[t].lower in pack.grammar.verbs.reflexive for t in tokens)


def _nonfinite(words: list[Word], tokens: list[int], rest: list[int], pack: Pack) -> Verb | None:
    """Verb of a clause without finite form: "um X zu besuchen", "gefolgt von"."""
    if not rest:
        return None
    last = rest[-1]
    form = _of_kind(words[last], "zuinf", "inf") or _of_kind(words[last], "part2") or words[last].forms[0]
    helpers = {pack.grammar.verbs.have, pack.grammar.verbs.be, pack.grammar.verbs.become}
    if form.lemma in helpers and len(rest) > 1:
        inner = rest[-2]
        part = _of_kind(words[inner], "part2")
        if part is not None:
            passive = form.lemma == pack.grammar.verbs.become or any(_is_passive_participle(words[r], pack) for r in rest)
            tense: Tense = "" if form.lemma == pack.grammar.verbs.become else "perfect"
            voice: Voice = "passive" if passive else "active"
            return Verb(part.lemma, tuple(rest), (inner,), -1, voice, tense, "", "", _reflexive(words, tokens, pack))
    if form.kind == "part2" and len(rest) == 1 and not any(f.kind in ("inf", "zuinf") for f in words[last].forms):
        moves = pack.words.takes_be(form.lemma)  # "Geiseln freigelassen", but "Minister zurückgetreten"
        return Verb(form.lemma, (last,), (last,), -1, "active" if moves else "passive", "perfect", "", "", False)
    modal = form.lemma if form.lemma in pack.grammar.modals and len(rest) > 1 else ""
    if modal:
        form, last = words[rest[-2]].forms[0], rest[-2]
    return Verb(form.lemma, tuple(rest), (last,), -1, "active", "", "", modal, _reflexive(words, tokens, pack))


def _is_passive_participle(word: Word, pack: Pack) -> bool:
    """The participle that only the passive auxiliary has in the perfect ("worden")."""
    return any(f.lemma == pack.grammar.verbs.become and f.kind == "part2" for f in word.forms)


def _of_kind(word: Word, *kinds: str) -> VerbForm | None:
    return next((f for f in word.forms if f.kind in kinds), None)


class Bracket(msgspec.Struct, frozen=True):
    """The verb forms at the end of a clause: their tokens, the full verb among them with its readings, all readings of all."""

    tokens: tuple[int, ...]
    main: int
    part: VerbForm | None
    inf: VerbForm | None
    forms: tuple[VerbForm, ...]

    def has(self, lemma: str, kind: str) -> bool:
        """Whether one of the forms can be this form of a verb."""
        return any(f.lemma == lemma and f.kind == kind for f in self.forms)


Said = tuple[str, Voice, Tense, str]
"""What auxiliaries say of the full verb: its lemma, voice, tense, and the modal over it."""


def _with_rest(words: list[Word], tokens: list[int], finite: int, form: VerbForm, rest: list[int], pack: Pack) -> Verb:
    """Verb of a clause with a finite form: that alone, or as an auxiliary of the forms at the end of the clause."""
    grammar, reflexive = pack.grammar.verbs, _reflexive(words, tokens, pack)
    modal = form.lemma if form.lemma in pack.grammar.modals else ""
    rest = [r for r in rest if _of_kind(words[r], "inf", "part2", "zuinf")]
    helper = form.lemma in (grammar.have, grammar.be, grammar.become) or bool(modal) or form.lemma in grammar.causative
    if not helper or not rest:
        own = modal if not rest else ""
        return Verb(form.lemma, (finite,), (finite,), finite, "active", form.tense, form.mood, own, reflexive)
    bracket = _bracket(words, rest, pack)
    if form.lemma == grammar.become and not modal:
        lemma, voice, tense, modal = _become(form, bracket, _modal_inside(words, bracket, pack), pack)
    elif form.lemma in (grammar.have, grammar.be) and bracket.part is not None:
        lemma, voice, tense, modal = _perfect(form, bracket.part, bracket, pack)
    else:
        lemma, voice, tense, modal = _modal(form, bracket, modal, pack)
    return Verb(lemma, (finite, *rest), (bracket.main,), finite, voice, tense, form.mood, modal, reflexive)


def _bracket(words: list[Word], rest: list[int], pack: Pack) -> Bracket:
    """The forms at the end of a clause; of several full verbs the last is the clause's."""
    lexical = [r for r in rest if not _is_helper(words[r], pack)] or rest
    main = ([r for r in lexical if not _lets(words[r], pack)] or lexical)[-1]  # "hat ihn verhaften lassen"
    part, inf = _of_kind(words[main], "part2"), _of_kind(words[main], "inf", "zuinf")
    return Bracket(tuple(rest), main, part, inf, tuple(f for r in rest for f in words[r].forms))


def _modal_inside(words: list[Word], bracket: Bracket, pack: Pack) -> str:
    """The modal among the forms at the end of a clause ("wird | besuchen können"), "" without one."""
    others = [f for r in bracket.tokens if r != bracket.main for f in words[r].forms if f.kind == "inf"]
    return next((f.lemma for f in others if f.lemma in pack.grammar.modals), "")


def _become(form: VerbForm, bracket: Bracket, modal: str, pack: Pack) -> Said:
    """Under the auxiliary of becoming a participle is a passive ("wird besucht"), an infinitive a future ("wird besuchen")."""
    part, inf = bracket.part, bracket.inf
    if part is not None and (inf is None or len(bracket.tokens) == 1):
        return part.lemma, "passive", form.tense, ""
    passive = part is not None and bracket.has(pack.grammar.verbs.become, "inf")
    chosen = part if passive else inf or part
    tense: Tense = "future" if form.mood != "subjunctive2" else "present"
    return chosen.lemma if chosen else form.lemma, "passive" if passive else "active", tense, modal


def _perfect(form: VerbForm, part: VerbForm, bracket: Bracket, pack: Pack) -> Said:
    """Under the auxiliaries of having and being a participle is a perfect, or the state that a deed leaves ("ist verletzt")."""
    grammar = pack.grammar.verbs
    tense: Tense = "perfect" if form.tense == "present" else "pluperfect"
    if bracket.has(grammar.become, "part2"):
        return part.lemma, "passive", tense, ""
    state = form.lemma == grammar.be and not pack.words.takes_be(part.lemma)
    return part.lemma, "state" if state else "active", tense, ""


def _modal(form: VerbForm, bracket: Bracket, modal: str, pack: Pack) -> Said:
    """Under a modal ("soll besuchen", "soll besucht werden", "soll besucht haben"), or a verb of letting."""
    grammar, part, inf = pack.grammar.verbs, bracket.part, bracket.inf
    passive = bracket.has(grammar.become, "part2") or (part is not None and bracket.has(grammar.become, "inf"))
    chosen = part if passive and part is not None else inf or part
    been = bracket.has(grammar.become, "part2") or (part is not None and pack.words.takes_be(part.lemma))
    auxiliary = any(f.lemma == grammar.have for f in bracket.forms) or (been and bracket.has(grammar.be, "inf"))
    done = part is not None and inf is None and auxiliary
    return chosen.lemma if chosen else form.lemma, "passive" if passive else "active", "perfect" if done else form.tense, modal


def _is_helper(word: Word, pack: Pack) -> bool:
    grammar = pack.grammar.verbs
    return all(f.lemma in (grammar.have, grammar.be, grammar.become) or f.lemma in pack.grammar.modals for f in word.forms)


def _lets(word: Word, pack: Pack) -> bool:
    """Whether a verb makes others do what the infinitive beside it says."""
    return any(f.lemma in pack.grammar.verbs.causative for f in word.forms)
