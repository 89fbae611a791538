"""The tokens of a phrase -> what stands in it: a title, a role, names of the atlas, a personal name, whether of former times."""

from collections.abc import Sequence

from dragoman.knowledge import Knowledge, Title
from dragoman.language.pack import Pack
from dragoman.language.roles import Role
from dragoman.values.syntax import Phrase, Sentence, Token
from dragoman.who.countries import Found
from dragoman.who.generic import described_role, epithet, long_role, members_role
from dragoman.who.longnames import family_name, quality
from dragoman.who.parts import Part, of_kind
from dragoman.who.words import Known

# Who bears arms is that, whatever stands before it: "government | troops", "leftist | rebels".
ARMS = {"GOV": ("MIL", "COP"), "PTY": ("MIL", "REB"), "CVL": ("MIL", "COP", "REB"), "OPP": ("REB",)}
NEAR = 2  # words behind an office that may say that it is over: "le président malien | déchu"
FORMER = "ELI"  # PLOVER sector of those who served before


def look(
    sentence: Sentence, phrase: Phrase, parts: tuple[Part, ...], words: list[Known], pack: Pack, knowledge: Knowledge
) -> Found:
    """What the tokens of a phrase are: title, role, named parts, a personal name.

    A title may have several words, where these stand in the phrase; a name is none.
    """
    title, title_at, role, role_at = None, -1, None, -1
    long = [p for p in parts if p.end - p.start > 1 and _sure(p)]
    for t in range(phrase.inner, phrase.end):
        if sentence.tokens[t].pos not in ("noun", "name") or any(p.start <= t < p.end for p in long):
            continue
        if title is None and (found := _title_at(sentence, t, phrase, parts, words, pack, knowledge)) is not None:
            title, title_at = (knowledge.deputy(found) if _deputy(sentence, phrase, pack) else found), t
        own = _role_at(sentence, t, phrase, words, pack)
        if own is not None and (role is None or (pack.grammar.shape.compounds and own.sector in ARMS.get(role.sector, ()))):
            role, role_at = own, t
    inside = tuple(p for p in parts if phrase.inner <= p.start < phrase.end and (p.end <= phrase.end or p.end - p.start > 1))
    rest = [t.text for t in sentence.tokens[title_at : phrase.end]] if title is not None else []
    titled = title_at + max(knowledge.title_at(rest, 0)[0] - 1, 0) if rest else -1
    inside = tuple(p for p in inside if not title_at < p.start < p.end <= titled + 1)  # "ministro de la | Unión Europea | y ..."
    person = _person(sentence, phrase, inside, max(titled, role_at), pack)
    behind = person[0] == role_at + 1 and role is not None and role.kind == "institution"
    if behind and _quality_of(sentence.tokens[person[0]], pack):
        person = (-1, -1)  # "la Oficina | Presidencial"
    at = max(title_at, role_at)
    former = any(_former(token, pack) for token in _qualities(sentence, phrase, at))
    former = former or (role is not None and role.sector == FORMER and role_at == title_at)  # "expresidente"
    return Found(phrase, inside, title, title_at, role, role_at, person, former, at)


def _title_at(
    sentence: Sentence,
    t: int,
    phrase: Phrase,
    parts: tuple[Part, ...],
    words: list[Known],
    pack: Pack,
    knowledge: Knowledge,
) -> Title | None:
    """The title that a word of a phrase begins, or goes on; None where it is part of a name, a quality or of a body."""
    if not (words[t].title is not None or words[t].opens_title or words[t - 1].opens_title):
        return None
    if family_name(sentence, t, pack) or _ends_a_name(sentence, t) or quality(sentence, t, phrase, pack):
        return None
    names = sentence.names_in[: phrase.end]
    found = _before(sentence, t, phrase, names, knowledge) or knowledge.title_at(names, t)[1] or words[t].title
    body = found is not None and found.sector == "MIL" and _of_body(sentence, t, phrase, pack)
    return None if body or _of_a_state(parts, t, phrase, pack) else found


def _role_at(sentence: Sentence, t: int, phrase: Phrase, words: list[Known], pack: Pack) -> Role | None:
    """The sort of actor that a word of a phrase names, alone or with others; None where it names none."""
    if sentence.tokens[t].lemma in pack.roles.reference.escorts and _with_whom(sentence, phrase, words, pack):
        return None
    described = t > phrase.inner and words[t - 1].opens_role
    if not (words[t].role is not None or words[t].opens_role or described) or _no_noun(sentence, t, phrase, pack):
        return None
    if words[t].title is not None and quality(sentence, t, phrase, pack):
        return None
    two = described_role(sentence, t, pack) if described else None
    return two or long_role(sentence, t, pack) or members_role(sentence, t, pack) or words[t].role


def _qualities(sentence: Sentence, phrase: Phrase, at: int) -> tuple[Token, ...]:
    """The tokens of a phrase that may say something of its office, not of its field ("ministre des | Anciens | combattants")."""
    return sentence.tokens[phrase.inner : min(phrase.end, at + 1 + NEAR) if at >= 0 else phrase.end]


def _before(sentence: Sentence, at: int, phrase: Phrase, names: Sequence[str], knowledge: Knowledge) -> Title | None:
    """A title of several words that the adjective before its noun begins: "primer | ministro", "prime | minister"."""
    if at <= phrase.inner or sentence.tokens[at - 1].pos not in ("adj", "num"):
        return None
    length, title = knowledge.title_at(names, at - 1)
    return title if length > 1 else None


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


def _of_a_state(parts: tuple[Part, ...], t: int, phrase: Phrase, pack: Pack) -> bool:
    """Whether a word stands before a country inside a longer name: "a | Royal | New Zealand Air Force plane"."""
    named = any(p.start == t + 1 and p.end <= phrase.head and of_kind(p, "country") is not None for p in parts)
    return named and pack.grammar.shape.compounds


def _ends_a_name(sentence: Sentence, t: int) -> bool:
    """Whether a word goes on a name of two words or more: "Luis Alfredo | Juez"."""
    before = sentence.tokens[t - 2 : t] if t > 1 else ()
    return sentence.tokens[t].pos == "name" and len(before) == 2 and all(b.pos == "name" and b.text[0].isupper() for b in before)


def _with_whom(sentence: Sentence, phrase: Phrase, words: list[Known], pack: Pack) -> bool:
    """Whether somebody with an office or a name owns a phrase: "the convoy | of the president"."""
    below = [sentence.phrases[i] for i in sentence.below(sentence.phrase_at(phrase.head))]
    of = pack.roles.reference.origin - pack.modality.adpositions.place
    owners = [p for p in below if p.slot == "genitive" or p.adp in of]
    return any(words[t].title is not None or sentence.tokens[t].pos == "name" for p in owners for t in range(p.inner, p.end))


def _no_noun(sentence: Sentence, t: int, phrase: Phrase, pack: Pack) -> bool:
    """Whether a noun names no sort of actor here: an epithet, or a family name ("Helene | Fischer")."""
    before = sentence.tokens[t - 1].text.lower() if t else ""
    alone = phrase.inner == t == phrase.end - 1 and before not in pack.grammar.determiner_forms
    alone = alone or _under_article(sentence, t, phrase, pack)
    bare = alone and sentence.tokens[t].text in pack.roles.reference.bare  # "by | force"
    return bare or epithet(sentence, t, phrase, pack) or family_name(sentence, t, pack)


def _under_article(sentence: Sentence, t: int, phrase: Phrase, pack: Pack) -> bool:
    """Whether nothing but a definite article stands with a noun under an adposition: "recours | à la force"."""
    article = phrase.end - phrase.inner == 2 and sentence.tokens[phrase.inner].text.lower() in pack.grammar.definite
    behind = sentence.tokens[phrase.end].lemma if phrase.end < len(sentence.tokens) else ""
    owned = behind in pack.grammar.shape.genitive
    return bool(phrase.adp) and article and t == phrase.head and not owned and pack.grammar.shape.adjectives_after


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
    if len(run) == 1 and len(sentence.tokens[run[0]].text) == 1 and after < 0:
        run = []  # "wrote on | X": a letter is nobody's name
    short = phrase.end < len(sentence.tokens) and sentence.tokens[phrase.end].text == "("  # its acronym may follow
    common = bool(run) and pack.grammar.shape.compounds and pack.words.noun_listed(sentence.tokens[run[-1]].text.lower())
    if after < 0 and common and not short:
        run = []  # "the Permanent Mission" is nobody's name
    return (run[0], run[-1] + 1) if run else (-1, -1)


def _quality_of(token: Token, pack: Pack) -> bool:
    """Whether a capitalised word behind a noun is its adjective, by its ending."""
    return pack.grammar.shape.adjectives_after and token.text.lower().endswith(pack.grammar.shape.adjective_endings)


def _may_be_person(part: Part) -> bool:
    return all(n.entity.kind == "person" or n.support for n in part.names)
