"""A word that can be several things and its neighbours -> its part of speech: small rules, the first that speaks decides."""

from collections.abc import Callable

import msgspec

from dragoman.clauses.subject_verb.adverbs import adverb, adverb_or_noun, ago, fixed, once
from dragoman.clauses.subject_verb.ahead import takes_infinitive
from dragoman.clauses.subject_verb.articles import article, partitive, pronoun_or_adposition, some_of
from dragoman.clauses.subject_verb.neighbours import after, before, parted_helper
from dragoman.clauses.subject_verb.opening import (
    opening_adjective,
    opening_deed,
    opening_participle,
    opening_verb,
    parted_participle,
)
from dragoman.clauses.subject_verb.options import Word, says
from dragoman.clauses.subject_verb.predicates import counted_by, lacks_verb, noun_or_verb, predicate
from dragoman.language.pack import Pack

BEFORE_NOUN = ("det", "num", "adp", "adj", "noun", "name")

# The rules: words, position, pack -> part of speech, "" when the rule has nothing to say -------------------------------


def _owner_mark(words: list[Word], i: int, pack: Pack) -> str:
    """The mark behind an owner, which may also be a short verb ("Russia | 's", but "it | 's")."""
    last = words[i - 1] if i else None
    return "part" if last is not None and last.pos in ("noun", "name", "num", "adj") else ""


def _nominal(words: list[Word], i: int, pack: Pack) -> str:
    """A form of a verb only, where nothing but a noun can stand: behind an article or a number ("five | suspects")."""
    last = words[i - 1] if i else None
    if words[i].options == ("verb",) and last is not None and _gerund_noun(words, i, pack):
        return "noun"
    if words[i].options != ("verb",) or last is None or words[i].kinds & {"part1", "part2"}:
        return ""
    if last.pos == "num" and all(f.kind == "fin" and f.tense == "past" for f in words[i].forms):
        return ""  # "thousands | took to the streets"
    if last.pos in ("det", "num"):
        return "noun"
    if last.pos == "adp" and pack.grammar.shape.adjectives_after and all(f.kind == "fin" for f in words[i].forms):
        return "" if last.lemma in pack.grammar.clauses.weak_subordinators else "noun"  # "gremios de | transporte"
    helps = {pack.grammar.verbs.be, pack.grammar.verbs.have, *pack.grammar.verbs.future, *pack.grammar.modals}
    if helps & {f.lemma for f in words[i].forms}:
        return ""  # "insists the step | is vital"
    bare = all(f.kind == "inf" or f.tense == "present" for f in words[i].forms)
    if not bare or not pack.grammar.shape.compounds:
        return ""
    if parted_helper(words, i, pack) is not None:
        return ""  # "will on Friday | meet"
    if last.pos == "verb":  # "staged | mass protests"
        return "" if takes_infinitive(last, pack) or last.forms[0].lemma in pack.speech.stance else "noun"
    lacks = lacks_verb(words, i) and not (last is words[i - 1] and counted_by(words, i, pack) == "s")
    return "noun" if last.pos == "adp" or (last.pos == "noun" and not lacks) else ""


def _gerund_noun(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a gerund right behind an article is a noun, since none follows ("a | misunderstanding over the truce")."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    opens = words[i].kinds == {"part1"} and words[i - 1].pos == "det" and pack.grammar.shape.compounds
    return opens and upcoming is not None and upcoming.options[0] in ("adp", "punct", "sconj")


def _particle(words: list[Word], i: int, pack: Pack) -> str:
    """The particle of the infinitive: a bare verb follows ("to attack"; but "to talks", "to the capital")."""
    upcoming = after(words, i)
    bare = upcoming is not None and "inf" in upcoming.kinds and "verb" in upcoming.options
    return "part" if bare and upcoming is not None and upcoming.options[0] not in ("det", "pron", "adp") else "adp"


def _after_particle(words: list[Word], i: int, pack: Pack) -> str:
    """A bare verb behind the particle of the infinitive, adverbs between ("to | swiftly | attack")."""
    particle = pack.grammar.verbs.particle_infinitive
    last = next((w for w in reversed(words[:i]) if w.pos != "adv"), None)
    return "verb" if last is not None and last.lower == particle and last.pos == "part" else ""


def _behind_helper(words: list[Word], i: int, pack: Pack) -> str:
    """A form that an auxiliary before it asks for: "has | backed", "will on Friday | visit", "is | visiting"."""
    last = parted_helper(words, i, pack) or before(words, i)
    if last is None or last.pos != "verb":
        return ""
    verbs, kinds = pack.grammar.verbs, words[i].kinds
    lemmas = last.lemmas
    if verbs.have in lemmas or verbs.be in lemmas:
        wanted = {"part2"} | ({"part1"} if verbs.be in lemmas else set())
        return "verb" if kinds & wanted else ""
    helps = lemmas & {*pack.grammar.modals, *verbs.future, *verbs.support, *verbs.causative}
    return "verb" if helps and "inf" in kinds else ""


def _relative(words: list[Word], i: int, pack: Pack) -> str:
    """A word that opens both relative clauses and content ("that", "que"): relative right behind a noun."""
    at = i - 1
    if at > 0 and words[at].text == ",":
        at -= 1
    if pack.grammar.shape.adjectives_after:  # "el canciller colombiano, que"
        while at > 0 and words[at].pos == "adj" and words[at - 1].pos in ("noun", "name", "adj"):
            at -= 1
    if _led(words, i, pack):
        return "pron"
    last = words[at] if at >= 0 else None
    behind_noun = last is not None and last.pos in ("noun", "name", "pron", "num", "det")
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if behind_noun and last is not None and (last.lemma in pack.speech.phrases.nouns or last.lemma in pack.grammar.nouns.time):
        return "sconj"
    wished = upcoming is not None and bool(upcoming.forms) and all(f.mood == "subjunctive" for f in upcoming.forms)
    if wished and _whichever(words, at, pack):
        return "pron"
    if behind_noun and upcoming is not None and ("verb" not in upcoming.options or wished) and _saying(words, i, pack):
        return "sconj"
    if "sconj" in words[i].options:
        return "pron" if behind_noun else "sconj"
    return "pron" if behind_noun and "verb" in (words[i + 1].options if i + 1 < len(words) else ()) else ""


def _led(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether an adposition with an article leads a word, which then can only be a relative: "un incidente en el | que"."""
    if i < 2 or not pack.grammar.shape.adjectives_after:
        return False
    last, definite = words[i - 1].lower, pack.grammar.definite
    return last in pack.grammar.adpositions.contracted or (last in definite and words[i - 2].pos == "adp")


def _whichever(words: list[Word], noun: int, pack: Pack) -> bool:
    """Whether a noun stands for whichever of its kind: "cualquier | declaración"."""
    return any(w.lower in pack.grammar.clauses.whichever for w in words[max(noun - 2, 0) : max(noun, 0)])


def _saying(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the last verb before a word is one of saying ("told reporters that ...")."""
    last = next((w for w in reversed(words[:i]) if w.pos == "verb"), None)
    return last is not None and says(last, pack)


def _counts_on(words: list[Word], i: int) -> bool:
    """Whether a verb of the same form stands before, and a number or article follows that is this one's object."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    before_it = next((w for w in reversed(words[:i]) if w.pos == "verb"), None)
    kinds = words[i].kinds
    same = before_it is not None and bool(kinds & before_it.kinds)
    return same and upcoming is not None and upcoming.options[0] in ("num", "det")


def _modifier(words: list[Word], i: int, pack: Pack) -> str:
    """Adjective or noun, adjective or verb: an adjective where a noun follows, or where it follows its noun."""
    options = words[i].options
    upcoming = words[i + 1] if i + 1 < len(words) else None
    last = words[i - 1] if i else None
    if "verb" in options and last is not None and last.pos in ("noun", "name", "pron") and predicate(words, i, pack):
        return "verb"
    if "verb" in options and last is not None and last.pos == "cconj" and _counts_on(words, i):
        return "verb"  # "killed at least 7 people and | wounded 21"
    able = {"noun", "name"} if pack.grammar.shape.adjectives_after else {"noun", "name", "adj", "num"}  # "the first 250 men"
    if pack.grammar.shape.adjectives_after and last is not None:
        if last.pos in ("noun", "name") or _joined_adjective(words, i, pack):
            return "adj"
        described = upcoming is not None and "adj" in upcoming.options
        listed = upcoming is not None and "adj" in upcoming.options[:1] and not {"adj"} & set(words[i].options[:1])
        first = last.pos in ("det", "num") or (last.pos == "adj" and i > 1 and words[i - 2].pos == "det")
        if first and described and _role(words[i], pack):
            return "noun"  # "un | general | ruso"
        if last.pos in ("det", "num", "adj") and upcoming is not None and {"noun", "name"} & set(upcoming.options) and not listed:
            return "adj"  # "le nouveau président", but "las expresiones | ofensivas"
        if last.pos == "det" and upcoming is not None and upcoming.options[0] == "num":
            return "adj"  # "el próximo 3 de enero"
    nominal = upcoming is not None and bool(able & set(upcoming.options)) and upcoming.options[0] != "adv"
    if nominal and upcoming is not None and upcoming.options[0] == "verb":
        nominal = last is not None and (last.pos in ("det", "adp", "num", "verb") or last.lower in pack.grammar.shape.possessive)
    if nominal and upcoming is not None and upcoming.options == ("name",) and _role(words[i], pack):
        return "noun"  # "al | opositor | José Daniel Ferrer"
    if (nominal or _participle_noun(words, i)) and not pack.grammar.shape.adjectives_after:
        return "adj"
    if last is not None and (last.pos == "det" or last.lower in pack.grammar.shape.possessive) and not nominal:
        return "noun"  # "the military", "the wounded"
    if "noun" in options:
        return "noun" if last is not None and last.pos in BEFORE_NOUN and not nominal else options[0]
    return "adj" if last is not None and last.pos in ("det", "adj", "num") else ""


def _joined_adjective(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether an adjective is a further one behind a noun: "les présidents russe et | américain", "l'envoyé spécial | russe"."""
    at = i - 2 if i > 1 and words[i - 1].pos == "cconj" else i - 1
    first = at
    while at > 0 and words[at].pos == "adj":
        at -= 1
    return pack.grammar.shape.adjectives_after and at < first and words[at].pos == "noun" and words[i].text.islower()


def _role(word: Word, pack: Pack) -> bool:
    """Whether a word that is adjective and noun names a sort of people."""
    noun = pack.words.noun(word.text) if "noun" in word.options and pack.grammar.shape.adjectives_after else None
    return noun is not None and noun.lemma in pack.roles.by_lemma


def _participle_noun(words: list[Word], i: int) -> bool:
    """Whether a participle and its noun follow ("other | existing members")."""
    if i + 2 >= len(words):
        return False
    kinds = words[i + 1].kinds
    return bool(kinds & {"part1", "part2"}) and "fin" not in kinds and bool({"noun", "name"} & set(words[i + 2].options))


class Rule(msgspec.Struct, frozen=True):
    """A rule and the words that it is asked about: with `all` or `some` of these options, `only` these, or of this form."""

    speak: Callable[[list[Word], int, Pack], str]
    all: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    only: tuple[str, ...] = ()
    form: Callable[[str, Pack], bool] | None = None

    def concerns(self, options: tuple[str, ...]) -> bool:
        """Whether the rule can speak of a word with these options."""
        if self.only and options != self.only:
            return False
        return self.all.issubset(options) and (not self.some or not self.some.isdisjoint(options))


def _owns(lower: str, pack: Pack) -> bool:
    """A form of `genitive` adpositions, which may be an article."""
    return pack.grammar.adpositions.contracted.get(lower, lower) in pack.grammar.shape.genitive


RULES = (
    Rule(_owner_mark, form=lambda lower, pack: lower in pack.grammar.shape.possessive),
    Rule(ago, form=lambda lower, pack: lower in pack.grammar.shape.ago),
    Rule(_nominal, only=("verb",)),
    Rule(_particle, form=lambda lower, pack: lower == pack.grammar.verbs.particle_infinitive),
    Rule(_after_particle, all=frozenset(("verb",)), form=lambda lower, pack: bool(pack.grammar.verbs.particle_infinitive)),
    Rule(_behind_helper, all=frozenset(("verb",))),
    Rule(some_of, form=lambda lower, pack: lower in pack.grammar.clauses.some_of),
    Rule(
        _relative,
        some=frozenset(("sconj", "det", "adp")),
        form=lambda lower, pack: lower in pack.grammar.clauses.relatives,
    ),
    Rule(fixed, some=frozenset(("adp", "adv"))),
    Rule(partitive, form=_owns),
    Rule(article, all=frozenset(("det",))),
    Rule(pronoun_or_adposition, all=frozenset(("pron", "adp"))),
    Rule(opening_participle, all=frozenset(("verb",))),
    Rule(parted_participle, all=frozenset(("noun", "verb"))),
    Rule(opening_adjective, all=frozenset(("adj", "noun"))),
    Rule(opening_deed, all=frozenset(("noun", "verb"))),
    Rule(opening_verb, all=frozenset(("noun", "verb"))),
    Rule(noun_or_verb, all=frozenset(("noun", "verb"))),
    Rule(_modifier, all=frozenset(("adj",))),
    Rule(once, all=frozenset(("sconj", "adv"))),
    Rule(adverb_or_noun, only=("adv", "noun")),
    Rule(adverb, all=frozenset(("adp", "adv"))),
)


def rules_for(word: tuple[str, tuple[str, ...]], pack: Pack) -> tuple[Callable[[list[Word], int, Pack], str], ...]:
    """The rules, in order, that can say something of a word: its form in lower case and its options."""
    lower, options = word
    able = pack.remember(_concerned)(options)
    return tuple([rule.speak for rule in able if rule.form is None or rule.form(lower, pack)])


def _concerned(options: tuple[str, ...], pack: Pack) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.concerns(options))
