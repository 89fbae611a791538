"""Words of a sentence -> what each is in this sentence: part of speech, lemma, verb readings.

Where a word can be several things, an ordered tuple of small rules looks at its neighbours, and the first that speaks decides.
"""

from dragoman.clauses.subject_verb.opening import describes
from dragoman.clauses.subject_verb.options import Word, open_words
from dragoman.clauses.subject_verb.portfolio import portfolio
from dragoman.clauses.subject_verb.rules import rules_for
from dragoman.clauses.subject_verb.units import compound, expression, set_word, tail, unit
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack


def tag(texts: list[str], pack: Pack, knowledge: Knowledge) -> list[Word]:
    """One Word a token, in order; `knowledge` tells names and titles of several words, which no rule may part."""
    words = open_words(texts, pack)
    for i, word in enumerate(words):
        if word.capital:
            _capital(words, i, pack, knowledge)
    rules, tails = pack.remember(rules_for), not pack.grammar.shape.compounds
    i, last = 0, len(words) - 1
    while i <= last:
        word, taken = words[i], 0
        if i < last and (word.capital or words[i + 1].options[0] in ("adp", "det")):
            taken = unit(words, texts, i, knowledge, pack)
            taken = portfolio(words, texts, i, taken, knowledge, pack) or taken
        if not taken and word.starts:
            taken = expression(words, i, pack) or compound(words, i, pack)
        if not taken:
            pos = word.options[0]
            if (
                len(word.options) > 1
                or pos in ("verb", "adp", "adj")
                or (pos == "det" and word.lower in pack.grammar.nouns.measure)
            ):
                pos = next((p for rule in rules((word.lower, word.options)) if (p := rule(words, i, pack))), pos)
            if (
                (pos == "name" and _described(words, i, pack))
                or (pos == "noun" and _called(words, i, pack))
                or (pos == "verb" and _undone(words, i, pack))
            ):
                pos = "adj"
            _decide(word, "name" if pos == "noun" and _surname(words, i, pack) else pos, pack)
            taken = 1 + (tail(words, i, pack) if tails and pos == "verb" else 0)
        i += taken
    return words


def _capital(words: list[Word], i: int, pack: Pack, knowledge: Knowledge) -> None:
    """What a capital makes of a word: a name of a noun inside a sentence; and some names are used as adjectives."""
    word = words[i]
    if word.options == ("noun",) and not word.initial and not _common(word, pack, knowledge):
        word.options = ("name",)
    if word.initial and word.options == ("name",) and _adverb(words, word, pack, knowledge):
        word.options = ("adv",)
    if word.initial and word.options == ("name",) and describes(words, word, pack) and not knowledge.find([word.text], 0)[0]:
        word.options = ("adj",)
    if "name" in word.options or "noun" in word.options:
        acronym = "." in word.text or len(word.text) > 1
        word.relational = (word.text.isupper() and acronym) or bool(knowledge.adjectives(word.text))


def _adverb(words: list[Word], word: Word, pack: Pack, knowledge: Knowledge) -> bool:
    """Whether an unlisted word that opens a sentence is an adverb of what follows: "Heavily | armed men"."""
    at = next(i for i, w in enumerate(words) if w is word)
    if not word.lower.endswith(pack.grammar.adverb_endings) or at + 1 >= len(words):
        return False
    if not pack.grammar.shape.compounds:  # "Finalmente, | el ministro ..."
        return not knowledge.find([word.text], 0)[0]
    upcoming = words[at + 1]
    describes = "adj" in upcoming.options or "part2" in upcoming.kinds
    finite_too = "fin" in upcoming.kinds and "adj" not in upcoming.options
    later = any(w.forms and "verb" in w.options for w in words[at + 2 :])
    return describes and upcoming.text[0].islower() and (not finite_too or later) and not knowledge.find([word.text], 0)[0]


def _common(word: Word, pack: Pack, knowledge: Knowledge) -> bool:
    """Whether a noun with a capital inside a sentence is one all the same: a title, a role, a day or month."""
    noun = pack.words.noun(word.text)
    lemma = noun.lemma if noun is not None else word.lower
    known = lemma in pack.roles.by_lemma or lemma.lower() in pack.roles.by_lemma or lemma in pack.grammar.nouns.time
    return known or knowledge.title(word.text) is not None or not pack.grammar.shape.compounds


def _decide(word: Word, pos: str, pack: Pack) -> None:
    """Sets the word's part of speech, and the lemma and readings that it has as one."""
    lemma = word.lower
    if pos == "noun":
        word.noun = pack.words.noun(word.text)
        lemma = word.noun.lemma if word.noun is not None else word.text
    elif pos == "name":
        word.noun, lemma = pack.words.noun(word.text), word.text
    elif pos == "verb":
        lemma = word.forms[0].lemma
    elif pos == "adj":
        lemma = pack.words.adjective(word.lower)
    elif pos == "adp":
        lemma = pack.grammar.adpositions.contracted.get(word.lower, word.lower)
    elif pos == "pron":
        word.feats = pack.grammar.pronouns.get(word.lower, ())
    elif pos == "det":
        word.feats = pack.grammar.determiner_forms.get(word.lower, ())
    set_word(word, pos, lemma)


def _surname(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a common noun with a capital behind a name goes on with it: "María Teresa | Mercado"."""
    word, last = words[i], words[i - 1] if i else None
    if last is None or last.pos != "name" or not (word.text[0].isupper() and last.text[0].isupper()):
        return False
    noun = pack.words.noun(word.text)
    table = pack.roles.by_lemma
    role = (table.get(noun.lemma) or table.get(noun.lemma.lower())) if noun is not None else None
    called = role is not None and role.kind == "person" and i > 1 and words[i - 2].pos == "name"  # "Luis Alfredo | Juez"
    return pack.grammar.shape.adjectives_after and not word.text.isupper() and (role is None or called)


def _described(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a listed adjective with a capital belongs to the noun before it: "Ministerio de Relaciones | Exteriores"."""
    word, last = words[i], words[i - 1] if i else None
    if last is None or last.pos != "noun" or not pack.grammar.shape.adjectives_after or word.text.isupper():
        return False
    capitals = last.text[0].isupper() and last.text[1:].islower()
    noun = pack.words.noun(last.text)
    person = noun is not None and (role := pack.roles.by_lemma.get(noun.lemma.lower())) is not None and role.kind == "person"
    upcoming = words[i + 1] if i + 1 < len(words) else None
    ends = upcoming is None or upcoming.text.islower() or upcoming.options[0] == "punct"
    return capitals and not person and ends and "adj" in pack.words.closed(word.lower)


def _called(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a word under an adposition says what something is called: "calificó de | temerarias las palabras"."""
    last, upcoming = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
    if last is None or upcoming is None or last.pos != "adp" or not pack.grammar.shape.adjectives_after:
        return False
    return "adj" in words[i].options and words[i].text.islower() and upcoming.lower in pack.grammar.definite


def _undone(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a negated participle behind a noun only describes it: "una visita no | anunciada a la capital"."""
    if i < 2 or words[i - 1].lower not in pack.grammar.clauses.negators or not pack.grammar.shape.adjectives_after:
        return False
    return words[i].kinds == {"part2"} and words[i - 2].pos == "noun"
