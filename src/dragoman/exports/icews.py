"""Stories -> rows with the columns of the ICEWS coded event data; what is not known stays empty."""

from collections.abc import Iterator

from dragoman.exports.cells import Row, joined
from dragoman.exports.countries import Countries
from dragoman.exports.pairs import number, pairs
from dragoman.values.corpus import Story
from dragoman.values.event import Participant

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)


def rows(story: Story, countries: Countries) -> Iterator[Row]:
    """One row for each pair of the story's parties."""
    event, place = story.event, story.event.event_loc
    base: Row = {
        "Event Date": event.date,
        "Event Text": " ".join((event.event[0], *event.mode)),
        "CAMEO Code": event.cameo,
        "Story ID": story.id,
        "Sentence Number": event.text_info.sequence + 1,
        "Publisher": joined(r.outlet for r in story.reports),
        "City": place.name if place and place.precision == "city" else "",
        "Province": place.admin1 if place else "",
        "Country": countries.names.get(place.code, place.code) if place else "",
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
    }
    for n, (source, target) in enumerate(pairs(event)):
        row = {"Event ID": number(story, n), **base, **_party("Source", source, countries), **_party("Target", target, countries)}
        yield {column: row.get(column) for column in COLUMNS}


def _party(name: str, p: Participant | None, countries: Countries) -> Row:
    if p is None:
        return {}
    return {
        f"{name} Name": p.identifier_text or p.entity_text,
        f"{name} Sectors": p.sector,
        f"{name} Country": countries.names.get(p.code, p.code),
    }
