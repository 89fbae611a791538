"""A place name and its context -> Placing: the one place meant, or the places it may be and why none was chosen."""

import math
import unicodedata
from functools import cached_property
from typing import NamedTuple

import msgspec

from dragoman.knowledge.lookup import Knowledge
from dragoman.knowledge.records import Name
from dragoman.values.errors import Refusal
from dragoman.values.world import Entity, Place

LONGEST_NAME = 200  # characters; a longer query is no place name
CLEAR_MAJORITY = 5  # times the inhabitants of the next one of that name, as in knowledge.cities
NEAR_KM = 600  # a place is near another one within a day's drive
CLEARLY_NEARER = 3  # times as far the next one must be
EARTH_KM = 6371.0
LOCAL = ("country", "region", "city")


class PlaceCandidate(msgspec.Struct, frozen=True):
    """A place that a name may mean: the fields of a record's place, inhabitants (0 = not known), source, and why."""

    identifier_id: str
    identifier_text: str
    code: str
    admin1: str
    geonameid: int | None
    latitude: float | None
    longitude: float | None
    precision: str
    population: int
    src: str
    why: str = ""


class Found(NamedTuple):
    """A place of a name, and whether the name means it without need of support."""

    entity: Entity
    sure: bool


class Placing(msgspec.Struct, frozen=True):
    """The places that a name may mean, the one chosen first; `refusal` when none was chosen."""

    candidates: tuple[PlaceCandidate, ...]
    refusal: Refusal | None = None


class Gazetteer:
    """Finds places by name in one language."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def where(self, name: str, *, home: str = "", near: str = "") -> Placing:
        """The place that a name means; refused where it may be several.

        `home` is a country (ISO alpha-3) in which a doubtful name is looked for first; `near` is a country code or the name
        of a place nearby. A country or region behind a comma or in brackets counts as `near` ("Paris, Texas").
        """
        text = " ".join(name.split())
        if len(text) > LONGEST_NAME:
            return Placing((), Refusal("where", "unknown_place", detail=f"a name of {len(text)} characters"))
        text, _, behind = text.replace("(", ",").replace(")", "").partition(",")
        found = self._entities(text.strip())
        if not found:
            return Placing((), Refusal("where", "unknown_place", detail=f"'{name}' is no place of the atlas"))
        return self._choose(found, text.strip(), home, behind.strip() or near)

    def _entities(self, text: str) -> dict[str, Found]:
        """Places of that name by id, small words before the name left out; spelt as asked, or without its accents."""
        words = text if self._knowledge.characters else text.split()
        starts = [i for i in range(len(words)) if self._knowledge.characters or all(w.islower() for w in words[:i])]
        for start in starts:
            length, names = self._knowledge.find(words, start)
            if length and start + length == len(words) and _local(names):
                known = words[start:] if self._knowledge.characters else " ".join(words[start:])
                return {**self._folded.get(_fold("".join(known)), {}), **_local(names)}
        tails = [text] if self._knowledge.characters else [" ".join(words[i:]) for i in starts]
        return next((dict(self._folded[k]) for t in tails if (k := _fold(t)) in self._folded), {})

    @cached_property
    def _folded(self) -> dict[str, dict[str, Found]]:
        table: dict[str, dict[str, Found]] = {}
        for text, names in self._knowledge.names():
            local = _local(names)
            if local:
                table.setdefault(_fold(text), {}).update(local)
        return table

    def _choose(self, found: dict[str, Found], text: str, home: str, near: str) -> Placing:
        ranked = self._ranked(found)
        for context, why in ((near, f"near '{near}'"), (home, f"in the home country {home}")):
            chosen = self._by_context(ranked, context) if context else None
            if chosen is not None:
                return self._placing(chosen, ranked, why)
            if context == near and near:
                detail = f"no '{text}' near '{near}' is in the atlas, but {len(ranked)} elsewhere"
                return Placing(tuple(self._candidate(e) for e in ranked), Refusal("where", "unknown_place", detail=detail))
        chosen = self._by_itself(ranked) if len(ranked) == 1 or any(f.sure for f in found.values()) else None
        if chosen is not None:
            return self._placing(chosen, ranked, "the only one of that name" if len(ranked) == 1 else "clearly the largest")
        detail = f"'{text}' may be {len(ranked)} places: " + ", ".join(f"{e.name} ({e.code})" for e in ranked[:5])
        return Placing(tuple(self._candidate(e) for e in ranked), Refusal("where", "ambiguous_name", detail=detail))

    def _ranked(self, found: dict[str, Found]) -> list[Entity]:
        entities = [f.entity for f in found.values()]
        return sorted(entities, key=lambda e: (LOCAL.index(e.kind), -self._knowledge.population(e.id), e.id))

    def _by_context(self, ranked: list[Entity], context: str) -> Entity | None:
        """The clear one in the country that the context names, else the one clearly nearest to it."""
        code = self._knowledge.country(context)
        inside = [e for e in ranked if _fold(self._admin1(e)) == _fold(context)]
        if code is None and inside:
            return self._by_itself(inside)
        places = [code] if code is not None else self._ranked(self._entities(context))
        around = self._by_itself(places)
        if around is None:
            return None
        inside = [e for e in ranked if e.code == around.code and e.id != around.id]
        if around.kind == "country":
            return self._by_itself(inside) if inside else None
        state = [e for e in inside if _fold(self._admin1(e)) == _fold(around.name)]
        return self._by_itself(state) if state else self._nearest(ranked, around) or self._by_itself(inside)

    def _admin1(self, entity: Entity) -> str:
        place = self._knowledge.place(entity.id)
        return place.admin1 if place is not None else ""

    def _nearest(self, ranked: list[Entity], around: Entity) -> Entity | None:
        centre = self._knowledge.place(around.id)
        far = sorted(
            ((d, e.id, e) for e in ranked if (d := distance(centre, self._knowledge.place(e.id))) is not None),
            key=lambda x: x[:2],
        )
        if not far or far[0][0] > NEAR_KM or (len(far) > 1 and far[1][0] < CLEARLY_NEARER * far[0][0]):
            return None
        return far[0][2]

    def _by_itself(self, ranked: list[Entity]) -> Entity | None:
        """The one that is meant without any context: the only one, a country with its capital, a city far larger than all."""
        if len(ranked) <= 1:
            return ranked[0] if ranked else None
        first, others = ranked[0], ranked[1:]
        rivals = [e for e in others if e.code != first.code]
        if first.kind == "country":
            return first if not any(e.kind in ("country", "region") for e in rivals) else None
        if first.kind == "region":
            return self._region_or_city(first, others, rivals)
        largest = max(others, key=lambda e: self._knowledge.population(e.id))
        size, next_size = (self._knowledge.population(e.id) for e in (first, largest))
        capital = self._knowledge.capital(first.code)
        seat = capital is not None and capital.id == first.id and size >= next_size
        return first if size >= CLEAR_MAJORITY * next_size or seat else None

    def _region_or_city(self, region: Entity, others: list[Entity], rivals: list[Entity]) -> Entity | None:
        """A region and its city of the same name are one answer, the city; anything abroad makes it doubtful."""
        cities = sorted((e for e in others if e.kind == "city"), key=lambda e: -self._knowledge.population(e.id))
        if any(e.kind == "region" for e in rivals):
            return None
        if not cities:
            return region
        best = self._by_itself(cities)
        return best if best is not None and best.code == region.code else None

    def _placing(self, chosen: Entity, ranked: list[Entity], why: str) -> Placing:
        others = [self._candidate(e) for e in ranked if e.id != chosen.id]
        return Placing((msgspec.structs.replace(self._candidate(chosen), why=why), *others))

    def _candidate(self, entity: Entity) -> PlaceCandidate:
        place = self._knowledge.place(entity.id) or Place(entity.name, entity.code)
        return PlaceCandidate(
            entity.id, entity.name, entity.code, place.admin1, place.geonameid, place.latitude, place.longitude,
            place.precision, self._knowledge.population(entity.id), entity.src, "same name",
        )  # fmt: skip


def distance(a: Place | None, b: Place | None) -> float | None:
    """Kilometres between two places on the great circle, None where one has no coordinates."""
    if a is None or b is None or None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return None
    lat1, lon1, lat2, lon2 = (math.radians(x or 0.0) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


def _local(names: tuple[Name, ...]) -> dict[str, Found]:
    """The places among names by id; a seat of government as the city, not as the government."""
    local = [n for n in names if n.entity.kind in LOCAL and n.form not in ("metonym", "adjective", "demonym", "surname")]
    return {n.entity.id: Found(n.entity, not n.support) for n in local}


def _fold(text: str) -> str:
    """A name in lower case without accents, hyphens and apostrophes."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("-", " ").replace("'", "").replace("’", ""))
    return "".join(c for c in bare if not unicodedata.combining(c))
