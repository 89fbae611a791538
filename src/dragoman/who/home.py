"""Dateline, agency, outlet, attributions and known holders of an article -> the country whose offices need no adjective."""

from collections import Counter
from collections.abc import Callable

from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack
from dragoman.values.syntax import Sentence
from dragoman.values.text import Article, Span
from dragoman.values.world import NO_STATES, Home, Mention

Evidence = tuple[str, int, str, tuple[Span, ...]]
"""Country, weight, name of the rule, characters."""

Sentences = tuple[Sentence, ...]
Mentions = tuple[tuple[Mention, ...], ...]
Office = tuple[str, str]
Read = tuple[Article, Sentences, Mentions, Knowledge, Pack]
Rule = Callable[[Article, Sentences, Mentions, Knowledge, Pack], list[Evidence]]

# Weights: what a reader would believe first. A titled person with a country is a hint only, an attribution to "the
# ministry in Seoul" a strong one; swept on 30 self-written openings.
DATELINE, AGENCY, OUTLET, ATTRIBUTION, HOLDER, LEAD, ONLY, TOPIC, OTHER = 4, 3, 2, 3, 3, 1, 3, 3, -4
ABROAD = 5  # more than the dateline of a bureau in another land
MOSTLY, TIMES = 3, 2
BODIES = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY")
ENOUGH = SAME = 3
OPENINGS = 3  # sentences that may open with a city and a colon
SENTENCES = 3  # of a report that is no mere passage
PEOPLES = ("adjective", "demonym", "surname")  # forms of names that say who, not where
INNER_KINDS, INNER_MOST, ALONE = ("region", "organisation", "party"), 3, 2


def home(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[tuple[Mention, ...], ...],
    *,
    knowledge: Knowledge,
    pack: Pack,
    given: str = "",
) -> Home:
    """The home country, Home() when nothing supports one or two are equally supported; `given` (ISO alpha-3) wins."""
    if given:
        return Home(given.upper(), (), "given")
    read = article, sentences, mentions, knowledge, pack
    ranks = (_elected(rules, read) for rules in (RULES, LAST, PLACED))
    return next((found for found in ranks if found.code), Home())


def _elected(rules: tuple[Rule, ...], read: Read) -> Home:
    """The country that the rules support best, Home() where it is too weak or another one is as strong."""
    votes: Counter[str] = Counter()
    reasons: dict[str, list[tuple[str, tuple[Span, ...]]]] = {}
    told: set[str] = set()
    for rule in rules:
        for code, weight, why, spans in rule(*read):
            if code and code not in NO_STATES:
                votes[code] += weight
                told |= {code} if rule not in WRAPPING else set()
                reasons.setdefault(code, []).append((why, spans))
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return Home()
    code = ranked[0][0]
    why = ", ".join(dict.fromkeys(why for why, _ in reasons[code]))
    return Home(code, tuple(s for _, spans in reasons[code] for s in spans), why, code in told)


def _dateline(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    line = article.dateline
    if line is None or not line.place:
        return []
    found: list[Evidence] = []
    first, _, more = line.place.partition(", ")
    if more and any(n.entity.kind == "organisation" for n in knowledge.find([first.title()], 0)[1]):
        return []  # "Brüssel, Luxemburg": where a body of several states sits
    for place in line.place.rpartition(", ")[2].replace("/", " / ").split(" / "):  # of "PARIS, Texas" the wider place tells
        words = place.strip().title().split() if place.isupper() else place.strip().split()
        _, names = knowledge.find(words, 0) if words else (0, ())
        spans = (line.place_span,) if line.place_span else ()
        cities = [n.entity.code for n in names if n.entity.code]
        if cities:
            found.append((cities[0], DATELINE, "dateline", spans))
    return found if len({f[0] for f in found}) == 1 else []


def _marked(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """A city and a colon in front of a paragraph: "New Delhi: The ministry on Tuesday ..."."""
    for sentence in [s for s in sentences if s.block == "body"][:OPENINGS]:
        length, names = knowledge.find(sentence.names_in, 0) if sentence.tokens[0].text[:1].isupper() else (0, ())
        marked = 0 < length < len(sentence.tokens) - 1 and sentence.tokens[length].text == ":"
        codes = list(dict.fromkeys(n.entity.code for n in names if n.entity.kind == "city" and n.entity.code))
        if marked and codes:
            return [(codes[0], DATELINE, "dateline", (sentence.span(0, length),))]
    return []


def _topic(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """The country that the headline opens with, behind it a colon: "Mali : la junte suspend les partis"."""
    first = sentences[0] if sentences else None
    if first is None or first.block not in ("headline", "body") or (first.block == "body" and len(sentences) > 1):
        return []
    head = next((m for m in mentions[0] if m.start == 0 and m.form == "country" and not m.doubtful), None)
    marked = head is not None and head.end + 2 < len(first.tokens) and first.tokens[head.end].text == ":"
    told = first.block == "headline" and len(sentences) > 1 and sentences[1].block == "headline"  # "Mali. La junte suspend ..."
    marked = marked or (told and head is not None and head.end == len(first.tokens) - 1 and first.tokens[head.end].text == ".")
    return (
        [(head.code, TOPIC, "topic of the headline", head.spans)] if marked and head is not None and len(head.code) == 3 else []
    )


def _agency(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    country = pack.furniture.agency_country.get(article.agency, "")
    national = country and article.dateline is not None and article.dateline.place != ""
    spans = (article.dateline.agency_span,) if article.dateline is not None and article.dateline.agency_span else ()
    return [(country, AGENCY if national else 1, "agency", spans)] if country else []


def _outlet(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    document = article.document
    code = knowledge.outlet(document.outlet) if document.outlet else ""
    if not code and document.url:
        code = knowledge.outlet(document.url.split("//")[-1].split("/")[0].removeprefix("www."))
    return [(code, OUTLET, "outlet", ())] if code else []


def _paper(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """The outlet alone, of a report that names no other state, or that opens with an office and whoever holds it."""
    found = _outlet(article, sentences, mentions, knowledge, pack)
    named = _states(mentions)
    opening = next((m for s, group in zip(sentences, mentions, strict=True) if s.block == "body" for m in group), None)
    bare = opening is not None and opening.form == "title" and opening.person and opening.sector == "GOV" and not opening.code
    headed = any(m.code for s, group in zip(sentences, mentions, strict=True) if s.block == "headline" for m in group)
    alone = all(named <= {code} for code, *_ in found)
    return [(code, ENOUGH, why, spans) for code, _, why, spans in found if alone or (bare and not headed)]


def _holders(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """A title without country in front of a name that the atlas knows in that office on that day."""
    found: list[Evidence] = []
    for group in mentions:
        for m in group:
            if m.form == "title" and m.person and not m.code:
                holdings = knowledge.person(tuple(m.person.split()), article.published)
                codes = dict.fromkeys(h.entity.code for h in holdings if not m.office or h.entity.office == m.office)
                found += [(c, HOLDER, "holder of the office", m.spans) for c in list(codes)[:1]]
    return found[:3]


def _lead(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """Institutions with their country in the first sentences ("das südkoreanische Außenministerium")."""
    found: list[Evidence] = []
    for sentence, group in list(zip(sentences, mentions, strict=True))[:8]:
        if sentence.block == "body":
            found += [
                (m.code, LEAD, "institution in the lead", m.spans)
                for m in group
                if m.form == "role" and m.sector == "GOV" and m.code
            ]
    return found


def _only(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """The one country that the article speaks of, more than once: its teachers, its capital, its police."""
    named = [m for group in mentions for m in group if m.code and len(m.code) == 3 and not m.doubtful]
    states = [m for m in named if m.entity is None or m.entity.kind not in ("organisation", "group", "party")]
    codes = {x.code for m in named for x in (m, *m.members) if x.code}
    own = {m.sentence for m in states if m.form in ("role", "metonym", "title", "country")}
    return [(states[0].code, ONLY, "the only country", states[0].spans)] if len(codes) == 1 < len(own) else []


def _abroad(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """The one land named, whose body opens the report, where that of the dateline is not: "NAIROBI - Togo's police"."""
    line = {code for code, *_ in _dateline(article, sentences, mentions, knowledge, pack)}
    first = next((i for i, s in enumerate(sentences) if s.block == "body"), -1)
    named = {x.code for group in mentions for m in group for x in (m, *m.members) if x.code}
    if not line or first < 0 or len(named) != 1 or line & named:
        return []
    subjects = [p.head for p in sentences[first].phrases if p.slot == "subject" and p.parent < 0][:1]
    opening = [m for m in mentions[first] if m.form == "role" and m.sector in BODIES and m.code and m.head in subjects]
    return [(m.code, ABROAD, "the land a bureau writes of", m.spans) for m in opening[:1] if len(m.code) == 3]


def _counterparts(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """Who is called somebody's counterpart is of the other country: "le ministre a reçu son homologue égyptien"."""
    same = pack.roles.reference.same_office
    codes = [m.code for s, group in zip(sentences, mentions, strict=True) for m in group if s.tokens[m.head].lemma in same]
    return [(code, OTHER, "a counterpart", ()) for code in dict.fromkeys(codes) if code]


def _facing(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """Of two who hold offices in one clause the one with a country is not of the other's: "the minister met the Thai envoy"."""
    codes: list[str] = []
    for sentence, group in zip(sentences, mentions, strict=True):
        held = [m for m in group if m.form == "title" and m.sector == "GOV" and not (m.plural or m.members)]
        bare = {sentence.clause_of(m.head) for m in held if not m.code}
        codes += [m.code for m in held if m.code and sentence.clause_of(m.head) in bare]
    return [(code, OTHER, "faces another", ()) for code in dict.fromkeys(codes)]


def _insiders(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """Provinces, parties and bodies of a country by names that only those at home understand ("la Generalitat", "Jalisco").

    Where the article names no other country at all, one of them is enough.
    """
    named = [m for group in mentions for m in group if m.entity is not None and not m.doubtful]
    codes = {m.code for group in mentions for m in group if knowledge.place(f"country:{m.code}") is not None}
    inner: dict[str, dict[str, Mention]] = {}
    for m in named:
        if m.form == "metonym" or m.entity is None or m.entity.kind not in INNER_KINDS or m.code not in codes:
            continue
        if not any(knowledge.adjectives(w.lower()) or knowledge.find([w], 0)[0] for w in m.text.split()[1:]):
            inner.setdefault(m.code, {}).setdefault(m.entity.id, m)
    found: list[Evidence] = []
    for code, parts in inner.items():
        weight = min(len(parts), INNER_MOST) + (ALONE if codes == {code} else 0)
        found.append((code, weight, "its own parts are named", tuple(s for m in parts.values() for s in m.spans[:1])))
    return found


def _same_office(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """Whose ministry or court it is, where only one country's is ever told: "the ministry ... Iran's foreign ministry"."""
    bare: dict[Office, set[int]] = {}
    told: dict[Office, dict[str, Mention]] = {}
    for sentence, group in zip(sentences, mentions, strict=True):
        for m in group:
            office = m.sector, m.office or sentence.tokens[m.head].lemma
            if m.form not in ("title", "role") or m.members or m.plural or m.sector not in BODIES:
                continue
            if len(m.code) == 3 and m.code not in NO_STATES:
                told.setdefault(office, {}).setdefault(m.code, m)
            elif not m.code and not m.person and not _owned(sentence, m):
                bare.setdefault(office, set()).add(m.sentence)
    only = [next(iter(told[office].items())) for office in sorted(bare.keys() & told.keys()) if len(told[office]) == 1]
    return [  # two ministers in one sentence are of two countries
        (code, SAME, "the same office elsewhere", m.spans[:1])
        for code, m in only
        if not any(m.sentence in bare[office] for office in bare if code in told.get(office, ()))
    ]


def _owned(sentence: Sentence, mention: Mention) -> bool:
    """Whether somebody owns an office or body ("the group's | military spokesman"), who says whose it is."""
    held = sentence.phrase_at(mention.head)
    return held >= 0 and any(sentence.phrases[i].slot == "genitive" for i in sentence.below(held))


def _ground(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """The only country in which the places lie that a report names: "walk off the job ... in Auckland"."""
    found: dict[str, dict[str, Span]] = {}
    inside = False  # a country alone may be a party: "the accession | of the United States"
    for sentence in sentences:
        words, i = sentence.names_in, 0
        while i < len(words):
            length, names = knowledge.find(words, i) if words[i][:1].isupper() else (0, ())
            local = [n.entity for n in names if n.entity.kind in ("city", "region", "country") and n.form not in PEOPLES]
            if local and len({e.code for e in local}) == 1 and not names[0].support:
                found.setdefault(local[0].code, {}).setdefault(local[0].id, sentence.span(i, i + length))
                inside = inside or local[0].kind != "country"
            i += max(length, 1)
    if len(found) != 1 or not inside or len(sentences) < SENTENCES or not _states(mentions) <= found.keys():
        return []
    code, places = next(iter(found.items()))
    return [(code, ENOUGH, "the only ground", tuple(places.values()))]


def _states(mentions: Mentions) -> set[str]:
    """The states that the mentions of a report name."""
    return {x.code for group in mentions for m in group for x in (m, *m.members) if len(x.code) == 3} - {*NO_STATES}


def _mostly(article: Article, sentences: Sentences, mentions: Mentions, knowledge: Knowledge, pack: Pack) -> list[Evidence]:
    """The country that the article speaks of far more than of any other, from its opening on."""
    states = [
        m
        for group in mentions
        for m in group
        if len(m.code) == 3 and m.code not in NO_STATES and not m.doubtful and m.form != "pronoun"
    ]
    ranked = Counter(m.code for m in states).most_common(2)
    if not ranked or ranked[0][1] < MOSTLY or (len(ranked) > 1 and ranked[0][1] < TIMES * ranked[1][1]):
        return []
    mine = [m for m in states if m.code == ranked[0][0]]
    return [(mine[0].code, ENOUGH, "mostly of this country", mine[0].spans)] if states[0].code == mine[0].code else []


RULES: tuple[Rule, ...] = (
    _dateline,
    _marked,
    _topic,
    _agency,
    _outlet,
    _holders,
    _lead,
    _only,
    _abroad,
    _counterparts,
    _insiders,
)
WRAPPING = (_dateline, _marked, _agency, _outlet, _paper)  # what tells where a report comes from, not of whom it speaks
LAST: tuple[Rule, ...] = (_same_office, _mostly, _counterparts, _facing)
"""Asked where the others give no country."""
PLACED: tuple[Rule, ...] = (_paper, _ground, _counterparts, _facing)
"""Asked where these give none either."""
