"""A word that is noun and verb, and its neighbours -> which of the two it is here ("attack", "visits", "marcha")."""

from dragoman.clauses.subject_verb.ahead import bare_infinitive, by_somebody, of_deed, said_of
from dragoman.clauses.subject_verb.neighbours import after
from dragoman.clauses.subject_verb.options import OPENERS, Word
from dragoman.language.lexicon import VerbForm
from dragoman.language.pack import Pack


def noun_or_verb(words: list[Word], i: int, pack: Pack) -> str:
    """A word that is both, by what stands before it and behind it ("attack", "visits", "marcha")."""
    word = words[i]
    last = words[i - 1] if i else None
    kinds = word.kinds
    if last is None or last.text in OPENERS:
        upcoming = after(words, i)
        free = pack.grammar.shape.pro_drop or pack.grammar.shape.inversion
        return "verb" if free and "fin" in kinds and upcoming is not None and upcoming.options[0] in ("det", "adp") else "noun"
    if "part2" in kinds and last.pos in ("noun", "adj", "name") and _attribute(words, i, last, pack):
        return "verb"
    if last.pos == "adj" and pack.grammar.shape.adjectives_after and i > 1 and words[i - 2].pos in ("noun", "name"):
        return "verb" if predicate(words, i, pack) else "noun"
    if last.pos == "num" and last.lower in pack.grammar.nouns.measure and "fin" in kinds and lacks_verb(words, i):
        return "verb"  # "Thousands | protest in Belgrade"
    if last.pos in ("det", "num", "adj") or last.lower in pack.grammar.shape.possessive:
        return "noun"
    if pack.grammar.shape.compounds and last.relational and not last.text.isupper() and i + 1 < len(words):
        return "noun"  # "Iranian | attacks"
    if pack.grammar.shape.compounds and last.relational and i > 1 and words[i - 2].pos in ("det", "adj"):
        return "verb" if _after_acronym(words, i, pack) else "noun"  # "a key U.S. | ally"
    if _part_of_noun(words, i, pack) or _people_who_act(words, i, pack):
        return "noun"
    if word.text[0].isupper() and last.pos == "name" and last.text[0].isupper() and _sure_verb_ahead(words, i, pack):
        return "noun"  # "the Royal Air | Force | plane landed"
    if last.pos == "adp":
        return "verb" if _gerund_with_object(words, i, kinds) or bare_infinitive(word, last, pack) else "noun"
    if last.pos == "pron":  # "un ataque en el que | soldados | mataron a dos policías"
        return "noun" if kinds == {"part2"} and last.lower in pack.grammar.clauses.relatives else "verb"
    if last.text == "," and kinds == {"fin"} and all(f.number == "p" for f in word.forms):
        return "noun"  # "Faure Gnassingbé, | président du Togo, ..."
    if last.pos in ("noun", "name", "adv", "part", "punct"):
        return "verb" if predicate(words, i, pack) else "noun"
    if last.pos == "cconj" and (_goes_on(words, i, kinds, pack) or _second_verb(words, i, pack)):
        return "verb"
    if last.pos == "cconj":
        other = next((w for w in reversed(words[max(i - 5, 0) : i - 1]) if w.pos in ("verb", "noun", "name")), None)
        return "verb" if other is not None and other.pos == "verb" and kinds & other.kinds else "noun"
    return "noun"


def _part_of_noun(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a word ends a noun of several words that some frame names: "asset freezes and travel | bans"."""
    last = words[i - 1]
    if not pack.grammar.shape.compounds or last.pos not in ("noun", "adj") or last.text[0].isupper():
        return False
    return (pack.words.singular(words[i].lower),) in pack.triggers.noun_tails.get(last.lower, ())


def _people_who_act(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a word for people is what a verb right behind it tells of: "security | forces | shot", "M23 | rebels | sign"."""
    noun, upcoming = pack.words.noun(words[i].text), words[i + 1] if i + 1 < len(words) else None
    if not pack.grammar.shape.compounds or noun is None or noun.number != "p" or upcoming is None:
        return False
    acts = "verb" in upcoming.options and any(f.kind == "fin" and (f.tense == "past" or f.number != "s") for f in upcoming.forms)
    return acts and noun.lemma in pack.roles.by_lemma and lacks_verb(words, i)


def _attribute(words: list[Word], i: int, last: Word, pack: Pack) -> bool:
    """Whether a participle behind a noun says what was done with or by it."""
    told = said_of(words, i, pack) and lacks_verb(words, i)
    return told or by_somebody(words, i, pack) or of_deed(words[i], last, pack)


def _after_acronym(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a form in -s behind the acronym of a state is the verb of its clause: "The US | bans | Iranian oil"."""
    article = i > 1 and words[i - 2].lower in pack.grammar.definite and words[i - 1].text.isupper()
    opens = i == 2 or words[i - 3].pos in ("punct", "sconj", "verb", "cconj", "x")
    single = any(f.kind == "fin" and f.number == "s" for f in words[i].forms)
    return article and opens and single and pack.grammar.shape.compounds and predicate(words, i, pack)


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


def predicate(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the clause still lacks its verb, and what follows can be behind a verb but hardly behind a noun."""
    word = words[i]
    fin = [f for f in word.forms if f.kind == "fin"]
    if not fin or not lacks_verb(words, i):
        return bool(not fin and words[i - 1].text == "," and "part1" in word.kinds) and not _someone(words, i, pack)
    subject = next((w for w in reversed(words[:i]) if w.pos in ("noun", "name", "pron")), None)
    if subject is None and not pack.grammar.shape.pro_drop:
        return False
    upcoming = after(words, i)
    if words[i - 1].text == "," and upcoming is not None and (upcoming.text == "," or upcoming.options[0] == "cconj"):
        return False  # "artillery, | mortar, and rocket fire"
    if words[i - 1].text == "," and upcoming is not None and upcoming.lower in pack.grammar.shape.genitive:
        return False  # "Ana Diaz, | head | of the mission"
    if upcoming is not None and _names_more(words, i, upcoming, pack):
        return False  # "the FARC | rebel group resumed talks"
    if upcoming is not None and upcoming.text == "," and _told_more(words, i + 2, pack):
        return False  # "Tuareg | rebels, who"
    if upcoming is None or upcoming.text in ".!?":
        return _agrees(words, i, fin, pack)
    if words[i].lemma in pack.speech.stance or words[i].lemmas & set(pack.speech.stance):
        bare = pack.grammar.shape.infinitive_adpositions and upcoming is not None and upcoming.kinds == {"inf"}
        bare = bare and upcoming is words[i + 1]
        if bare and any(f.tense == "present" for f in fin):
            return _agrees(words, i, fin, pack)  # "l'armée malienne | annonce | avoir tué"
    if (upcoming.options[0] == "verb" and "noun" not in upcoming.options) or (
        upcoming.options[0] == "punct" and upcoming.text != ","
    ):
        return False
    if upcoming.options[0] in ("adp", "sconj", "cconj", "part", "punct") and _sure_verb_ahead(words, i, pack):
        return False
    return _agrees(words, i, fin, pack)


def _names_more(words: list[Word], i: int, upcoming: Word, pack: Pack) -> bool:
    """Whether a bare noun and a sure finite verb follow a form without ending: the form is part of a compound."""
    bare = all(f.kind == "inf" or f.number != "s" for f in words[i].forms) and words[i + 1] is upcoming
    if not (bare and pack.grammar.shape.compounds and upcoming.options == ("noun",) and upcoming.text[0].islower()):
        return False
    behind = words[i + 2] if i + 2 < len(words) else None
    return behind is not None and behind.options == ("verb",) and "fin" in behind.kinds


def _told_more(words: list[Word], at: int, pack: Pack) -> bool:
    """Whether a relative pronoun that opens nothing else stands at a position: a noun stands before its comma."""
    return at < len(words) and words[at].options[:1] == ("pron",) and words[at].lower in pack.grammar.clauses.relatives


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
    number = last.noun.number if last.noun is not None else counted_by(words, i, pack)
    if several or not number or any(f.number in ("", number) for f in fin):
        return True
    if not pack.grammar.shape.adjectives_after or i == 0 or words[i - 1].pos != "noun":
        return False
    start = next((t + 1 for t in range(i - 1, -1, -1) if words[t].pos in ("verb", "punct", "sconj")), 0)
    heads = [words[t - 1].noun for t in range(start + 1, i) if words[t].pos == "adp"]  # "une attaque de drones fait ..."
    return any(noun is not None and any(f.number == noun.number for f in fin) for noun in heads)


def counted_by(words: list[Word], i: int, pack: Pack) -> str:
    """The number that the determiner of an unknown noun gives it ("a counterinsurgency | drive"), "" when it tells none."""
    start = next((w for w in reversed(words[max(i - 4, 0) : i]) if w.pos not in ("noun", "adj")), None)
    forms = pack.grammar.determiner_forms.get(start.lower, ()) if start is not None else ()
    numbers = {f.strip("-") for f in forms}
    return numbers.pop() if len(numbers) == 1 and numbers <= {"s", "p"} else ""


def lacks_verb(words: list[Word], i: int) -> bool:
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


def _sure_verb_ahead(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether an unmistakable finite verb follows before the clause can end; the mark of an owner is none ("Orban | 's ban")."""
    for k, word in enumerate(words[i + 1 :], i + 1):
        if word.text in ";:.!?,—–(" or word.options[0] == "sconj" or word.options == ("pron",):
            return False
        if "part" in words[k - 1].options and "inf" in word.kinds:
            continue
        owns = word.lower in pack.grammar.shape.possessive and words[k - 1].options[:1] != ("pron",)
        named = word.text[0].isupper() and k == len(words) - 1  # "Call for Truce in Gaza | Strip"
        if word.options == ("verb",) and "fin" in word.kinds and not (owns or named):
            return True
    return False
