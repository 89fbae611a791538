"""Stories -> rows with the columns of GDELT 2.0's event and mentions tables; what is not known stays empty."""

from collections.abc import Iterator

from dragoman.exports.cells import Row
from dragoman.exports.countries import Countries
from dragoman.exports.pairs import number, pairs
from dragoman.values.corpus import Story
from dragoman.values.event import Participant
from dragoman.values.world import Place

_ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS: tuple[str, ...] = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    *(f"Actor{n}{c}" for n in (1, 2) for c in _ACTOR),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *(f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in _GEO),
    "DATEADDED",
    "SOURCEURL",
)
MENTION_COLUMNS = (
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)
ROOT_SENTENCES = 2  # an event told in the headline or the first two sentences is a root event
BODIES = frozenset({"UNO", "EUR", "NAT", "IGO", "NGO", "MNC", "IMG", "ISM"})


def event_rows(story: Story, countries: Countries) -> Iterator[Row]:
    """One row for each pair of the story's parties."""
    event = story.event
    date = (event.date or "").replace("-", "")
    base: Row = {
        "SQLDATE": date,
        "MonthYear": date[:6],
        "Year": date[:4],
        "FractionDate": _fraction(event.date),
        "IsRootEvent": int(event.text_info.block == "headline" or event.text_info.sequence < ROOT_SENTENCES),
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2],
        "QuadClass": event.quad_code,
        "NumMentions": len(story.reports),
        "NumSources": len({r.outlet for r in story.reports if r.outlet}) or None,
        "NumArticles": len({r.document for r in story.reports}),
        **_place(event.event_loc, countries),
        "DATEADDED": _stamp(_published(story)),
        "SOURCEURL": event.cite_info.url,
    }
    for n, (actor, recipient) in enumerate(pairs(event)):
        row = {"GLOBALEVENTID": number(story, n), **base, **_party("Actor1", actor), **_party("Actor2", recipient)}
        yield {column: row.get(column) for column in EVENT_COLUMNS}


def mention_rows(story: Story) -> Iterator[Row]:
    """One row for each pair and report."""
    event, first = story.event, _stamp(_published(story))
    for n in range(len(pairs(event))):
        for report in story.reports:
            best = report.document == event.cite_info.id
            row: Row = {
                "GLOBALEVENTID": number(story, n),
                "EventTimeDate": first,
                "MentionTimeDate": _stamp(report.published),
                "MentionType": 1 if best and event.cite_info.url else 2,
                "MentionSourceName": report.outlet,
                "MentionIdentifier": event.cite_info.url if best and event.cite_info.url else report.document,
                "SentenceID": event.text_info.sequence + 1 if best else None,
                "Actor1CharOffset": _offset(event.actor) if best else None,
                "Actor2CharOffset": _offset(event.recipient) if best else None,
                "ActionCharOffset": event.text_info.trigger[0][0] if best and event.text_info.trigger else None,
            }
            yield {column: row.get(column) for column in MENTION_COLUMNS}


def _party(name: str, p: Participant | None) -> Row:
    if p is None:
        return {}
    country = "" if p.code in BODIES else p.code
    return {
        f"{name}Code": p.code + p.sector if p.code else p.sector,
        f"{name}Name": (p.identifier_text or p.entity_text).upper(),
        f"{name}CountryCode": country,
        f"{name}KnownGroupCode": p.code if p.code in BODIES else "",
        f"{name}Type1Code": p.sector,
    }


def _place(place: Place | None, countries: Countries) -> Row:
    if place is None:
        return {}
    home = place.code == "USA"
    kind = {"city": 3 if home else 4, "admin1": 2 if home else 5}.get(place.precision, 1)
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": place.name,
        "ActionGeo_CountryCode": countries.fips.get(place.code, ""),
        "ActionGeo_Lat": place.latitude,
        "ActionGeo_Long": place.longitude,
    }


def _published(story: Story) -> str:
    return min((r.published for r in story.reports if r.published), default="")


def _stamp(day: str) -> str:
    """GDELT's time stamp; the hour of publication is not known and is given as midnight."""
    return day.replace("-", "") + "000000" if day else ""


def _fraction(day: str | None) -> str:
    """GDELT's year with fraction: (month * 30 + day) / 365 behind the point."""
    if not day:
        return ""
    year, month, rest = (int(x) for x in day.split("-"))
    return f"{year + (month * 30 + rest) / 365:.4f}"


def _offset(people: tuple[Participant, ...]) -> int | None:
    return next((p.spans[0][0] for p in people if p.spans), None)
