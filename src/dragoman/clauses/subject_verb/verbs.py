"""The words of a clause -> its verb cluster: full verb, voice, tense, mood, modal, and where its parts stand."""

import msgspec

from dragoman.clauses.drafts import Draft
from dragoman.clauses.subject_verb.ahead import proclitics
from dragoman.clauses.subject_verb.options import Word
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack
from dragoman.values.syntax import Mood, Tense, Verb, Voice


class Chain(msgspec.Struct):
    """What the auxiliaries read so far have said about the full verb."""

    tense: Tense = ""
    mood: Mood = ""
    voice: Voice = "active"
    modal: str = ""


def cluster(words: list[Word], draft: Draft, pack: Pack, *, helpers: tuple[int, ...] = ()) -> Verb | None:
    """The Verb of a clause; `helpers` are tokens of auxiliaries that stand in the clause before and hold here too."""
    own = [t for t in draft.tokens if words[t].pos == "verb"]
    particle = draft.finite if draft.finite >= 0 and words[draft.finite].pos == "part" else -1
    tokens = [*helpers, *own]
    if not own:
        return None
    if particle >= 0:  # "X to visit Y": in a headline an infinitive is a future
        main = next((t for t in own if t > particle), own[-1])
        lemma, voice = _infinitive(words, [t for t in own if t >= main], pack)
        return Verb(lemma, (particle, *own), (own[-1] if voice == "passive" else main,), particle, voice, "future", "indicative")
    start = tokens.index(draft.finite) if draft.finite in tokens else 0
    reflexive = any(words[t].lower in pack.grammar.verbs.reflexive for t in draft.tokens)
    return _read(words, tokens[start:], draft, pack, reflexive=reflexive)


def _read(words: list[Word], tokens: list[int], draft: Draft, pack: Pack, *, reflexive: bool) -> Verb:
    """Follows the chain of auxiliaries to the full verb."""
    chain = Chain()
    at = tokens[0]
    form = _first_form(
        words[at], finite=at == draft.finite or (draft.finite < 0 and draft.kind not in ("infinitive", "participle"))
    )
    chain.tense, chain.mood = form.tense, form.mood
    used = [at]
    for following in tokens[1:]:
        inner = _taken(words, at, form, following, chain, pack, reflexive=reflexive)
        if inner is None:
            break
        at, form = following, inner
        used.append(at)
    lone_modal = form.lemma in pack.grammar.modals and not chain.modal
    if draft.kind == "participle" and form.kind == "part2" and len(used) == 1:
        middle = form.lemma in pack.grammar.verbs.middle  # "los presidentes, | reunidos en Asunción"
        reflexive = reflexive or middle
        moved = middle or pack.words.takes_be(form.lemma)  # "Arrivé lundi à Alger, le ministre ..."
        chain.voice, chain.tense = ("active", "perfect") if moved else ("passive", chain.tense)
    elif form.kind == "part2" and at == draft.finite:  # a headline without auxiliary
        chain.voice, chain.tense = "active" if pack.words.takes_be(form.lemma) else "passive", "perfect"
    main = (at,)
    return Verb(
        form.lemma,
        tuple(used),
        main,
        draft.finite,
        chain.voice,
        chain.tense,
        chain.mood,
        form.lemma if lone_modal else chain.modal,
        reflexive,
    )


def _first_form(word: Word, *, finite: bool) -> VerbForm:
    """The reading of the first verb: finite where the clause has a finite verb, a past before a present."""
    if finite:
        able = [f for f in word.forms if f.kind == "fin"]
        past = [f for f in able if f.tense == "past" and f.mood == "indicative"]
        if able:
            return (past or able)[0]
    return next((f for f in word.forms if f.kind in ("inf", "part1", "part2")), word.forms[0])


def _taken(
    words: list[Word], at: int, form: VerbForm, following: int, chain: Chain, pack: Pack, *, reflexive: bool
) -> VerbForm | None:
    """The reading of the next verb that the verb at `at` takes as an auxiliary, None when it takes none; updates the chain."""
    kinds = {f.kind: f for f in reversed(words[following].forms)}
    parted = {w.pos for w in words[at + 1 : following]} >= {"noun", "adp"}  # "hubo enfrentamientos entre rebeldes | apoyados"
    apart = parted and form.lemma == pack.grammar.verbs.have and all(w.pos != "cconj" for w in words[at + 1 : following])
    participle = None if apart else _participle(form, kinds, chain, pack, reflexive=reflexive)
    if participle is not None:
        return participle
    inf = kinds.get("inf")
    if inf is None:
        return None
    verbs, names = pack.grammar.verbs, _modal_names(words, at, following, form)
    if form.lemma in verbs.future:
        chain.tense = "future"
        return inf
    if _has_done(words[at + 1 : following], form, inf, pack):
        chain.voice = "passive" if reflexive else chain.voice
        return inf
    if modal := next((m for m in names if m in pack.grammar.modals), ""):
        chain.modal = chain.modal or modal
        return inf
    if verbs.support & set(names):
        return inf
    if _prospective(words, at, following, form, pack):
        chain.tense, chain.voice = "future", "active"  # "is set | to lift"
        return inf
    return None


def _participle(form: VerbForm, kinds: dict[str, VerbForm], chain: Chain, pack: Pack, *, reflexive: bool) -> VerbForm | None:
    """The participle that an auxiliary takes, of the readings of the next verb by kind; None when it takes none."""
    verbs, done = pack.grammar.verbs, kinds.get("part2")
    if done is not None and form.lemma == verbs.have and form.kind != "part2":  # not "ont eu lieu près d'un camp | connu"
        chain.tense = "pluperfect" if chain.tense == "past" else "future" if chain.tense == "future" else "perfect"
        return done
    if form.lemma == verbs.be or form.lemma in verbs.passive:
        if done is None:
            return kinds.get("part1") or _supported(form, kinds, pack)
        if form.lemma == verbs.be and (pack.words.takes_be(done.lemma) or (reflexive and verbs.be_perfect)):
            chain.tense = "pluperfect" if chain.tense == "past" else "perfect"
        else:
            chain.voice = "passive"
        return done
    return _supported(form, kinds, pack)


def _supported(form: VerbForm, kinds: dict[str, VerbForm], pack: Pack) -> VerbForm | None:
    """The gerund behind a verb that only supports it ("siguen | bombardeando"); None without one."""
    return kinds.get("part1") if form.lemma in pack.grammar.verbs.support else None


def _has_done(between: list[Word], form: VerbForm, inf: VerbForm, pack: Pack) -> bool:
    """Whether the subject has a deed done by others: "a fait | arrêter | dix opposants", "s'est fait | arrêter".

    Only of verbs that act upon people, and not where both words are one verb of the pack ("faire exploser").
    """
    if form.lemma not in pack.grammar.verbs.has_done or any(w.pos != "adv" for w in between):
        return False
    own = f"{form.lemma} {inf.lemma}"
    frames = [e for e in pack.triggers.verbs.get(inf.lemma, ()) if e.kind == "verb"]
    done = bool(frames) and all("object" in e.recipient for e in frames)  # not "a fait | céder | le pouvoir"
    return done and not any(own in e.lemmas for e in pack.triggers.verbs.get(form.lemma, ()))


def _modal_names(words: list[Word], at: int, following: int, form: VerbForm) -> tuple[str, ...]:
    """Names under which a modal may stand in the pack: its lemma, and with the word behind it ("have to")."""
    between = [w.lower for w in words[at + 1 : following] if w.pos in ("part", "adp", "sconj")]
    return (f"{form.lemma} {between[-1]}", form.lemma) if between else (form.lemma,)


def _prospective(words: list[Word], at: int, following: int, form: VerbForm, pack: Pack) -> bool:
    between = [w for w in words[at + 1 : following - proclitics(words, following, pack)] if w.pos != "adv"]
    for pattern in pack.grammar.verbs.prospective:
        rest = pattern[1:]
        fits = pattern[0] == form.lemma and len(rest) == len(between)
        if fits and all(p in {w.lower, w.lemma} | w.lemmas for p, w in zip(rest, between, strict=True)):
            return True
    inner = {form.lemma, words[at].lower} if form.kind in ("part1", "part2") else set()
    return any(len(p) > 2 and p[1] in inner for p in pack.grammar.verbs.prospective)


def _infinitive(words: list[Word], tokens: list[int], pack: Pack) -> tuple[str, Voice]:
    """Lemma and voice of an infinitive group: "visit", "be attacked"."""
    first = next((f for f in words[tokens[0]].forms if f.kind == "inf"), words[tokens[0]].forms[0])
    if first.lemma == pack.grammar.verbs.be and len(tokens) > 1:
        part = next((f for f in words[tokens[1]].forms if f.kind == "part2"), None)
        if part is not None:
            return part.lemma, "passive"
    return first.lemma, "active"
