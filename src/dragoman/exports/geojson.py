"""Stories -> GeoJSON features (RFC 7946), with honest precision: what is known of a country only has no point."""

from typing import Any

from dragoman.exports.flat import row
from dragoman.values.corpus import Story

KEPT = ("id", "date", "enddate", "type", "mode", "status", "background", "quad_code", "event_scale", "actor_codes", "actor_names",
        "recipient_codes", "recipient_names", "place", "place_country", "place_precision", "reports", "origins", "languages",
        "sentence", "url", "coder")  # fmt: skip


def feature(story: Story) -> dict[str, Any]:
    """The feature of a story; `geometry` is null unless the place has coordinates of its own."""
    place, flat = story.event.event_loc, row(story)
    located = place is not None and place.latitude is not None and place.longitude is not None
    return {
        "type": "Feature",
        "id": story.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if located and place else None,
        "properties": {name: flat[name] for name in KEPT},
    }
