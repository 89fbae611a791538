"""A word that is article, adposition or pronoun by its form -> which of them it is here.

Rules of `tagging`: words, position, pack -> part of speech, "" when the rule has nothing to say.
"""

from dragoman.clauses.subject_verb.ahead import QUOTES
from dragoman.clauses.subject_verb.options import OPENERS, Word
from dragoman.language.pack import Pack


def article(words: list[Word], i: int, pack: Pack) -> str:
    """A determiner when a noun can follow, else a pronoun ("la visitó", "her")."""
    options = words[i].options
    upcoming = next((w for w in words[i + 1 : i + 3] if w.text not in QUOTES), None)
    if upcoming is not None and words[i].lower in pack.grammar.nouns.measure and _of(upcoming, pack):
        return "noun"  # "l'une | de leurs bases"
    before = words[i - 1].lower if i else ""
    if words[i].lower in pack.grammar.nouns.places and (
        before in pack.grammar.definite or before in pack.grammar.adpositions.contracted
    ):
        return "noun"  # "en el este | de Ucrania", "del este"
    nominal = upcoming is not None and bool({"noun", "adj", "num", "name", "det"} & set(upcoming.options))
    nominal = nominal or (upcoming is not None and upcoming.kinds == {"part2"})  # "las infundadas acusaciones"
    if "adp" in options and upcoming is not None and "num" in upcoming.options and pack.grammar.shape.compounds:
        return "det"  # "about | 200 people"
    if "adp" in options and pack.grammar.shape.compounds:
        return "det" if _counts(words, i + 1, pack) else "adp"  # "over | half of them", but "over | his refusal"
    oblique = i > 0 and _oblique(words, i - 1, pack)
    clitic = words[i - 1] if i and words[i - 1].pos == "pron" and not oblique else None  # "selon lesquelles | l'armée"
    if upcoming is not None and "verb" in upcoming.options and (not nominal or clitic is not None) and "pron" in options:
        under = i > 0 and words[i - 1].pos in ("adp", "verb") and all(f.kind == "fin" for f in upcoming.forms)
        return "det" if under else "pron"  # "dans l'est", "denunció la presencia"
    if nominal and "adp" in options:
        return "adp" if _hangs(words, i, pack) else "det"
    return "det" if nominal else "pron" if "pron" in options else "adp" if "adp" in options else ""


def _oblique(words: list[Word], at: int, pack: Pack) -> bool:
    """Whether a relative is no subject, so that one may follow it: "selon lesquelles", "où | la force", "dont | le groupe"."""
    if words[at].lower not in pack.grammar.clauses.relatives:
        return False
    cases = {f[0] for f in words[at].feats}
    return (at > 0 and words[at - 1].pos == "adp") or (bool(cases) and "n" not in cases)


def _counts(words: list[Word], at: int, pack: Pack) -> bool:
    """Whether a quantity stands at a position, an article before it allowed ("half", "a dozen")."""
    return any(
        w.lower in pack.grammar.nouns.measure for w in words[at : at + 1 + ("det" in words[at].options if at < len(words) else 0)]
    )


def _of(word: Word, pack: Pack) -> bool:
    """Whether a word is the adposition of owners, an article melted into it or not ("de", "des", "du")."""
    return pack.grammar.adpositions.contracted.get(word.lower, word.lower) in pack.grammar.shape.genitive


def partitive(words: list[Word], i: int, pack: Pack) -> str:
    """The adposition of owners as an article: "ont éclaté de violents combats", "diffuse de la propagande"."""
    word = words[i]
    if pack.grammar.adpositions.contracted.get(word.lower, word.lower) not in pack.grammar.shape.genitive or i + 2 >= len(words):
        return ""
    if not pack.grammar.shape.adjectives_after or "det" in word.options:
        return ""
    time = pack.grammar.nouns.time  # "imposera | bientôt | de nouvelles sanctions", "a imposé | lundi | de ..."
    last, upcoming = next((w for w in reversed(words[:i]) if w.pos != "adv" and w.lemma not in time), None), words[i + 1]
    apart = _behind_receiver(words, i, pack) or _behind_circumstance(words, i, pack)
    if last is not None and last.pos != "verb" and last.text not in OPENERS and last.pos != "cconj" and not apart:
        return ""
    if last is not None and last.pos == "verb" and _hangs(words, i, pack):
        return ""
    noun = pack.words.noun(upcoming.text)
    nominal = bool({"noun", "verb"} & set(words[i + 2].options))
    adjective = upcoming.options[0] == "adj" and nominal and noun is not None and noun.number == "p"
    single = not all(f[1:2] == "p" for f in pack.grammar.determiner_forms.get(upcoming.lower, ()))
    article = last is not None and last.pos == "verb" and upcoming.lower in pack.grammar.definite and single
    article = article and not _suffered(words, i, pack)
    return "det" if adjective or article else ""


def _hangs(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a word that may be an article is an adposition: "la police des frontières", but "a tué des civils".

    Behind a verb it is one where a frame of the verb asks for it and for no bare object ("s'emparer des villes").
    """
    last = next((w for w in reversed(words[:i]) if w.text not in QUOTES), None)  # "la décision « unilatérale » | du Burundi"
    if last is None or last.pos not in ("noun", "name", "adj", "verb"):
        return False
    if last.pos != "verb":
        apart = last.lemma in pack.grammar.nouns.time or _behind_receiver(words, i, pack)  # "a tué samedi des civils"
        return not apart and not _behind_circumstance(words, i, pack)
    if _one(words[i], pack) and words[i + 1].options[:1] == ("name",):
        return True  # "expulsé | du Burundi": nobody takes some of a country
    reflexive = any(w.lower in pack.grammar.verbs.reflexive for w in words[max(i - 5, 0) : i])
    lemma = pack.grammar.adpositions.contracted.get(words[i].lower, words[i].lower)
    return any((f.lemma, lemma, reflexive) in pack.triggers.takes_adposition for f in last.forms)


def _suffered(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the verb before a word is passive or reflexive: it has no object ("est suspendu | de la Cédéao")."""
    before = words[max(i - 5, 0) : i]
    helped = any(w.pos == "verb" and pack.grammar.verbs.be in w.lemmas for w in before[:-1])
    reflexive = any(w.lower in pack.grammar.verbs.reflexive for w in before)
    return before[-1].pos == "verb" and "part2" in before[-1].kinds and (helped or reflexive)


def _behind_receiver(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the name of a receiver right behind the verb stands before the word: "a réclamé à | Berlin | des missiles"."""
    at = i - 1
    while at > 0 and words[at].pos in ("name", "det"):
        at -= 1
    if at < 1 or at == i - 1 or words[at].pos != "adp" or words[at].lemma not in pack.grammar.shape.receiver:
        return False
    verb = words[at - 1]
    small = i + 1 < len(words) and words[i + 1].text[:1].islower()
    return small and verb.pos == "verb" and not verb.lemmas & {pack.grammar.verbs.be, *pack.grammar.verbs.passive}


def _behind_circumstance(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the object of a verb follows a phrase of place, time or means: "ont entamé à Riyad | des pourparlers".

    Behind a name any object of a verb that takes one, behind a noun one that the frames of the verb ask for by its name.
    """
    at = i - 1
    while at > 0 and words[at].pos in ("noun", "name", "adj", "det", "adp", "num", "adv"):
        at -= 1
    small = i + 1 < len(words) and words[i + 1].text[:1].islower() and not _one(words[i], pack)
    if not small or words[at].pos != "verb" or not _opens_circumstance(words[at + 1 : i], pack) or not _governs(words, at, pack):
        return False
    takes = not pack.triggers.transitive.isdisjoint(words[at].lemmas)
    if words[i - 1].pos == "name":
        return takes
    nouns = (pack.words.singular(w.lower) for w in words[i + 1 : i + 3] if "noun" in w.options)
    noun = next(nouns, "")  # "de nouvelles | sanctions"
    entries = (e for lemma in sorted(words[at].lemmas) for e in pack.triggers.verbs.get(lemma, ()))
    return (takes and noun in pack.grammar.nouns.measure) or any(noun in e.nouns and e.noun_slot == "object" for e in entries)


def _opens_circumstance(words: list[Word], pack: Pack) -> bool:
    """Whether words behind a verb begin with an adposition that is none of owners, adverbs and times aside."""
    first = next((w for w in words if w.pos != "adv" and w.lemma not in pack.grammar.nouns.time), None)
    return first is not None and first.pos == "adp" and not _of(first, pack)


def _governs(words: list[Word], at: int, pack: Pack) -> bool:
    """Whether a verb can have an object: a finite form of its own or behind "have", without a reflexive pronoun."""
    before = words[max(at - 3, 0) : at]
    if any(w.lower in pack.grammar.verbs.reflexive for w in before):
        return False
    helped = any(w.lemmas & {pack.grammar.verbs.have} for w in before)
    passive = any(w.pos == "verb" and pack.grammar.verbs.be in w.lemmas for w in before)
    return not passive and (helped or "fin" in words[at].kinds)


def pronoun_or_adposition(words: list[Word], i: int, pack: Pack) -> str:
    """A word that is both is a pronoun before a verb ("il en parle"), else an adposition ("en Syrie", "en attaquant")."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if upcoming is None:
        return "pron"
    verbal = upcoming.options == ("verb",) and any(f.kind != "part1" for f in upcoming.forms)
    return "pron" if verbal or upcoming.options[0] in ("pron", "part", "punct") else "adp"


def _one(word: Word, pack: Pack) -> bool:
    """Whether a melted article is a singular ("du", not "des")."""
    forms = pack.grammar.determiner_forms.get(word.lower, ())
    return bool(forms) and all(f[1:2] == "s" for f in forms)


def some_of(words: list[Word], i: int, pack: Pack) -> str:
    """A relative that names some of a group is an adposition: "dix soldats, | dont | un chef, ont péri"; behind a number also
    without commas ("dix soldats | dont | deux officiers tués")."""
    if i < 1 or i + 2 >= len(words):
        return "pron"
    first = words[i + 1]
    counted = "num" in first.options or ("det" in first.options and first.lower not in pack.grammar.definite)
    if words[i - 1].text != ",":
        group = any("num" in w.options for w in words[max(i - 3, 0) : i])
        return "adp" if counted and group else "pron"
    finite = next((k for k in range(i + 2, len(words)) if _predicates(words, k)), -1)
    return "adp" if counted and finite > 0 and words[finite - 1].text == "," else "pron"


def _predicates(words: list[Word], k: int) -> bool:
    """Whether a word is a finite verb, and no noun behind its number: "dont 79 | élèves"."""
    word, before = words[k], words[k - 1]
    noun = "noun" in word.options and not {"num", "det"}.isdisjoint(before.options)
    return word.options[:1] == ("verb",) and "fin" in word.kinds and not noun
