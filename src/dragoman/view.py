"""A database of a corpus as Python sees it: questions with keyword arguments, answers as records, arrow, polars or pandas."""

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.exports import flat
from dragoman.exports.cells import Row, alone
from dragoman.exports.writing import TYPES, arrow_table
from dragoman.store import Database, aggregates, open_database, queries
from dragoman.store.filters import Filter
from dragoman.values.corpus import Entry, Story
from dragoman.values.errors import ConfigError
from dragoman.values.event import Event

Item = Event | Story | Entry | aggregates.DyadCount | dict[str, Any]


class Answer:
    """An answer: iterate over its records, or take it as one flat table."""

    def __init__(self, records: tuple[Any, ...], rows: list[Row], columns: tuple[str, ...]) -> None:
        self.records = records
        self._rows = rows
        self._columns = columns

    def __iter__(self) -> Iterator[Any]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def to_dicts(self) -> list[Row]:
        """Flat rows, one a record."""
        return self._rows

    def to_arrow(self) -> Any:
        """A pyarrow Table with typed columns. Needs the extra `tables`."""
        return arrow_table(self._rows, self._columns, TYPES)

    def to_polars(self) -> Any:
        """A polars DataFrame. Needs polars and the extra `tables`."""
        try:
            import polars
        except ImportError as error:
            raise ConfigError("to_polars needs polars: pip install polars") from error
        return polars.from_arrow(self.to_arrow())

    def to_pandas(self) -> Any:
        """A pandas DataFrame. Needs pandas and the extra `tables`."""
        try:
            import pandas as _  # noqa: F401
        except ImportError as error:
            raise ConfigError("to_pandas needs pandas: pip install pandas") from error
        return self.to_arrow().to_pandas()


class Corpus:
    """An open database, for reading. The keyword arguments of its questions are the fields of a Filter; texts and lists of texts.

    >>> import dragoman                                            # doctest: +SKIP
    >>> with dragoman.open("corpus.db") as corpus:                 # doctest: +SKIP
    ...     table = corpus.stories(dyad="KEN-UGA", status="expected").to_arrow()
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the database."""
        self.database.close()

    def events(self, *, sort: str = "date", **asked: Any) -> Answer:
        """The events that are asked for, each as one document tells it."""
        found = tuple(queries.all_events(self.database, filter_of(asked), sort=sort))
        return Answer(found, [flat.row(alone(e)) for e in found], tuple(flat.COLUMNS))

    def stories(self, *, sort: str = "date", **asked: Any) -> Answer:
        """The stories that are asked for."""
        found = tuple(queries.all_stories(self.database, filter_of(asked), sort=sort))
        return Answer(found, [flat.row(s) for s in found], tuple(flat.COLUMNS))

    def dyads(self, *, of: str = "stories", per: str = "month", balanced: bool = False, **asked: Any) -> Answer:
        """Counts and scale for each pair and period."""
        found = aggregates.dyads(self.database, filter_of(asked), of="e" if of == "events" else "s", per=per)
        if balanced:
            found = aggregates.balanced(found, per)
        return Answer(found, [msgspec.structs.asdict(d) for d in found], aggregates.DyadCount.__struct_fields__)

    def ledger(self, *, country: str | tuple[str, ...] = (), as_of: str = "") -> Answer:
        """The entries of the ledger."""
        codes = (country,) if isinstance(country, str) else tuple(country)
        found = queries.ledger(self.database, codes=tuple(c for c in codes if c), as_of=as_of)
        rows = [{**msgspec.structs.asdict(e), "codes": "; ".join(e.codes)} for e in found]
        return Answer(found, rows, Entry.__struct_fields__)

    def said(self, *, limit: int = 10_000, **asked: Any) -> Answer:
        """Who said what: `who`, `about`, `stance`, `since`, `until`, `text`."""
        found = queries.statements(self.database, limit=limit, **asked).rows
        rows = [{**r, **{f: "; ".join(r[f]) for f in queries.LISTED}} for r in found]
        return Answer(found, rows, queries.STATEMENT_FIELDS)

    def document(self, id: str) -> dict[str, Any] | None:
        """A document with its text and blocks, None when there is none with this id."""
        return queries.document(self.database, id)


def filter_of(asked: dict[str, Any]) -> Filter:
    """The Filter of keyword arguments; a single value counts as a list of one. ConfigError names an argument that is none."""
    unknown = sorted(set(asked) - set(Filter.__struct_fields__))
    if unknown:
        raise ConfigError(f"{', '.join(unknown)}: no such question; expected {', '.join(Filter.__struct_fields__)}")
    many = {f.name for f in msgspec.structs.fields(Filter) if f.default == ()}
    values: dict[str, Any] = {k: ((v,) if isinstance(v, str | int) else tuple(v)) if k in many else v for k, v in asked.items()}
    return Filter(**values)


def open(path: str) -> Corpus:
    """The corpus in a database, for reading; StoreError when there is none."""
    return Corpus(open_database(path, readonly=True))
