"""The words of a clause -> its verb cluster: full verb, voice, tense, mood, modal, and where its parts stand."""

import msgspec

from dragoman.clauses.verb_second.phrases import Chunk
from dragoman.clauses.verb_second.tagging import Word
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack
from dragoman.values.syntax import Tense, Verb, Voice


def cluster(words: list[Word], tokens: list[int], finite: int, pack: Pack) -> Verb | None:
    """The Verb of a clause with the given tokens and finite token (-1: an infinitive or participle clause)."""
    rest = [t for t in tokens if words[t].pos == "verb" and t != finite]
    if finite < 0:
        bare = _nonfinite(words, tokens, rest, pack)
        return bare and _written_apart(bare, words, pack)
    form = _finite_reading(words, finite, tokens)
    particle = _particle(words, tokens, finite, form.lemma, pack)
    if particle >= 0:
        prefix = words[particle].lower
        if prefix in pack.grammar.verbs.loose and not _known(prefix + form.lemma, pack):
            prefix = ""
        return Verb(
            prefix + form.lemma,
            (finite, particle),
            (finite, particle),
            finite,
            "active",
            form.tense,
            form.mood,
            "",
            _reflexive(words, tokens, pack),
        )
    return _written_apart(_with_rest(words, tokens, finite, form, rest, pack), words, pack)


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


def _finite_reading(words: list[Word], finite: int, tokens: list[int]) -> VerbForm:
    readings = [f for f in words[finite].forms if f.kind == "fin"]
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
            if word.lower == pack.grammar.verbs.particle_infinitive and token + 1 < len(words) and words[token + 1].pos == "verb":
                continue
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
            passive = (
                form.lemma == pack.grammar.verbs.become
                or words[inner].lower == ""
                or any(_is_passive_participle(words[r], pack) for r in rest)
            )
            if _is_passive_participle(words[inner], pack) and len(rest) > 2:
                inner = rest[-3]
                part = _of_kind(words[inner], "part2") or part
            tense: Tense = "" if form.lemma == pack.grammar.verbs.become else "perfect"
            return Verb(
                part.lemma,
                tuple(rest),
                (inner,),
                -1,
                "passive" if passive else "active",
                tense,
                "",
                "",
                _reflexive(words, tokens, pack),
            )
    if form.kind == "part2" and len(rest) == 1 and not any(f.kind in ("inf", "zuinf") for f in words[last].forms):
        moves = _moves(form.lemma, pack)  # "Geiseln freigelassen", but "Minister zurückgetreten"
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


def _with_rest(words: list[Word], tokens: list[int], finite: int, form: VerbForm, rest: list[int], pack: Pack) -> Verb:
    grammar, modal = pack.grammar.verbs, ""
    reflexive = _reflexive(words, tokens, pack)
    lemma, mood, tense = form.lemma, form.mood, form.tense
    rest = [r for r in rest if _of_kind(words[r], "inf", "part2", "zuinf")]
    parts = (finite, *rest)
    if lemma in pack.grammar.modals:
        modal = lemma
    helper = lemma in (grammar.have, grammar.be, grammar.become) or bool(modal) or lemma in grammar.causative
    if not helper or not rest:
        return Verb(lemma, (finite,), (finite,), finite, "active", tense, mood, modal if not rest and modal else "", reflexive)
    passive = any(_is_passive_participle(words[r], pack) for r in rest)
    lexical = [r for r in rest if not _is_helper(words[r], pack)] or rest
    lexical = [r for r in lexical if not _lets(words[r], pack)] or lexical  # "hat ihn verhaften lassen"
    main = lexical[-1] if len(lexical) == 1 else _right_bracket(words, lexical)
    part, inf = _of_kind(words[main], "part2"), _of_kind(words[main], "inf", "zuinf")
    if lemma == grammar.become and not modal:
        if part is not None and (inf is None or (len(rest) == 1 and _prefers_participle(words[main]))):
            return Verb(part.lemma, parts, (main,), finite, "passive", tense, mood, "", reflexive)
        voice_passive = part is not None and any(
            grammar.become == f.lemma for r in rest for f in words[r].forms if f.kind == "inf"
        )
        chosen = part if voice_passive else inf or part
        future: Tense = "future" if mood != "subjunctive2" else "present"
        inner_modal = next(
            (f.lemma for r in rest for f in words[r].forms if f.kind == "inf" and f.lemma in pack.grammar.modals and r != main),
            "",
        )
        return Verb(
            chosen.lemma if chosen else lemma,
            parts,
            (main,),
            finite,
            "passive" if voice_passive else "active",
            future,
            mood,
            inner_modal,
            reflexive,
        )
    if lemma in (grammar.have, grammar.be) and part is not None:
        perfect: Tense = "perfect" if tense == "present" else "pluperfect"
        voice: Voice = "passive" if passive else "state" if lemma == grammar.be and not _moves(part.lemma, pack) else "active"
        return Verb(part.lemma, parts, (main,), finite, voice, perfect, mood, "", reflexive)
    passive = passive or (
        any(f.lemma == grammar.become and f.kind == "inf" for r in rest for f in words[r].forms) and part is not None
    )
    chosen = part if passive and part is not None else inf or part
    done = part is not None and inf is None and any(f.lemma == grammar.have for r in rest for f in words[r].forms)
    inner_tense: Tense = "perfect" if done else tense
    return Verb(
        chosen.lemma if chosen else lemma,
        parts,
        (main,),
        finite,
        "passive" if passive else "active",
        inner_tense,
        mood,
        modal or "",
        reflexive,
    )


def _is_helper(word: Word, pack: Pack) -> bool:
    grammar = pack.grammar.verbs
    return all(f.lemma in (grammar.have, grammar.be, grammar.become) or f.lemma in pack.grammar.modals for f in word.forms)


def _lets(word: Word, pack: Pack) -> bool:
    """Whether a verb makes others do what the infinitive beside it says."""
    return any(f.lemma in pack.grammar.verbs.causative for f in word.forms)


def _right_bracket(words: list[Word], lexical: list[int]) -> int:
    """Of several candidates the one that ends the clause; an infinitive there wins over an earlier participle."""
    return lexical[-1]


def _prefers_participle(word: Word) -> bool:
    return any(f.kind == "part2" for f in word.forms)


def _moves(lemma: str, pack: Pack) -> bool:
    """Whether be + participle of this verb is a perfect ("ist abgereist"), not a state ("ist verletzt")."""
    return pack.words.takes_be(lemma)
