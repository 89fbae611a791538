"""A sentence with its phrases -> open mentions: names, titles, roles and countries, with the country their own words give.

A mention spans the whole phrase that names its actor: "der südkoreanische Vize-Außenminister Kim Hong-kyun".
"""

import msgspec

from dragoman.knowledge import Knowledge, Name
from dragoman.knowledge.homonyms import in_its_land, land_behind
from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence
from dragoman.values.world import Mention
from dragoman.who.adjectives import adjectives, nickname
from dragoman.who.countries import countries_of
from dragoman.who.crowds import COUNTED, counted
from dragoman.who.generic import PAIR, number_said
from dragoman.who.heads import NAMED, head_of
from dragoman.who.inside import look
from dragoman.who.longnames import in_longer_name, named_after
from dragoman.who.parts import Part, abbreviated, build, named, not_a_place
from dragoman.who.words import Known, heard, known


def recognise(sentence: Sentence, pack: Pack, knowledge: Knowledge) -> tuple[Mention, ...]:
    """The open mentions of a sentence, in text order; a phrase may hold several (a title and the country in it)."""
    parts, words = _parts(sentence, pack, knowledge), known(sentence, pack, knowledge)
    marks = heard(words, parts)
    mentions: list[Mention] = []
    for index, phrase in enumerate(sentence.phrases):
        if marks.find(1, phrase.inner, phrase.end) >= 0:
            mentions += _of_phrase(sentence, index, phrase, parts, words, pack, knowledge)
    unique = {(m.start, m.end, m.form): m for m in abbreviated(mentions, sentence, pack)}
    return tuple(sorted(unique.values(), key=lambda m: (m.start, -m.end)))


def _parts(sentence: Sentence, pack: Pack, knowledge: Knowledge) -> tuple[Part, ...]:
    """Names of the atlas in the sentence, leftmost longest."""
    words = sentence.names_in
    begun = [i for i, begins in enumerate(map(knowledge.begins, words)) if begins]
    found: list[Part] = []
    for i in begun:
        token = sentence.tokens[i]
        low = token.text[0].islower()
        plain = token.pos in ("adj", "num") or (token.pos == "noun" and not pack.grammar.nouns_capitalised)
        if token.pos == "punct" or words[i] == " " or (low and not plain and token.text[:3] not in ("al-",)):
            continue
        if found and i < found[-1].end:
            continue
        length, names = knowledge.find(words, i)
        if not length or _article(sentence, i, words[i + 1 : i + length], pack):
            continue
        if token.text.lower() in pack.grammar.definite and 1 < length <= knowledge.find(words, i + 1)[0]:
            continue  # not "La Ligue" in "La | Ligue arabe"
        if length == 1 and _common_word(sentence, i, names, pack, knowledge):
            continue
        names = _there(sentence, i + length, names, pack, knowledge)
        if not names:
            continue
        if not low or length > 1 or (token.pos == "noun" and names[0].entity.kind == "group"):
            found.append(Part(i, i + length, names))
    return tuple(found)


def _there(sentence: Sentence, end: int, names: tuple[Name, ...], pack: Pack, knowledge: Knowledge) -> tuple[Name, ...]:
    """What a name may be, of cities only the one in the land that is named behind it: "Cartagena, | España"."""
    if any(n.entity.kind != "city" for n in names):
        return names
    there = in_its_land(names[0], names, land_behind(sentence, end, pack, knowledge))
    return names if there is names[0] else (there,) if there is not None else ()


def _article(sentence: Sentence, i: int, behind: list[str], pack: Pack) -> bool:
    """Whether a name would begin with an article that goes with a common noun: "La réunion" is not La Réunion."""
    return sentence.tokens[i].text.lower() in pack.grammar.definite and all(w[0].islower() for w in behind)


def _common_word(sentence: Sentence, i: int, names: tuple[Name, ...], pack: Pack, knowledge: Knowledge) -> bool:
    """Whether a single word that the atlas knows is no such name here: a month, a nickname, an adjective, part of a name."""
    token = sentence.tokens[i]
    if token.pos == "noun" and token.lemma in pack.grammar.nouns.time:
        return True
    if names[0].form in ("demonym", "adjective") and nickname(sentence, i):
        return True
    if all(n.entity.kind == "person" for n in names) and (token.pos == "adj" or _listed_noun(sentence, i, pack)):
        return True
    return _goes_on_as_name(sentence, i, names) or not_a_place(sentence, i, names, pack, knowledge)


def _listed_noun(sentence: Sentence, i: int, pack: Pack) -> bool:
    """Whether a word that is somebody's family name too is the language's own noun: "für | Frieden | in Syrien"."""
    token = sentence.tokens[i]
    titled = i > 0 and sentence.tokens[i - 1].pos in ("noun", "name") and sentence.phrase_at(i - 1) == sentence.phrase_at(i)
    lemma = token.lemma.lower()
    common = pack.grammar.nouns_capitalised and token.pos == "noun" and token.text.lower().startswith(lemma)  # not Stein|berg
    return common and not titled and pack.words.noun_listed(lemma)


def _goes_on_as_name(sentence: Sentence, i: int, names: tuple[Name, ...]) -> bool:
    """Whether a family name that the atlas knows is only part of a longer name: "Yusuf | Ali | Deng"."""
    upcoming = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    known = all(n.entity.kind == "person" for n in names)
    named = upcoming is not None and upcoming.pos == "name" and upcoming.text[0].isupper() and upcoming.text[1:].islower()
    return known and named


def _of_phrase(
    sentence: Sentence,
    index: int,
    phrase: Phrase,
    parts: tuple[Part, ...],
    words: list[Known],
    pack: Pack,
    knowledge: Knowledge,
) -> list[Mention]:
    pair = _pair(sentence, phrase, pack, knowledge)
    if pair is not None:
        return [pair]
    if sentence.tokens[phrase.head].pos == "pron":
        return _pronoun(sentence, phrase, pack)
    if sentence.tokens[phrase.head].pos == "verb" and phrase.slot == "subject":  # the verb's ending is all there is of it
        return _unsaid(sentence, phrase, pack)
    if counted(sentence, phrase, pack):
        return [build(sentence, phrase.inner, phrase.end, phrase.head, "role", sector="CVL", why=COUNTED, plural=True)]
    found = look(sentence, phrase, parts, words, pack, knowledge)
    countries = countries_of(sentence, index, found, parts, pack, knowledge)
    main = head_of(sentence, index, found, countries, pack, knowledge)
    others = [
        named(sentence, part)
        for part in found.parts
        if (main is None or not (main.start <= part.start and part.end <= main.end and part.start == main.start))
        and not in_longer_name(sentence, part, found, pack)
    ]
    if sentence.tokens[phrase.head].lemma in pack.roles.reference.colonies:
        return [main] if main else []  # "the former Portuguese | colony"
    said = main is not None and main.why == NAMED and main.head > main.start  # "le | Centrafricain | Jean Dupont"
    others += [] if said else adjectives(sentence, found, pack, knowledge)
    every = ([main] if main else []) + [_attributive(m, phrase, pack) for m in others if m is not None]
    return [m for m in every if not named_after(sentence, m, pack, knowledge)]


def _attributive(mention: Mention, phrase: Phrase, pack: Pack) -> Mention:
    """A people's name in front of a noun is the country's adjective: "an | Israeli | air strike"."""
    people = mention.form == "group" and mention.entity is not None and mention.entity.kind == "country"
    if not people or not pack.grammar.shape.compounds or mention.end > phrase.head:
        return mention
    return msgspec.structs.replace(mention, form="country", sector="GOV", why="adjective")


def _pair(sentence: Sentence, phrase: Phrase, pack: Pack, knowledge: Knowledge) -> Mention | None:
    """The parties named before, told as such: "beide Seiten", "les deux pays", "the three countries"."""
    tokens, roles, head = sentence.tokens, pack.roles, sentence.tokens[phrase.head]
    words = tuple(t.text.lower() for t in tokens[max(phrase.inner, phrase.end - 2) : phrase.end])
    number = number_said(words[0], pack)
    if number > 1 and not _pointed_at(sentence, phrase, pack):
        return None  # "two ministers resigned"
    role = roles.by_lemma.get(head.lemma)
    nobody = (role is None or role.kind == "country") and knowledge.title(head.text) is None
    several = number > PAIR and nobody and words[-1] in roles.pair_ends  # that they are two the pack's phrases say
    if several or words in roles.pairs or (phrase.end - phrase.inner == 1 and words[0] in roles.pair.words):
        return build(sentence, phrase.inner, phrase.end, phrase.head, "pair", why="pair words", plural=True)
    return None


def _pointed_at(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether a phrase begins with a determiner, alone or in a contraction ("the two", "ces deux", "des deux")."""
    contracted = sentence.tokens[phrase.start].text.lower() in pack.grammar.adpositions.contracted
    return contracted or sentence.tokens[phrase.inner].pos == "det"


def _unsaid(sentence: Sentence, phrase: Phrase, pack: Pack) -> list[Mention]:
    """The subject that a verb's ending stands for, singular or plural like the verb; [] where it is "we" or anybody."""
    word = sentence.tokens[phrase.head].text.lower()
    if word.endswith(pack.roles.reference.speaker_endings):
        return []
    forms = [f for f in pack.words.verb(word) if f.kind == "fin"]
    plural = all(f.number == "p" for f in forms)
    if plural and _anybody(sentence, phrase.head, pack):
        return []
    mention = build(sentence, phrase.head, phrase.head + 1, phrase.head, "pronoun", why="pronoun", plural=plural)
    return [mention]


def _anybody(sentence: Sentence, verb: int, pack: Pack) -> bool:
    """Whether a plural verb that opens a sentence has no subject at all: "Detienen en Lima a un opositor"."""
    first = next((i for i, t in enumerate(sentence.tokens) if t.pos not in ("punct", "adv")), -1)
    lemma = sentence.tokens[verb].lemma
    together = any(e.symmetric for e in pack.triggers.verbs.get(lemma, ()))
    return first == verb and not together and lemma not in pack.speech.stance


def _pronoun(sentence: Sentence, phrase: Phrase, pack: Pack) -> list[Mention]:
    word = sentence.tokens[phrase.head].text.lower()
    reference = pack.roles.reference
    acted_upon = word in reference.objects and phrase.slot == "object"
    if acted_upon or word in reference.persons | reference.people | reference.bodies:
        return [
            build(
                sentence,
                phrase.head,
                phrase.head + 1,
                phrase.head,
                "pronoun",
                why="pronoun",
                plural=phrase.number != "s",
            )
        ]
    return []
