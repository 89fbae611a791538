"""A word for a ministry or minister -> how many words name what it is in charge of: "Ministry | of Trade, Industry and Tourism".

Bodies, peoples and the world in such a name take no part in anything: "ministère | de la Francophonie et des Sénégalais de
l'extérieur".
"""

from dragoman.clauses.subject_verb.options import Word
from dragoman.clauses.subject_verb.units import set_word
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack

PLACES = ("country", "region", "city", "person")
PEOPLE = "CVL"  # "Ministry of Foreign Affairs and | Expatriates"


def portfolio(words: list[Word], texts: list[str], i: int, titled: int, knowledge: Knowledge, pack: Pack) -> int:
    """Length of the name of an office that starts here, its words behind the first `titled` set; 0 where it has no list.

    `titled` is the length of the title or name that the atlas knows there, 0 without one.
    """
    if words[i].lower not in pack.roles.reference.portfolios:
        return 0
    end, listed = i + titled if titled else _field(words, texts, i + 1, knowledge, pack, first=True), False
    if titled and end < len(words) and words[end].lower in pack.modality.adpositions.aim:  # "Minister of State | for Trade"
        further = _field(words, texts, end + 1, knowledge, pack, first=False)
        end, listed = further or end, bool(further)
    while end:
        mark = end + 1 if end < len(words) and words[end].text == "," else end
        joined = mark < len(words) and words[mark].options[0] == "cconj"
        if not joined and mark == end:
            break
        further = _field(words, texts, mark + joined, knowledge, pack, first=False)
        if not further or (not joined and not _goes_on(words, further)):
            break
        end, listed = further, True
        if joined:
            break
    if not end or not listed:
        return 0
    if not titled:
        noun = words[i].noun = pack.words.noun(words[i].text)
        set_word(words[i], "noun", noun.lemma if noun is not None else words[i].lower)
    for word in words[i + max(titled, 1) : end]:
        set_word(word, "adj" if word.text[0].isupper() else "noun", word.lower)
        word.joined = True
    return end - i


def _goes_on(words: list[Word], i: int) -> bool:
    """Whether an enumeration goes on: with a comma, or with the word before its last part."""
    return i < len(words) and (words[i].text == "," or words[i].options[0] == "cconj")


def _field(words: list[Word], texts: list[str], i: int, knowledge: Knowledge, pack: Pack, *, first: bool) -> int:
    """End of one field that starts here ("of Foreign Affairs", "de la Francophonie", "Movilidad Humana"), 0 without one."""
    start, contracted = i, pack.grammar.adpositions.contracted
    while i < len(words) and (
        contracted.get(words[i].lower, words[i].lower) in pack.grammar.shape.genitive or words[i].lower in pack.grammar.definite
    ):
        i += 1
    if (first and i == start) or i >= len(words) or not words[i].text[0].isupper():
        return 0
    inner, i = i, i + _body(texts, i, knowledge)
    while i < len(words) and (_in_charge_of(words[i], pack) or (i > inner and "adj" in words[i].options)):
        i += 1
    if i == inner or _place(texts, inner, i, knowledge, pack):
        return 0
    behind = words[i] if i < len(words) else None
    named = behind is not None and behind.text[0].isupper() and "name" in behind.options and not first
    return 0 if named else i


def _in_charge_of(word: Word, pack: Pack) -> bool:
    """Whether a word may be part of a field: a common noun or adjective with a capital."""
    if not word.text[0].isupper() or word.text.isupper() or not word.text.isalpha():
        return False
    listed = pack.words.noun_listed(word.lower) or "adj" in pack.words.closed(word.lower) or "adj" in word.options
    return listed or word.lower.endswith(pack.roles.reference.portfolio_endings)


def _body(texts: list[str], i: int, knowledge: Knowledge) -> int:
    """Length of the name of an organisation that starts here: what "Unión Europea" is in the name of a ministry."""
    length, names = knowledge.find(texts, i)
    return length if length and all(n.entity.kind == "organisation" for n in names) else 0


def _place(texts: list[str], start: int, end: int, knowledge: Knowledge, pack: Pack) -> bool:
    """Whether the words are a country, place, person or office rather than what somebody is in charge of."""
    noun = pack.words.noun(texts[start])
    role = pack.roles.by_lemma.get(noun.lemma if noun is not None else texts[start].lower())
    if knowledge.title_at(texts, start)[0] or (role is not None and role.sector != PEOPLE):
        return True
    length, names = knowledge.find(texts, start)
    return length >= end - start and any(n.entity.kind in PLACES and n.form in ("name", "variant", "metonym") for n in names)
