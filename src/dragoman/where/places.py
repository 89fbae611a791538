"""Place names of a sentence -> gazetteer entries with their spans, or a refusal where a name may be several places."""

import msgspec

from dragoman.knowledge import Knowledge, Name
from dragoman.knowledge.homonyms import in_its_land, land_behind, of_lands_told
from dragoman.language.citing import in_citation
from dragoman.language.pack import Pack
from dragoman.values.errors import Refusal
from dragoman.values.event import TALKS
from dragoman.values.syntax import Sentence
from dragoman.values.text import Article
from dragoman.values.world import Place

PLACE_KINDS = ("city", "region", "country")


def places(
    sentence: Sentence, pack: Pack, knowledge: Knowledge, *, context: tuple[str, ...] = ()
) -> tuple[tuple[Place, ...], tuple[Refusal, ...]]:
    """Places named in a sentence in text order; `context` are country codes of the article, likeliest first.

    A name that needs support (a common word, a city of several countries) counts only under an adposition of place or in
    a country of the context.
    """
    words = sentence.names_in
    grounds = any(t.lemma in pack.grammar.nouns.places for t in sentence.tokens)
    found: list[Place] = []
    refusals: list[Refusal] = []
    behind = 0
    for i, begins in enumerate(map(knowledge.begins, words)):
        if i < behind or not (begins or grounds):
            continue
        token = sentence.tokens[i]
        if grounds and (ground := _ground(sentence, i, pack, knowledge)) is not None:
            found.append(ground)
        if token.pos == "punct" or not words[i][0].isalpha() or words[i][0].islower():
            continue
        length, names = knowledge.find(words, i)
        behind = i + length
        if length and (_seat(sentence, i, pack) or _guest(sentence, i, pack) or _beyond(sentence, i, i + length, pack)):
            continue
        local = tuple(n for n in names if n.entity.kind in PLACE_KINDS and n.form not in ("adjective", "demonym"))
        longer = length == 1 and (_ends_name(sentence, i) or _begins_name(sentence, i, pack))
        if longer and all(n.entity.kind == "city" for n in local):
            local = ()
        if length and local:
            chosen = _choose(local, context, supported=_under_place(sentence, i, pack))
            chosen = of_lands_told(local, context, knowledge) or chosen
            span = sentence.span(i, i + length)
            land = land_behind(sentence, i + length, pack, knowledge)
            chosen, elsewhere = in_its_land(chosen, local, land), chosen
            if chosen is None and elsewhere is not None:  # a town of that name which nobody knows
                found += _at(knowledge.place(f"country:{land}"), span)
            elif chosen is not None:
                found += _at(knowledge.place(chosen.entity.id), span)
            elif _under_place(sentence, i, pack):
                refusals.append(Refusal("where", "ambiguous_name", span, f"{sentence.tokens[i].text}: {len(local)} entries"))
    return tuple(found), tuple(refusals)


def _seat(sentence: Sentence, token: int, pack: Pack) -> bool:
    """Whether a name only says where a body has its seat: "the Observatory, based in | Britain,"."""
    held, tokens = sentence.phrase_at(token), sentence.tokens
    if held < 0 or not sentence.phrases[held].adp:
        return False
    start, end = sentence.phrases[held].start, sentence.phrases[held].end
    beside = [*tokens[max(start - 1, 0) : start], *tokens[end : end + 1]]
    return any(t.text.lower() in pack.roles.reference.seats for t in beside)


def _guest(sentence: Sentence, token: int, pack: Pack) -> bool:
    """Whether a name says whose a body is that stands abroad: "devant l'ambassade de | France"."""
    held = sentence.phrase_at(token)
    above = sentence.phrases[held].parent if held >= 0 and sentence.phrases[held].slot == "genitive" else -1
    return above >= 0 and sentence.tokens[sentence.phrases[above].head].lemma in pack.roles.reference.guests


def _beyond(sentence: Sentence, start: int, end: int, pack: Pack) -> bool:
    """Whether a name only says what lies on the other side: "the region bordering | Uganda", "die Grenze zu | Polen"."""
    tokens, borders = sentence.tokens, pack.roles.reference.borders
    at = start - 1
    while at > 0 and tokens[at].pos in ("adp", "det"):
        at -= 1
    if at >= 0 and {tokens[at].lemma, tokens[at].text.lower()} & borders:
        return True
    return end < len(tokens) and tokens[end].text.lower() in borders


def _ends_name(sentence: Sentence, token: int) -> bool:
    """Whether a word goes on with the name before it: "Víctor Hugo | García" is not the city of García."""
    last = sentence.tokens[token - 1] if token else None
    return last is not None and last.pos == "name" and last.text[0].isupper() and last.text.isalpha()


def _begins_name(sentence: Sentence, token: int, pack: Pack) -> bool:
    """Whether a word begins a longer name that nobody knows: "| Baraki | Barak district" is not the city of Baraki."""
    if not pack.grammar.shape.compounds or token + 2 >= len(sentence.tokens):
        return False
    name, noun = sentence.tokens[token + 1], sentence.tokens[token + 2]
    return name.pos == "name" and name.text[0].isupper() and name.text.isalpha() and noun.lemma in pack.grammar.nouns.places


def _ground(sentence: Sentence, token: int, pack: Pack, knowledge: Knowledge) -> Place | None:
    """The country whose adjective stands beside a noun of ground ("dans la capitale | guinéenne"), None without one."""
    word = sentence.tokens[token]
    if word.pos not in ("adj", "name", "noun") or not word.text[-1].isalpha():
        return None
    phrase = next((p for p in sentence.phrases if p.start <= token < p.end), None)
    if phrase is None:
        return None
    noun = phrase.head if phrase.head != token else max(token - 1, phrase.inner)  # "la capital | peruana"
    if noun == token or sentence.tokens[noun].lemma not in pack.grammar.nouns.places:
        return None
    states = [e for e in knowledge.adjectives(sentence.tokens[token].text.lower()) if e.kind == "country"]
    seat = not {sentence.tokens[noun].text, sentence.tokens[noun].lemma}.isdisjoint(pack.grammar.nouns.capitals)
    ground = (knowledge.capital(states[0].code) if seat else None) or states[0] if states else None
    return next(iter(_at(knowledge.place(ground.id), sentence.span(phrase.inner, phrase.end))), None) if ground else None


def setting(sentence: Sentence, places: tuple[Place, ...], pack: Pack, knowledge: Knowledge) -> Place | None:
    """The place that a sentence is set in: the last one under "in" or its like, None when it names none.

    Where somebody meets others, or speaks, says of nobody's deeds where they are done.
    """
    local = [
        p
        for p in places
        if p.code
        and (_inside(sentence, _token(sentence, p), pack) or _heads(sentence, p))
        and not _of_talk(sentence, _token(sentence, p), pack)
        and not _of_source(sentence, _token(sentence, p), pack)
        and not _of_post(sentence, _token(sentence, p), pack, knowledge)
        and not _of_others(sentence, _token(sentence, p), pack)
    ]
    return local[-1] if local else None


def _of_talk(sentence: Sentence, token: int, pack: Pack) -> bool:
    """Whether a token stands in a clause whose verb tells that somebody meets others or agrees with them ("met in | Geneva")."""
    index = sentence.clause_of(token)
    verb = sentence.clauses[index].verb if index >= 0 else None
    if verb is None:
        return False
    entries = pack.triggers.verbs.get(verb.lemma, ())
    return bool(entries) and all(e.event in TALKS for e in entries)


def _of_source(sentence: Sentence, token: int, pack: Pack) -> bool:
    """Whether a token stands in what says on whose word something is told ("nach Angaben des Stabs | in Paris")."""
    return in_citation(sentence, sentence.phrase_at(token), pack)


def _of_others(sentence: Sentence, token: int, pack: Pack) -> bool:
    """Whether a token only says where people are for whom or of whom something is done: "arms for rebels | in Syria"."""
    held = sentence.phrase_at(token)
    above = sentence.phrases[held].parent if held >= 0 else -1
    if above < 0 or sentence.phrases[above].adp not in pack.modality.adpositions.purpose:
        return False
    return sentence.tokens[sentence.phrases[above].head].lemma in pack.roles.by_lemma


def _of_post(sentence: Sentence, token: int, pack: Pack, knowledge: Knowledge) -> bool:
    """Whether a token says where somebody has his post, or a government sits: "the ambassador | in Uganda | said"."""
    held = sentence.phrase_at(token)
    above = sentence.phrases[held].parent if held >= 0 else -1
    if above < 0:
        return False
    head = sentence.tokens[sentence.phrases[above].head]
    role = pack.roles.by_lemma.get(head.lemma)
    if role is not None and role.kind == "institution" and role.sector == "GOV":
        return True
    if _of_states(sentence, above, knowledge):
        return True
    return sentence.phrases[above].slot == "subject" and knowledge.title(head.text) is not None


def _of_states(sentence: Sentence, phrase: int, knowledge: Knowledge) -> bool:
    """Whether a phrase names a body of several states, of which a place says where it sits ("the Court of Justice in | ...")."""
    held = sentence.phrases[phrase]
    found = (knowledge.find(sentence.names_in, t) for t in range(held.inner, held.end))
    return any(names[0].entity.kind == "organisation" for _, names in found if names)


def _inside(sentence: Sentence, token: int, pack: Pack) -> bool:
    """Whether a token stands under "in" or its like, or in what such a phrase is of ("im Zentrum | von Paris")."""
    phrases = sentence.phrases
    start = at = sentence.phrase_at(token)
    while at >= 0:
        owner = at == start and phrases[at].slot == "genitive" and phrases[at].parent >= 0  # "la décision | de Nairobi"
        if not owner and phrases[at].adp in pack.modality.adpositions.inside:
            # "bei einem Angriff | der Armee Chiles" is not in Chile
            return at == start or sentence.tokens[phrases[at].head].lemma not in pack.triggers.nouns
        owned = phrases[at].slot in ("genitive", "apposition") or phrases[at].adp in pack.roles.reference.origin
        at = phrases[at].parent if owned else -1
    return False


def _heads(sentence: Sentence, place: Place) -> bool:
    """Whether a headline is nothing but the place, or begins with it and a mark ("Nigeria: ...", "Burkina Faso : ...")."""
    tokens, last = sentence.tokens, sentence.token_at(place.spans[0][1] - 1)
    marked = last + 1 == len(tokens) or (tokens[last + 1].pos == "punct" and tokens[last + 1].text in ":.-–—")
    return sentence.block == "headline" and _token(sentence, place) == 0 and marked


def _token(sentence: Sentence, place: Place) -> int:
    return sentence.token_at(place.spans[0][0])


def opening(article: Article, knowledge: Knowledge) -> Place | None:
    """The place of the dateline, None without one or where its name may be several places."""
    line = article.dateline
    if line is None or line.place_span is None:
        return None
    first, _, wider = line.place.partition(", ")
    city, region = (_whole(part, knowledge) for part in (first, wider))
    if wider:  # "PARIS, Texas" is set in Texas, "SPLIT, Croatia" in Split
        codes = {n.entity.code for n in region}
        city = [n for n in city if n.entity.code in codes and region[0].entity.kind == "country"] or region
    return next(iter(_at(knowledge.place(city[0].entity.id), line.place_span)), None) if city else None


def _whole(place: str, knowledge: Knowledge) -> list[Name]:
    """The entries of places that bear the whole of a name."""
    words = (place.title() if place.isupper() else place).split()
    length, names = knowledge.find(words, 0) if words else (0, ())
    return [n for n in names if n.entity.kind in PLACE_KINDS] if length == len(words) else []


def _at(place: Place | None, span: tuple[int, int]) -> list[Place]:
    return [msgspec.structs.replace(place, spans=(span,))] if place is not None else []


def _under_place(sentence: Sentence, token: int, pack: Pack) -> bool:
    return any(p.adp in pack.modality.adpositions.place for p in sentence.phrases if p.start <= token < p.end)


def _choose(names: tuple[Name, ...], context: tuple[str, ...], *, supported: bool) -> Name | None:
    """The one entry that can be meant: the only sure one, else the one of a country the article is about."""
    sure = [n for n in names if not n.support]
    if sure:  # "Montevideo" is the city before it is the government that sits there
        return min(sure, key=lambda n: n.entity.kind != "city")
    near = [n for n in names if n.entity.code in context]
    if near:
        return min(near, key=lambda n: context.index(n.entity.code))
    return names[0] if len(names) == 1 and supported and names[0].entity.kind == "city" else None
