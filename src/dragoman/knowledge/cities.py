"""cities.tsv and city_names.tsv -> cities among the names, with places; doubtful names marked as needing support."""

from typing import TYPE_CHECKING

from dragoman.knowledge.records import PlaceRow
from dragoman.knowledge.tables import Row, Tables
from dragoman.values.world import Entity

if TYPE_CHECKING:
    from dragoman.knowledge.build import Builder

CLEAR_MAJORITY = 5  # times the inhabitants of the next city of that name, from which the largest one is meant
SAME_NAME_KEPT = 5  # cities of one name that are kept, largest first


def add_cities(builder: "Builder", tables: Tables) -> None:
    """Adds all cities under their local name, their name in the language and the names of city_names.tsv."""
    names: dict[str, list[Row]] = {}
    doubtful: set[str] = set()
    for row in tables.names("cities", builder.language):
        if row["id"]:
            names.setdefault(row["id"], []).append(row)
        else:
            doubtful.add(row["text"])
    bearers: dict[str, list[int]] = {}
    for row in tables.entities("cities"):
        own = names.get(row["id"], [])
        at = _city(builder, row, own)
        texts = {row["name"]: None, row.get(builder.language, ""): None} | {
            n["text"]: None for n in own if n["form"] != "adjective"
        }
        doubtful.update(n["text"] for n in own if n["support"])
        for text in texts:
            if text:
                bearers.setdefault(text, []).append(at)
    persons = _name_words(builder)
    for text, cities in bearers.items():
        _list(builder, text, cities, support=text in doubtful or text in persons)


def _city(builder: "Builder", row: Row, own: list[Row]) -> int:
    shown = next((n["text"] for n in own if n["form"] == "name"), row.get(builder.language) or row["name"])
    at = builder.entity(Entity(row["id"], shown, row["iso3"], "", "city", "", row["src"]))
    number = row["id"].split(":")[1]
    builder.places[at] = PlaceRow(
        row["admin1"],
        int(number) if number.isdigit() else 0,
        float(row["lat"]),
        float(row["lon"]),
        int(row["population"]),
        "city",
    )
    if row["capital_of"]:
        builder.capitals.setdefault(row["capital_of"], at)
    for name in own:
        if name["form"] == "adjective" and not name["support"]:
            builder.adjectives.setdefault(name["text"].lower(), (at,))
    return at


def _list(builder: "Builder", text: str, cities: list[int], *, support: bool) -> None:
    """Lists a name for its cities, largest first; all need support unless one of them is clearly meant."""
    ranked = sorted(cities, key=lambda at: -builder.places[at].population)[:SAME_NAME_KEPT]
    largest, others = ranked[0], ranked[1:]
    rivals = [at for at in others if builder.entities[at].code != builder.entities[largest].code]
    clear = not rivals or builder.places[largest].population >= CLEAR_MAJORITY * builder.places[rivals[0]].population
    capital = largest in builder.capitals.values()
    builder.name(text, largest, "city", support=support or not (clear or capital))
    for at in others:
        builder.name(text, at, "city", support=True)


def _name_words(builder: "Builder") -> frozenset[str]:
    """Single words that are family or given names of listed persons."""
    persons = {i for i, e in enumerate(builder.entities) if e.kind == "person"}
    given = {w for i in persons for w in builder.entities[i].name.split()}
    return frozenset(given)
