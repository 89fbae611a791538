"""A word that can be several things and its neighbours -> its part of speech: small rules, the first that speaks decides."""

from collections.abc import Callable

import msgspec

from dragoman.clauses.subject_verb.adverbs import adverb, adverb_or_noun, fixed, once
from dragoman.clauses.subject_verb.ahead import bare_infinitive, by_somebody, of_deed, takes_infinitive
from dragoman.clauses.subject_verb.articles import article, partitive, pronoun_or_adposition
from dragoman.clauses.subject_verb.opening import opening_adjective, opening_deed, opening_participle
from dragoman.clauses.subject_verb.options import OPENERS, Word, says
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack

BEFORE_NOUN = ("det", "num", "adp", "adj", "noun", "name")

# The rules: words, position, pack -> part of speech, "" when the rule has nothing to say -------------------------------


def before(words: list[Word], i: int) -> Word | None:
    """The word before, adverbs, negations and quotation marks passed over; None at the start."""
    for word in reversed(words[:i]):
        if word.pos not in ("adv", "part") and word.text not in "\"“”„«»‘’'":
            return word
    return None


def after(words: list[Word], i: int) -> Word | None:
    """The word behind that is no adverb and no quotation mark; None at the end."""
    for word in words[i + 1 : i + 5]:
        if word.options[:1] != ("adv",) and word.text not in "\"“”„«»‘’'":
            return word
    return None


def _owner_mark(words: list[Word], i: int, pack: Pack) -> str:
    """The mark behind an owner, which may also be a short verb ("Russia | 's", but "it | 's")."""
    if words[i].lower not in pack.grammar.shape.possessive:
        return ""
    last = words[i - 1] if i else None
    return "part" if last is not None and last.pos in ("noun", "name", "num", "adj") else ""


def _nominal(words: list[Word], i: int, pack: Pack) -> str:
    """A form of a verb only, where nothing but a noun can stand: behind an article or a number ("five | suspects")."""
    last = words[i - 1] if i else None
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
    if last.pos == "verb":  # "staged | mass protests"
        return "" if takes_infinitive(last, pack) or last.forms[0].lemma in pack.speech.stance else "noun"
    lacks = _lacks_verb(words, i) and not (last is words[i - 1] and _counted_by(words, i, pack) == "s")
    return "noun" if last.pos == "adp" or (last.pos == "noun" and not lacks) else ""


def _particle(words: list[Word], i: int, pack: Pack) -> str:
    """The particle of the infinitive: a bare verb follows ("to attack"; but "to talks", "to the capital")."""
    if words[i].lower != pack.grammar.verbs.particle_infinitive:
        return ""
    upcoming = after(words, i)
    bare = upcoming is not None and "inf" in upcoming.kinds and "verb" in upcoming.options
    return "part" if bare and upcoming is not None and upcoming.options[0] not in ("det", "pron", "adp") else "adp"


def _after_particle(words: list[Word], i: int, pack: Pack) -> str:
    particle = pack.grammar.verbs.particle_infinitive
    if not particle or "verb" not in words[i].options:
        return ""
    last = next((w for w in reversed(words[:i]) if w.pos != "adv"), None)
    return "verb" if last is not None and last.lower == particle and last.pos == "part" else ""


def _behind_helper(words: list[Word], i: int, pack: Pack) -> str:
    """A form that an auxiliary before it asks for: "has | backed", "will | visit", "is | visiting"."""
    last = before(words, i)
    if "verb" not in words[i].options or last is None or last.pos != "verb":
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
    word, clauses = words[i], pack.grammar.clauses
    if word.lower not in clauses.relatives or not {"sconj", "det", "adp"} & set(word.options):
        return ""
    at = i - 1
    if at > 0 and words[at].text == ",":
        at -= 1
    if pack.grammar.shape.adjectives_after:  # "el canciller colombiano, que"
        while at > 0 and words[at].pos == "adj" and words[at - 1].pos in ("noun", "name", "adj"):
            at -= 1
    last = words[at] if at >= 0 else None
    behind_noun = last is not None and last.pos in ("noun", "name", "pron", "num", "det")
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if behind_noun and last is not None and (last.lemma in pack.speech.phrases.nouns or last.lemma in pack.grammar.nouns.time):
        return "sconj"
    wished = upcoming is not None and bool(upcoming.forms) and all(f.mood == "subjunctive" for f in upcoming.forms)
    if behind_noun and upcoming is not None and ("verb" not in upcoming.options or wished) and _saying(words, i, pack):
        return "sconj"
    if "sconj" in word.options:
        return "pron" if behind_noun else "sconj"
    return "pron" if behind_noun and "verb" in (words[i + 1].options if i + 1 < len(words) else ()) else ""


def _saying(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the last verb before a word is one of saying ("told reporters that ...")."""
    last = next((w for w in reversed(words[:i]) if w.pos == "verb"), None)
    return last is not None and says(last, pack)


def _noun_or_verb(words: list[Word], i: int, pack: Pack) -> str:
    """A word that is both, by what stands before it and behind it ("attack", "visits", "marcha")."""
    word = words[i]
    if not {"noun", "verb"} <= set(word.options):
        return ""
    last = words[i - 1] if i else None
    kinds = word.kinds
    if last is None or last.text in OPENERS:
        upcoming = after(words, i)
        free = pack.grammar.shape.pro_drop or pack.grammar.shape.inversion
        return "verb" if free and "fin" in kinds and upcoming is not None and upcoming.options[0] in ("det", "adp") else "noun"
    if "part2" in kinds and last.pos in ("noun", "adj", "name") and (by_somebody(words, i, pack) or of_deed(word, last, pack)):
        return "verb"
    if last.pos == "adj" and pack.grammar.shape.adjectives_after and i > 1 and words[i - 2].pos in ("noun", "name"):
        return "verb" if _predicate(words, i, pack) else "noun"
    if last.pos == "num" and last.lower in pack.grammar.nouns.measure and "fin" in kinds and _lacks_verb(words, i):
        return "verb"  # "Thousands | protest in Belgrade"
    if last.pos in ("det", "num", "adj") or last.lower in pack.grammar.shape.possessive:
        return "noun"
    if pack.grammar.shape.compounds and last.relational and not last.text.isupper() and i + 1 < len(words):
        return "noun"  # "Iranian | attacks"
    if pack.grammar.shape.compounds and last.relational and i > 1 and words[i - 2].pos in ("det", "adj"):
        return "verb" if _after_acronym(words, i, pack) else "noun"  # "a key U.S. | ally"
    upcoming = after(words, i)
    office = upcoming is not None and upcoming.lower in pack.grammar.nouns.person_parts
    if pack.grammar.shape.compounds and last.pos == "name" and office:
        return "noun"  # "Mozambique | finance minister"
    if last.pos == "adp":
        return "verb" if _gerund_with_object(words, i, kinds) or bare_infinitive(word, last, pack) else "noun"
    if last.pos == "pron":
        return "verb"
    if last.pos in ("noun", "name", "adv", "part", "punct"):
        return "verb" if _predicate(words, i, pack) else "noun"
    if last.pos == "cconj" and (_goes_on(words, i, kinds, pack) or _second_verb(words, i, pack)):
        return "verb"
    if last.pos == "cconj":
        other = next((w for w in reversed(words[max(i - 5, 0) : i - 1]) if w.pos in ("verb", "noun", "name")), None)
        return "verb" if other is not None and other.pos == "verb" and kinds & other.kinds else "noun"
    return "noun"


def _after_acronym(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a form in -s behind the acronym of a state is the verb of its clause: "The US | bans | Iranian oil"."""
    article = i > 1 and words[i - 2].lower in pack.grammar.definite and words[i - 1].text.isupper()
    opens = i == 2 or words[i - 3].pos in ("punct", "sconj", "verb", "cconj", "x")
    single = any(f.kind == "fin" and f.number == "s" for f in words[i].forms)
    return article and opens and single and pack.grammar.shape.compounds and _predicate(words, i, pack)


def _second_verb(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a form in -s behind "and" is a second verb: an article follows, and the clause's verb has the same form."""
    upcoming = after(words, i)
    mine = {(f.tense, f.number) for f in words[i].forms if f.kind == "fin"}
    if not pack.grammar.shape.compounds or mine != {("present", "s")} or upcoming is None or upcoming.options[0] != "det":
        return False
    earlier = (w for w in words[:i] if w.pos == "verb")
    return any(mine & {(f.tense, f.number) for f in w.forms if f.kind == "fin"} for w in earlier)


def _goes_on(words: list[Word], i: int, kinds: frozenset[str], pack: Pack) -> bool:
    """Whether a bare word behind "and" is a second verb: an object follows, and a finite verb of its tense stands before it."""
    upcoming, shape = after(words, i), pack.grammar.shape
    if "fin" not in kinds or shape.compounds or upcoming is None or not {"det", "adp"} & set(upcoming.options[:1]):
        return False
    lemma = pack.grammar.adpositions.contracted.get(upcoming.lower, upcoming.lower)
    if upcoming.options[0] == "adp" and lemma != shape.personal:
        return False
    mine = {(f.tense, f.mood, f.number) for f in words[i].forms if f.kind == "fin"}
    return any(mine & {(f.tense, f.mood, f.number) for f in w.forms if f.kind == "fin"} for w in words[:i] if w.pos == "verb")


def _gerund_with_object(words: list[Word], i: int, kinds: frozenset[str]) -> bool:
    upcoming = after(words, i)
    return "part1" in kinds and upcoming is not None and upcoming.options[0] in ("det", "name", "num", "noun", "adj")


def _predicate(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the clause still lacks its verb, and what follows can be behind a verb but hardly behind a noun."""
    word = words[i]
    fin = [f for f in word.forms if f.kind == "fin"]
    if not fin or not _lacks_verb(words, i):
        return bool(not fin and words[i - 1].text == "," and "part1" in word.kinds) and not _someone(words, i, pack)
    subject = next((w for w in reversed(words[:i]) if w.pos in ("noun", "name", "pron")), None)
    if subject is None and not pack.grammar.shape.pro_drop:
        return False
    upcoming = after(words, i)
    if words[i - 1].text == "," and upcoming is not None and (upcoming.text == "," or upcoming.options[0] == "cconj"):
        return False  # "artillery, | mortar, and rocket fire"
    if upcoming is None or upcoming.text in ".!?":
        return _agrees(words, i, fin, pack)
    if (upcoming.options[0] == "verb" and "noun" not in upcoming.options) or (
        upcoming.options[0] == "punct" and upcoming.text != ","
    ):
        return False
    if upcoming.options[0] in ("adp", "sconj", "cconj", "part", "punct") and _sure_verb_ahead(words, i):
        return False
    return _agrees(words, i, fin, pack)


def _someone(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a participle that is also a word for people stands without an object: ", opposant en Tunisie,"."""
    noun, upcoming = pack.words.noun(words[i].text), after(words, i)
    acts = upcoming is not None and upcoming.options[0] in ("det", "pron", "name", "num")
    return not acts and noun is not None and noun.lemma in pack.roles.by_lemma


def _agrees(words: list[Word], i: int, fin: list[VerbForm], pack: Pack) -> bool:
    """Whether a form fits the number of the noun before it; a name may be both (headlines: "US, Japan agree")."""
    last = next((w for w in reversed(words[:i]) if w.pos in ("noun", "name", "pron")), None)
    if last is None or last.pos != "noun" or words[i - 1].text == ",":
        return True
    several = any(w.pos == "cconj" for w in words[max(i - 4, 0) : i])
    number = last.noun.number if last.noun is not None else _counted_by(words, i, pack)
    if several or not number or any(f.number in ("", number) for f in fin):
        return True
    if not pack.grammar.shape.adjectives_after or i == 0 or words[i - 1].pos != "noun":
        return False
    start = next((t + 1 for t in range(i - 1, -1, -1) if words[t].pos in ("verb", "punct", "sconj")), 0)
    heads = [words[t - 1].noun for t in range(start + 1, i) if words[t].pos == "adp"]  # "une attaque de drones fait ..."
    return any(noun is not None and any(f.number == noun.number for f in fin) for noun in heads)


def _counted_by(words: list[Word], i: int, pack: Pack) -> str:
    """The number that the determiner of an unknown noun gives it ("a counterinsurgency | drive"), "" when it tells none."""
    start = next((w for w in reversed(words[max(i - 4, 0) : i]) if w.pos not in ("noun", "adj")), None)
    forms = pack.grammar.determiner_forms.get(start.lower, ()) if start is not None else ()
    numbers = {f.strip("-") for f in forms}
    return numbers.pop() if len(numbers) == 1 and numbers <= {"s", "p"} else ""


def _lacks_verb(words: list[Word], i: int) -> bool:
    """Whether no finite verb stands between here and the last place where a clause may begin."""
    closed = 0  # brackets that are closed again say nothing
    for word in reversed(words[:i]):
        closed += (word.text in ")]") - (word.text in "([")
        if closed > 0 or (word.text in "([" and closed == 0):
            continue
        if word.pos == "verb" and "fin" in word.kinds:
            return False
        if word.pos in ("sconj", "cconj") or word.text in ",;:—–([":
            return True
    return True


def _sure_verb_ahead(words: list[Word], i: int) -> bool:
    """Whether an unmistakable finite verb follows before the clause can end."""
    for k, word in enumerate(words[i + 1 :], i + 1):
        if word.text in ";:.!?,—–(" or word.options[0] == "sconj" or word.options == ("pron",):
            return False
        if "part" in words[k - 1].options and "inf" in word.kinds:
            continue
        if word.options == ("verb",) and "fin" in word.kinds:
            return True
    return False


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
    if "adj" not in options:
        return ""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    last = words[i - 1] if i else None
    if "verb" in options and last is not None and last.pos in ("noun", "name", "pron") and _predicate(words, i, pack):
        return "verb"
    if "verb" in options and last is not None and last.pos == "cconj" and _counts_on(words, i):
        return "verb"  # "killed at least 7 people and | wounded 21"
    able = {"noun", "name"} if pack.grammar.shape.adjectives_after else {"noun", "name", "adj", "num"}  # "the first 250 men"
    if pack.grammar.shape.adjectives_after and last is not None:
        if last.pos in ("noun", "name") or _joined_adjective(words, i, pack):
            return "adj"
        if last.pos in ("det", "num", "adj") and upcoming is not None and {"noun", "name"} & set(upcoming.options):
            return "adj"  # "le nouveau président"
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
    """Whether an adjective is the second of two behind a noun: "les présidents russe et | américain"."""
    earlier = [w.pos for w in words[max(i - 3, 0) : i]]
    return pack.grammar.shape.adjectives_after and earlier == ["noun", "adj", "cconj"] and words[i].text.islower()


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
    """A rule and the words that it can say something of: with `all` or `some` of these options, `only` these, or of this form."""

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
    Rule(_nominal, only=("verb",)),
    Rule(_particle, form=lambda lower, pack: lower == pack.grammar.verbs.particle_infinitive),
    Rule(_after_particle, all=frozenset(("verb",)), form=lambda lower, pack: bool(pack.grammar.verbs.particle_infinitive)),
    Rule(_behind_helper, all=frozenset(("verb",))),
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
    Rule(opening_adjective, all=frozenset(("adj", "noun"))),
    Rule(opening_deed, all=frozenset(("noun", "verb"))),
    Rule(_noun_or_verb, all=frozenset(("noun", "verb"))),
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
