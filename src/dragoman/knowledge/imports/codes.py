"""Codes of other schemes and names of countries -> codes and sectors of ours."""

from functools import cached_property

import msgspec

from dragoman.knowledge.tables import Tables
from dragoman.language.reading import PACKS, read_tsv

# CAMEO's first triples for bodies that are no countries -> PLOVER code and sector ("" = by the triples behind it)
BODIES = {
    "IGO": ("IGO", "IGO"), "UNO": ("UNO", "IGO"), "NGO": ("NGO", "SOC"), "NGM": ("NGO", "SOC"), "MNC": ("MNC", "BUS"),
    "IMG": ("IMG", "REB"), "INT": ("IGO", "IGO"), "EUR": ("EUR", ""), "NAT": ("NAT", ""),
}  # fmt: skip


_TRIPLE = 3  # letters
_HEADS = {"UNO": "org:UN", "EUR": "org:EU", "NAT": "org:NATO"}


class Actor(msgspec.Struct, frozen=True):
    """A code and sector of ours; `rest` are the triples that mean nothing to us."""

    code: str
    sector: str
    rest: tuple[str, ...] = ()


class Codes:
    """Tables that codes and country names are looked up in, read once.

    With `own` a triple of letters that nobody knows, at the head of an actor code, is a country of the dictionary's own;
    `coined` holds those met so far, in order.
    """

    def __init__(self, tables: Tables, *, own: bool = False) -> None:
        self._tables, self._own = tables, own
        self.coined: dict[str, None] = {}

    @cached_property
    def countries(self) -> dict[str, str]:
        """ISO alpha-3 and other codes of countries -> code of ours."""
        found: dict[str, str] = {}
        for row in self._tables.entities("countries"):
            for key in (row["code"], row["iso3"], row["id"].split(":")[1]):
                found.setdefault(key, row["code"])
        return found

    @cached_property
    def ids(self) -> dict[str, str]:
        """Code of ours -> id of the country."""
        return {row["code"]: row["id"] for row in reversed(list(self._tables.entities("countries")))}

    def body(self, code: str) -> str:
        """Id of the country or body that a code stands for, "" for a code of many bodies (IGO, NGO)."""
        own = f"country:{code}" if code in self.coined else ""
        return self.ids.get(code) or own or _HEADS.get(code, "")

    @cached_property
    def by_name(self) -> dict[str, str]:
        """English name of a country in lower case -> code."""
        found = {row["name"].lower(): row["code"] for row in self._tables.entities("countries") if row.get("name")}
        codes = {row["id"]: row["code"] for row in self._tables.entities("countries")}
        for row in self._tables.names("countries", "en"):
            if row["form"] in ("name", "variant", "acronym") and not row["support"] and row["id"] in codes:
                found.setdefault(row["text"].lower(), codes[row["id"]])
        return found

    @cached_property
    def by_qid(self) -> dict[str, tuple[str, str]]:
        """Wikidata id of a country -> its id and code."""
        return {r["qid"]: (r["id"], r["code"]) for r in self._tables.entities("countries") if r.get("qid")}

    @cached_property
    def by_gw(self) -> dict[str, str]:
        """Gleditsch-Ward number -> code."""
        return {r["gw"]: r["code"] for r in self._tables.entities("countries") if r.get("gw")}

    @cached_property
    def _sectors(self) -> dict[str, dict[str, str]]:
        table: dict[str, dict[str, str]] = {}
        for row in read_tsv(PACKS / "codebook" / "sectors.tsv", ("scheme", "key", "sector")):
            table.setdefault(row["scheme"], {})[row["key"]] = row["sector"]
        return table

    def cameo(self, text: str) -> Actor:
        """A CAMEO actor code, triples of letters: AFGGOVBUS is of AFG and GOV; of several countries the last one counts.

        >>> Codes(Tables()).cameo("GBRGOVMIL")
        Actor(code='GBR', sector='GOV', rest=())
        """
        triples = [text[i : i + 3] for i in range(0, len(text), 3)]
        code, sector, unknown = "", "", []
        for triple in triples:
            if (triple in BODIES and not code) or (triple in BODIES and code == "IGO"):
                code, sector = BODIES[triple]
            elif triple in self.countries and not sector:
                code = self.countries[triple]
            elif not sector and triple in self._sectors["cameo"]:
                sector = self._sectors["cameo"][triple]
            elif self._own and not code and not sector and len(triple) == _TRIPLE and triple not in self._sectors["cameo"]:
                code = triple
                self.coined.setdefault(triple)
            elif triple not in self._sectors["cameo"]:
                unknown.append(triple)
        return Actor(code, sector, tuple(unknown))

    def icews(self, affiliation: str) -> str:
        """The sector of an ICEWS affiliation by the longest key inside its name, "" when none fits."""
        lower = affiliation.lower()
        fits = [k for k in self._sectors["icews"] if k in lower]
        return self._sectors["icews"][max(fits, key=len)] if fits else ""
