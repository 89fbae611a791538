"""Tagged words -> the same, read anew where several belong together: attributes of several words, given and family names."""

from dragoman.clauses.verb_second.words import QUOTES, Word, adjective_feats, inflected, participle_base, read_as
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack

SHORT_QUOTE = 5  # words between quotation marks that part no clause
ATTRIBUTE_WORDS_MAX = 12  # between an article and the participle of its noun's attribute


def join(words: list[Word], knowledge: Knowledge, pack: Pack) -> list[Word]:
    """The words of a sentence (changed in place); `knowledge` tells the names of countries and persons from other words."""
    for i, word in enumerate(words):
        if word.pos in ("noun", "adj") and word.text[0].isupper():
            _country(word, knowledge, pack, articled=i > 0 and words[i - 1].pos == "det")
    for i, word in enumerate(words):
        if word.pos == "name":
            _whole(word, knowledge, pack)
        _tie(words, i, pack)
        if word.pos == "noun" and i > 0:
            _family_name(words, i, knowledge.given, pack)
        word.apart = i > 1 and _apart(words, i, knowledge, pack)
        if word.pos == "num":
            _more_than(words, i, pack)
    return words


def _apart(words: list[Word], i: int, knowledge: Knowledge, pack: Pack) -> bool:
    """Whether a word names somebody else than the name or noun right before it."""
    if words[i - 1].pos == "name" and _place(words, i - 1, knowledge) and _person(words[i : i + 2], knowledge):
        return True
    if words[i].pos == "name" and (_beside_person(words, i, knowledge) or _owner(words, i, knowledge, pack)):
        return True
    return words[i].pos in ("name", "noun") and _beside_body(words, i, knowledge, pack)


def _owner(words: list[Word], i: int, knowledge: Knowledge, pack: Pack) -> bool:
    """Whether a name is the country that what follows is of, behind another name: "dass Sung Kim | Nordkoreas | Test ..."."""
    before, word = words[i - 1], words[i]
    ending = next((e for e in pack.grammar.name_endings if e.isalpha() and word.text.endswith(e)), "")
    if before.pos != "name" or not ending or "g" not in word.feats or i + 1 >= len(words) or words[i + 1].pos != "noun":
        return False
    base = word.text.removesuffix(ending)
    if knowledge.find((before.text, base), 0)[0] > 1:
        return False
    return any(n.entity.kind == "country" and n.form in ("name", "variant") for n in knowledge.find((base,), 0)[1])


def _country(word: Word, knowledge: Knowledge, pack: Pack, *, articled: bool) -> None:
    """Makes a name of a country or group that looks like an adjective or a noun of which no table tells the plural.

    "Von | Indien | Impfstoff erhalten", "die | Taliban | lehnten Verhandlungen ab", "Macron | Berlin | besuchen". Without an
    article so does one that looks like a compound: "die Regierung | Myanmars" ("Mars").
    """
    noun = word.noun if word.pos == "noun" else None  # else an adjective
    unsure = word.pos == "adj" or (noun is not None and (noun.guessed or not (noun.gender or noun.readings or noun.first)))
    unsure |= noun is not None and bool(noun.first) and not articled and "-" not in word.text
    if not unsure:
        return
    named = knowledge.find((word.text,), 0)[1]
    forms = ("name", "variant", "metonym") if noun is not None and noun.guessed else ("name", "variant")
    if named and named[0].form in forms and named[0].entity.kind in ("country", "group"):
        ends = word.text.endswith(pack.grammar.name_endings)
        word.noun = None
        read_as(word, "name", word.text, feats=("g", "n", "a", "d") if ends else ("n", "a", "d"))


def _whole(word: Word, knowledge: Knowledge, pack: Pack) -> None:
    """Takes the genitive from a country whose own name ends like one ("in | Belarus | Sanktionen")."""
    ending = next((e for e in pack.grammar.name_endings if e.isalpha() and word.text.endswith(e)), "")
    if not ending or "g" not in word.feats:
        return
    named = any(n.entity.kind in ("country", "city") for n in knowledge.find((word.text,), 0)[1])
    if named and not knowledge.find((word.text.removesuffix(ending),), 0)[1]:
        word.feats = tuple(f for f in word.feats if f != "g")


def _place(words: list[Word], i: int, knowledge: Knowledge) -> bool:
    """Whether a name is that of a country or city behind an adposition."""
    if words[i - 1].pos != "adp":
        return False
    return any(n.entity.kind in ("country", "city") for n in knowledge.find((words[i].text,), 0)[1])


def _beside_body(words: list[Word], i: int, knowledge: Knowledge, pack: Pack) -> bool:
    """Whether a word names a country behind somebody who is none: "hat die Armee | Indien | vorgeworfen"."""
    word, role = words[i], pack.roles.by_lemma.get(words[i - 1].lemma) if words[i - 1].pos == "noun" else None
    owner = "g" in word.feats or words[i - 1].text.endswith("-")
    if owner or role is None or role.kind == "country":
        return False
    named = knowledge.find((word.text,), 0)[1]
    return bool(named) and named[0].form in ("name", "variant") and named[0].entity.kind == "country"


def _beside_person(words: list[Word], i: int, knowledge: Knowledge) -> bool:
    """Whether a word names a country or capital behind somebody's whole name: "will Olaf Scholz | Warschau | besuchen"."""
    word, family, first = words[i], words[i - 1], words[i - 2]
    named_so = family.pos == "name" or (family.noun is not None and family.noun.guessed)
    if not named_so or "g" in word.feats or family.text in knowledge.given:
        return False
    if knowledge.title(first.text) is None and not _person(words[i - 2 : i], knowledge):
        return False
    named = knowledge.find((word.text,), 0)[1]
    return any(n.form in ("name", "variant", "metonym") and n.entity.kind == "country" for n in named)


def _person(words: list[Word], knowledge: Knowledge) -> bool:
    """Whether two words are a given name and another, or somebody's whole name."""
    texts = tuple(w.text for w in words)
    return texts[0] in knowledge.given or (len(texts) == 2 and texts[1][0].isupper() and bool(knowledge.people(texts)))


def _more_than(words: list[Word], i: int, pack: Pack) -> None:
    """Makes adverbs of the words in front of a number that say how near it is: "nach | mehr als | sechs Wochen"."""
    near = words[max(i - 2, 0) : i]
    if len(near) == 2 and near[1].lower in pack.grammar.clauses.comparators and "adv" in pack.words.closed(near[0].lower):
        near[0].pos = near[1].pos = "adv"


def _tie(words: list[Word], i: int, pack: Pack) -> None:
    """Ties an article to its noun over an attribute of several words ("die | vom Iran unterstützten | Milizen")."""
    word, after = words[i], words[i + 1] if i + 1 < len(words) else None
    grammar = pack.grammar
    opens = word.lower in grammar.determiner_forms or word.pos in ("num", "adp")
    relative = i > 0 and words[i - 1].text == "," and word.lower in grammar.clauses.relatives
    if after is None or not opens or relative or not (after.pos == "adp" or _adverb_before_adposition(words, i + 1)):
        return
    for k in range(i + 3, min(i + ATTRIBUTE_WORDS_MAX, len(words) - 1)):
        part = words[k]
        if (part.pos == "punct" and part.text not in QUOTES) or part.pos in ("sconj", "cconj", "pron"):
            return
        if part.text[0].islower() and inflected(part, grammar) and words[k - 1].pos in ("noun", "name", "num", "punct", "adv"):
            ends = participle_base(part, pack) or (part.pos == "adj" and word.pos != "num")
            if ends and words[k + 1].pos in ("noun", "name", "adj"):
                counted = words[i - 1] if i and words[i - 1].pos == "det" else word  # "die | drei in Kamerun festgenommenen"
                if counted is word and word.lower in grammar.determiner_forms:
                    read_as(word, "det", feats=grammar.determiner_forms[word.lower])
                read_as(part, "adj", feats=adjective_feats(part, grammar))
                counted.reach = k
                return
        if part.pos == "verb":
            return


def _adverb_before_adposition(words: list[Word], i: int) -> bool:
    return words[i].pos == "adv" and i + 1 < len(words) and words[i + 1].pos == "adp"


def _family_name(words: list[Word], i: int, given: frozenset[str], pack: Pack) -> None:
    """Makes names of a given name and the word behind it, which may look like a noun ("Alexander Schallenberg")."""
    word, first = words[i], words[i - 1]
    if word.noun is None or first.text not in given:
        return
    if word.lemma in pack.grammar.nouns.time:
        return
    if first.pos == "name" or (first.noun is not None and first.noun.guessed):
        for part in (first, word):
            ends = part is word and part.text.endswith(pack.grammar.name_endings)
            read_as(part, "name", part.text, feats=("g", "n", "a", "d") if ends else ("n", "a", "d"))


def short_quotes(words: list[Word], breaks: frozenset[str]) -> frozenset[int]:
    """Marks around a word or a few that are no clause of their own ("angemessene" Maßnahmen)."""
    found: set[int] = set()
    last = -1
    for i, word in enumerate(words):
        if i <= last or word.text not in QUOTES:
            continue
        for j in range(i + 2, min(i + SHORT_QUOTE + 2, len(words))):
            inner = words[j - 1]
            finite = inner.pos == "verb" and {f.kind for f in inner.forms} == {"fin"}
            if finite or (inner.pos == "punct" and inner.text in breaks):
                break
            if words[j].text in QUOTES:
                found |= {i, j}
                last = j
                break
    return frozenset(found)


def short_brackets(words: list[Word]) -> frozenset[int]:
    """The marks of brackets around a few words without a verb, and within: they part no clause ("Frau N. (51, SPD)")."""
    found: set[int] = set()
    for i, word in enumerate(words):
        if word.text != "(":
            continue
        end = next((j for j in range(i + 1, min(i + SHORT_QUOTE + 2, len(words))) if words[j].text == ")"), -1)
        inside = range(i + 1, end)
        if end > 0 and not any(words[j].pos == "verb" for j in inside):
            found |= {i, end, *(j for j in inside if words[j].pos == "punct")}
    return frozenset(found)
