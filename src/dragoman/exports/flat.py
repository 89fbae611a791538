"""Stories -> rows of one flat table, a row a story, for spreadsheets, R, Stata, pandas."""

from dragoman.exports.cells import Row, joined, listed
from dragoman.values.corpus import Story
from dragoman.values.event import Count, Event, Participant

COUNTED = ("killed", "wounded", "arrested", "participants", "missing", "abducted", "released", "displaced")

ENDS = (("min", "the least that a report gives"), ("max", "the most that a report gives"))
COLUMNS: dict[str, str] = {
    "id": "id of the story, or of the event",
    "date": "first day",
    "enddate": "last day",
    "date_basis": "stated, inherited, published or none",
    "type": "PLOVER type",
    "mode": "PLOVER modes, joined by semicolons",
    "context": "PLOVER contexts",
    "status": "occurred, expected, conditional, called_for or denied",
    "background": "1 for an older event retold",
    "quad_code": "1 to 4",
    "event_scale": "PLOVER scale, -10 to 10",
    "cameo": "CAMEO code, where one fits",
    "actor_codes": "codes of the actors, in step with actor_sectors, actor_names and actor_ids",
    "actor_sectors": "sectors of the actors",
    "actor_names": "names of the actors",
    "actor_ids": "ids of the actors",
    "recipient_codes": "codes of the recipients, in step with the three columns behind",
    "recipient_sectors": "sectors of the recipients",
    "recipient_names": "names of the recipients",
    "recipient_ids": "ids of the recipients",
    "place": "name of the place",
    "place_country": "its country",
    "place_admin1": "its first-level region",
    "place_precision": "city, admin1, region or country",
    "latitude": "degrees, empty for countries",
    "longitude": "degrees, empty for countries",
    "geonameid": "GeoNames id",
    **{f"{what}_{end}": f"{what}, {words}" for what in COUNTED for end, words in ENDS},
    "speakers": "on whose word, in step with stances",
    "stances": "asserts, denies, doubts, demands or promises",
    "reports": "number of reports",
    "origins": "number of independent origins; empty for an event",
    "languages": "languages of the reports",
    "outlets": "outlets of the reports",
    "published": "day of the first report",
    "disputed": "fields on which the reports differ",
    "trigger": "the words that code",
    "sentence": "sentence of the best evidence",
    "documents": "ids of the documents",
    "url": "address of the document with the best evidence",
    "coder": "what made the record",
}  # fmt: skip
"""Column -> what it holds: the data dictionary of the flat table."""


def row(story: Story) -> Row:
    """The row of a story, with the columns of COLUMNS."""
    event, place = story.event, story.event.event_loc
    found: Row = {
        "id": story.id, "date": event.date, "enddate": event.enddate, "date_basis": event.date_info.basis, "type": event.event[0],
        "mode": joined(event.mode), "context": joined(event.context), "status": event.status, "background": event.background,
        "quad_code": event.quad_code, "event_scale": event.event_scale, "cameo": event.cameo,
        **_side("actor", event.actor), **_side("recipient", event.recipient),
        "place": place.name if place else "", "place_country": place.code if place else "",
        "place_admin1": place.admin1 if place else "", "place_precision": place.precision if place else "",
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "geonameid": place.geonameid if place else None,
        **_counts(event), **_source(story),
    }  # fmt: skip
    return found


def _side(name: str, people: tuple[Participant, ...]) -> Row:
    return {
        f"{name}_codes": listed(p.code for p in people),
        f"{name}_sectors": listed(p.sector for p in people),
        f"{name}_names": listed(p.identifier_text or p.entity_text for p in people),
        f"{name}_ids": listed(p.identifier_id for p in people),
    }


def _counts(event: Event) -> Row:
    found: Row = {}
    for what in COUNTED:
        mine = [c for c in event.counts if c.what == what]
        found[f"{what}_min"] = min((c.min for c in mine), default=None)
        found[f"{what}_max"] = _most(mine)
    return found


def _most(counts: list[Count]) -> int | None:
    if not counts or any(c.max is None for c in counts):
        return None
    return max(c.max for c in counts if c.max is not None)


def _source(story: Story) -> Row:
    event = story.event
    return {
        "speakers": listed(a.identifier_text or a.entity_text for a in event.attribution),
        "stances": listed(a.stance for a in event.attribution),
        "reports": len(story.reports),
        "origins": len(story.origins) or None,
        "languages": joined(sorted(r.language for r in story.reports)),
        "outlets": joined(r.outlet for r in story.reports),
        "published": min((r.published for r in story.reports if r.published), default=""),
        "disputed": joined(d.what or d.field for d in story.disputed),
        "trigger": joined(event.event_text),
        "sentence": event.text,
        "documents": joined(r.document for r in story.reports),
        "url": event.cite_info.url,
        "coder": event.coder,
    }
