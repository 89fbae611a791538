"""A sentence with its phrases -> open mentions: names, titles, roles and countries, with the country their own words give.

A mention spans the whole phrase that names its actor: "der südkoreanische Vize-Außenminister Kim Hong-kyun".
"""

from collections.abc import Sequence

import msgspec

from dragoman.knowledge import Knowledge, Name, Title
from dragoman.language.pack import Pack
from dragoman.values.syntax import Phrase, Sentence, Token
from dragoman.values.world import NO_STATES, Mention
from dragoman.who.adjectives import adjectives, nickname
from dragoman.who.countries import Country, Found, apart, codes_of, countries_of
from dragoman.who.generic import epithet, long_role
from dragoman.who.longnames import family_name, in_longer_name, named_after, quality
from dragoman.who.parts import Part, abbreviated, build, counted, named, not_a_place
from dragoman.who.words import Known, heard, known

# Who bears arms is that, whatever stands before it: "government | troops", "leftist | rebels".
ARMS = {"GOV": ("MIL", "COP"), "CVL": ("MIL", "COP", "REB"), "OPP": ("REB",)}
FORMER = "ELI"  # PLOVER sector of those who served before


def recognise(sentence: Sentence, pack: Pack, knowledge: Knowledge) -> tuple[Mention, ...]:
    """The open mentions of a sentence, in text order; a phrase may hold several (a title and the country in it)."""
    parts, words = _parts(sentence, pack, knowledge), known(sentence, pack, knowledge)
    marks = heard(words, parts)
    mentions: list[Mention] = []
    for index, phrase in enumerate(sentence.phrases):
        if marks.find(1, phrase.inner, phrase.end) >= 0:
            mentions += _of_phrase(sentence, index, phrase, parts, words, pack, knowledge)
    unique = {(m.start, m.end, m.form): m for m in abbreviated(mentions, sentence)}
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
        if length == 1 and token.pos == "noun" and token.lemma in pack.grammar.nouns.time:
            length = 0
        if length == 1 and names[0].form in ("demonym", "adjective") and nickname(sentence, i):
            length = 0
        if length == 1 and token.pos == "adj" and all(n.entity.kind == "person" for n in names):
            length = 0
        if length == 1 and _goes_on_as_name(sentence, i, names):
            length = 0
        if token.text.lower() in pack.grammar.definite and all(w[0].islower() for w in words[i + 1 : i + length]):
            length = 0  # "La réunion" is not La Réunion
        if length == 1 and not_a_place(sentence, i, names, pack, knowledge):
            length = 0
        if length and (not low or length > 1 or (token.pos == "noun" and names[0].entity.kind == "group")):
            found.append(Part(i, i + length, names))
    return tuple(found)


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
    pair = _pair(sentence, phrase, pack)
    if pair is not None:
        return [pair]
    if sentence.tokens[phrase.head].pos == "pron":
        return _pronoun(sentence, phrase, pack)
    if sentence.tokens[phrase.head].pos == "verb" and phrase.slot == "subject":  # the verb's ending is all there is of it
        return _unsaid(sentence, phrase, pack)
    if counted(sentence, phrase, pack):
        return [build(sentence, phrase.inner, phrase.end, phrase.head, "role", sector="CVL", why="people counted", plural=True)]
    found = _look(sentence, phrase, parts, words, pack, knowledge)
    countries = countries_of(sentence, index, found, parts, pack, knowledge)
    main = _main(sentence, index, found, countries, pack, knowledge)
    others = [
        named(sentence, part)
        for part in found.parts
        if (main is None or not (main.start <= part.start and part.end <= main.end and part.start == main.start))
        and not in_longer_name(sentence, part, found, pack)
    ]
    others += adjectives(sentence, found, pack, knowledge)
    every = ([main] if main else []) + [_attributive(m, phrase, pack) for m in others if m is not None]
    return [m for m in every if not named_after(sentence, m, pack, knowledge)]


def _attributive(mention: Mention, phrase: Phrase, pack: Pack) -> Mention:
    """A people's name in front of a noun is the country's adjective: "an | Israeli | air strike"."""
    people = mention.form == "group" and mention.entity is not None and mention.entity.kind == "country"
    if not people or not pack.grammar.shape.compounds or mention.end > phrase.head:
        return mention
    return msgspec.structs.replace(mention, form="country", sector="GOV", why="adjective")


def _pair(sentence: Sentence, phrase: Phrase, pack: Pack) -> Mention | None:
    words = [t.text.lower() for t in sentence.tokens[max(phrase.inner, phrase.end - 2) : phrase.end]]
    tail = tuple(words)
    if tail in pack.roles.pairs or (phrase.end - phrase.inner == 1 and words[0] in pack.roles.pair.words):
        return build(sentence, phrase.inner, phrase.end, phrase.head, "pair", why="pair words", plural=True)
    return None


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
    if word in reference.persons | reference.people | reference.bodies:
        return [
            build(
                sentence,
                phrase.head,
                phrase.head + 1,
                phrase.head,
                "pronoun",
                why="pronoun",
                plural=phrase.number == "p" or "p" in phrase.number,
            )
        ]
    return []


def _before(sentence: Sentence, at: int, phrase: Phrase, names: Sequence[str], knowledge: Knowledge) -> Title | None:
    """A title of several words that the adjective before its noun begins: "primer | ministro", "prime | minister"."""
    if at <= phrase.inner or sentence.tokens[at - 1].pos not in ("adj", "num"):
        return None
    length, title = knowledge.title_at(names, at - 1)
    return title if length > 1 else None


def _look(
    sentence: Sentence, phrase: Phrase, parts: tuple[Part, ...], words: list[Known], pack: Pack, knowledge: Knowledge
) -> Found:
    """What the tokens of a phrase are: title, role, named parts, a personal name.

    A title may have several words, where these stand in the phrase; a name is none.
    """
    title, title_at, role, role_at = None, -1, None, -1
    long = [p for p in parts if p.end - p.start > 1 and _sure(p)]
    names = sentence.names_in[: phrase.end]
    for t in range(phrase.inner, phrase.end):
        token, word = sentence.tokens[t], words[t]
        if token.pos not in ("noun", "name") or (long and any(p.start <= t < p.end for p in long)):
            continue
        office = title is None and (word.title is not None or word.opens_title or words[t - 1].opens_title)
        found = (
            (_before(sentence, t, phrase, names, knowledge) or knowledge.title_at(names, t)[1] or word.title)
            if office and not family_name(sentence, t, pack) and not quality(sentence, t, phrase, pack)
            else None
        )
        if found is not None and not (found.sector == "MIL" and _of_body(sentence, t, phrase, pack)):
            title, title_at = (knowledge.deputy(found) if _deputy(sentence, phrase, pack) else found), t
        if (word.role is None and not word.opens_role) or _no_noun(sentence, t, phrase, pack):
            continue
        officer = quality(sentence, t, phrase, pack) and word.title is not None
        own = None if officer else long_role(sentence, t, pack) or word.role
        if own is not None and (role is None or (pack.grammar.shape.compounds and own.sector in ARMS.get(role.sector, ()))):
            role, role_at = own, t
    inside = tuple(p for p in parts if phrase.inner <= p.start < phrase.end and (p.end <= phrase.end or p.end - p.start > 1))
    behind = [t.text for t in sentence.tokens[title_at : phrase.end]] if title is not None else []
    titled = title_at + max(knowledge.title_at(behind, 0)[0] - 1, 0) if behind else -1
    inside = tuple(p for p in inside if not title_at < p.start < p.end <= titled + 1)  # "ministro de la | Unión Europea | y ..."
    person = _person(sentence, phrase, inside, max(titled, role_at), pack)
    former = any(_former(token, pack) for token in sentence.tokens[phrase.inner : phrase.end])
    former = former or (role is not None and role.sector == FORMER and role_at == title_at)  # "expresidente"
    return Found(phrase, inside, title, title_at, role, role_at, person, former)


def _of_body(sentence: Sentence, t: int, phrase: Phrase, pack: Pack) -> bool:
    """Whether a capitalised word is part of a body's name behind its article ("the | General | Confederation"), or a word
    behind a noun an adjective ("un paro | general", "una disculpa | oficial")."""
    last, word = sentence.tokens[t - 1] if t > phrase.inner else None, sentence.tokens[t]
    if pack.grammar.shape.adjectives_after and last is not None and last.pos == "noun" and word.text.islower():
        return t + 1 >= phrase.end or sentence.tokens[t + 1].pos != "name"
    if t + 1 >= phrase.end or not pack.grammar.shape.compounds or t != phrase.inner + 1:
        return False
    article, word, upcoming = sentence.tokens[phrase.inner : t + 2]
    capitals = word.text[0].isupper() and upcoming.text[0].isupper() and upcoming.text[1:].islower()
    return article.pos == "det" and capitals and pack.words.noun_listed(upcoming.text.lower())


def _no_noun(sentence: Sentence, t: int, phrase: Phrase, pack: Pack) -> bool:
    """Whether a noun names no sort of actor here: an epithet, or a family name ("Helene | Fischer")."""
    return epithet(sentence, t, phrase, pack) or family_name(sentence, t, pack)


def _sure(part: Part) -> bool:
    """Whether a part is a name at any rate: "Tribunal Supremo" is that of any country."""
    return any(not n.support or n.entity.kind != "organisation" for n in part.names)


def _deputy(sentence: Sentence, phrase: Phrase, pack: Pack) -> bool:
    """Whether an adjective of the phrase makes the office its deputy's."""
    adjectives = [t.text.lower() for t in sentence.tokens[phrase.inner : phrase.end] if t.pos == "adj"]
    return any(a.startswith(d) for a in adjectives for d in pack.roles.reference.deputy)


def _former(token: Token, pack: Pack) -> bool:
    reference, word = pack.roles.reference, token.text
    if word.startswith(reference.former_prefixes) and word[0].isupper():
        rest = next(word[len(p) :] for p in reference.former_prefixes if word.startswith(p))
        return rest[:1].isupper() or rest[:1] == "-"
    lower = word.lower() if token.pos == "adj" else ""
    return bool(lower) and any(lower.startswith(f) and len(lower) - len(f) <= 2 for f in reference.former if len(f) > 3)


def _person(sentence: Sentence, phrase: Phrase, parts: tuple[Part, ...], after: int, pack: Pack) -> tuple[int, int]:
    """Tokens of the personal name: the run of unlisted names behind the title, or a phrase of nothing but names."""
    taken = {t for p in parts for t in range(p.start, p.end) if not _may_be_person(p)}
    run: list[int] = []
    for t in range(phrase.end - 1, max(after, phrase.inner - 1), -1):
        token = sentence.tokens[t]
        if token.pos not in ("name", "noun") or t in taken or not token.text[0].isupper():
            break
        if not run and (token.text.islower() or (token.pos == "noun" and after < 0)):
            break
        run.insert(0, t)
    while run and sentence.tokens[run[0]].text.islower():
        run.pop(0)
    while run and sentence.tokens[run[0]].pos == "noun" and len(run) > 1 and after < 0:
        run.pop(0)
    short = phrase.end < len(sentence.tokens) and sentence.tokens[phrase.end].text == "("  # its acronym may follow
    common = bool(run) and pack.grammar.shape.compounds and pack.words.noun_listed(sentence.tokens[run[-1]].text.lower())
    if after < 0 and common and not short:
        run = []  # "the Permanent Mission" is nobody's name
    return (run[0], run[-1] + 1) if run else (-1, -1)


def _may_be_person(part: Part) -> bool:
    return all(n.entity.kind == "person" or n.support for n in part.names)


def _main(
    sentence: Sentence, index: int, found: Found, countries: list[Country], pack: Pack, knowledge: Knowledge
) -> Mention | None:
    """The mention of the phrase's head: a titled person, a role, a named body, or a bare personal name."""
    phrase = found.phrase
    person = " ".join(t.text for t in sentence.tokens[found.person[0] : found.person[1]]) if found.person[0] >= 0 else ""
    if found.title is not None and (found.role is None or found.title_at <= found.role_at or found.title.office):
        return _titled(sentence, found, countries, person, knowledge)
    if found.role is not None:
        return _role_mention(sentence, found, countries, person)
    heads = [p for p in found.parts if p.start <= phrase.head < p.end and not in_longer_name(sentence, p, found, pack)]
    longer = bool(heads) and found.person[0] <= heads[0].start and found.person[1] > heads[0].end
    if heads and not (longer and person and all(n.entity.kind == "person" for n in heads[0].names)):
        body = _people(_elsewhere(named(sentence, heads[0]), countries), countries)
        if body is not None or not person.isupper():
            return body
    if person:
        own = next((c.entity.code for c in countries if c.why == "adjective" and c.end == found.person[0]), "")
        why = "named with a people" if own else "bare name"  # "el paraguayo Euclides Acevedo"
        return build(sentence, found.person[0], found.person[1], found.person[1] - 1, "name", person=person, code=own, why=why)
    return None


def _elsewhere(mention: Mention | None, countries: list[Country]) -> Mention | None:
    """A body of a country with the country that its owner says: "el Tribunal Supremo de Justicia | de Guatemala"."""
    owner = next((c.entity for c in countries if c.why == "genitive" and c.entity.kind == "country" and c.entity.code), None)
    body = mention is not None and mention.entity is not None and mention.entity.kind == "organisation"
    if mention is None or owner is None or not body or not mention.code or mention.code in (owner.code, *NO_STATES):
        return mention
    return msgspec.structs.replace(mention, form="role", code=owner.code, entity=None, why="role institution")


def _people(mention: Mention | None, countries: list[Country]) -> Mention | None:
    """A people with the country where it lives: "Bosnian Serbs", "ethnic Albanians in Kosovo" are of that country."""
    code = next((c.entity.code for c in countries if c.why != "compound" and c.entity.kind == "country" and c.entity.code), "")
    if mention is None or mention.form != "group" or not code or code == mention.code:
        return mention
    return msgspec.structs.replace(mention, code=code, entity=None, why="people of a country")


def _span_of(sentence: Sentence, found: Found, countries: list[Country]) -> tuple[int, int]:
    """Tokens of the whole mention: the phrase, and the attribute right behind it that gives the country."""
    end = min((p.start for p in found.parts if apart(sentence, p, found)), default=found.phrase.end)
    for country in countries:
        if country.start >= end and country.start - end <= 2:
            end = country.end
    return found.phrase.inner, end


def _fitting(title: Title, found: Found, sentence: Sentence, codes: list[str], knowledge: Knowledge) -> Title:
    """Of what the words of a title may mean, what fits the country beside them ("canciller alemán", "canciller ruso")."""
    words = [t.text for t in sentence.tokens[found.title_at : found.phrase.end]]
    others = knowledge.titles_at(words, 0)[1]
    if not title.code or title.code in codes or len(others) < 2:
        return title
    return next((o for o in others if o.code and o.code in codes), None) or next((o for o in others if not o.code), title)


def _titled(sentence: Sentence, found: Found, countries: list[Country], person: str, knowledge: Knowledge) -> Mention:
    title = found.title
    assert title is not None
    start, end = _span_of(sentence, found, countries)
    codes = codes_of(countries)
    title = _fitting(title, found, sentence, codes, knowledge)
    code = title.code or (codes[0] if codes else "")
    bare = found.phrase.inner == found.phrase.head and found.phrase.number != "s" and len(codes) > 1  # "Diplomaten aus A und B"
    plural = (found.phrase.number == "p" or bare) and not person
    police = found.role is not None and found.role.sector == "COP" and title.sector == "MIL"  # "police | officers"
    mention = build(
        sentence,
        start,
        end,
        found.title_at,
        "title",
        person=person,
        code=code,
        sector="COP" if police else title.sector,
        office=title.office,
        plural=plural,
        former=found.former,
        why="title",
    )
    return _several(mention, countries, plural)


def _role_mention(sentence: Sentence, found: Found, countries: list[Country], person: str) -> Mention:
    role = found.role
    assert role is not None
    start, end = _span_of(sentence, found, countries)
    codes = codes_of(countries)
    entity = next((c.entity for c in countries if c.entity.kind in ("organisation", "group", "party")), None)
    sector = role.sector or (entity.sector if entity is not None else "")
    if entity is not None and entity.kind == "group" and sector not in ("GOV",):
        sector = entity.sector or sector
    form = "role" if role.kind != "country" else "country"
    if role.kind == "country":
        sector = "GOV"
    plural = found.phrase.number == "p"
    mention = build(
        sentence,
        start,
        end,
        found.role_at,
        form,
        person=person,
        code=codes[0] if codes else "",
        sector=sector,
        plural=plural,
        former=found.former,
        why=f"role {role.kind}",
    )
    return _several(mention, countries, plural)


def _several(mention: Mention, countries: list[Country], plural: bool) -> Mention:
    """ "Die Außenminister der USA und Chinas" are as many mentions as countries."""
    own = [c for c in countries if c.why in ("adjective", "compound")] if mention.form in ("role", "title") else []
    codes = list(dict.fromkeys(codes_of(own or countries)))  # "trois employés camerounais d'une ONG française": of one country
    if not plural or len(codes) < 2:
        return mention
    members = tuple(msgspec.structs.replace(mention, code=c, why=mention.why + ", one of several") for c in codes)
    return msgspec.structs.replace(mention, code="", members=members)
