"""Stories -> rows with POLECAT's columns; what is not known stays empty."""

from dragoman.exports.cells import Row, joined
from dragoman.exports.countries import Countries
from dragoman.values.corpus import Story
from dragoman.values.event import Participant

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
AUXILIARY = {"expected": "future", "conditional": "hypothetical", "called_for": "hypothetical"}
"""Status -> PLOVER's auxiliary context, which POLECAT itself does not use."""


def row(story: Story, countries: Countries) -> Row:
    """The row of a story, with the columns of COLUMNS."""
    event, place = story.event, story.event.event_loc
    contexts = [*event.context, AUXILIARY.get(event.status, ""), "historical" if event.background else ""]
    published = min((r.published for r in story.reports if r.published), default="")
    found: Row = {
        "Event ID": story.id,
        "Event Date": event.date,
        "Event Type": event.event[0],
        "Event Mode": joined(event.mode),
        "Intensity": event.event_scale,
        "Quad Code": QUADS[event.quad_code],
        "Contexts": joined(contexts),
        **_party("Actor", event.actor, countries),
        **_party("Recipient", event.recipient, countries),
        "Placename": place.name if place else "",
        "City": place.name if place and place.precision == "city" else "",
        "Province": place.admin1 if place else "",
        "Country": place.code if place else "",
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
        "GeoNames ID": place.geonameid if place else None,
        "Source": joined(r.outlet for r in story.reports),
        "Publication Date": published,
        "Language": joined(sorted(r.language for r in story.reports)),
        "Version": event.coder,
    }
    return {column: found.get(column) for column in COLUMNS}


def _party(name: str, people: tuple[Participant, ...], countries: Countries) -> Row:
    return {
        f"{name} Name": joined(p.identifier_text or p.entity_text for p in people),
        f"{name} Country": joined(p.code for p in people),
        f"{name} COW": joined(countries.cow.get(p.code, "") for p in people),
        f"Primary {name} Sector": people[0].sector if people else "",
        f"{name} Sectors": joined(p.sector for p in people),
        f"{name} Title": joined(p.office for p in people),
        f"{name} Name Raw": joined(p.entity_text for p in people),
    }
