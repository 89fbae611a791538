"""Rows -> files: CSV and TSV without formulas, Parquet with typed columns."""

import csv
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, TextIO

from dragoman.exports.cells import Row, safe
from dragoman.exports.flat import COLUMNS
from dragoman.values.errors import ConfigError

GROUP_ROWS = 50_000  # of a row group of Parquet: what is held in memory


def write_table(out: TextIO, rows: Iterable[Row], columns: Sequence[str], *, tabs: bool = False, header: bool = True) -> int:
    """The number of rows written, as CSV (RFC 4180) or, with `tabs`, as TSV without quoting."""
    if tabs:
        writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, escapechar=None, lineterminator="\n")
    else:
        writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(columns)
    number = 0
    for row in rows:
        writer.writerow([safe(row.get(c)) for c in columns])
        number += 1
    return number


FLOATS = ("event_scale", "latitude", "longitude", "scale_sum", "scale_mean")
COUNTS = ("reports", "origins", "events", "quad1", "quad2", "quad3", "quad4", "start", "end", "statement")
INTEGERS = ("quad_code", "geonameid", *COUNTS, *(c for c in COLUMNS if c.endswith(("_min", "_max"))))
TYPES: dict[str, type] = {**dict.fromkeys(FLOATS, float), **dict.fromkeys(INTEGERS, int), "background": bool}
"""Column -> its type in Parquet and arrow; all others are texts."""


def arrow_table(rows: Iterable[Row], columns: Sequence[str], types: dict[str, type]) -> Any:
    """A pyarrow Table of these rows. Needs the extra `tables`."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ConfigError("arrow tables need pyarrow: pip install 'dragoman[tables]'") from error
    kinds = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), str: pa.string()}
    schema = pa.schema([(c, kinds[types.get(c, str)]) for c in columns])
    found = list(rows)
    return pa.table({c: [_value(r.get(c), types.get(c, str)) for r in found] for c in columns}, schema=schema)


def write_parquet(path: str, rows: Iterable[Row], columns: Sequence[str], *, types: dict[str, type], about: str) -> int:
    """The number of rows written to a Parquet file, whose metadata carry `about`. Needs the extra `tables`."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow: pip install 'dragoman[tables]'") from error
    kinds = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), str: pa.string()}
    schema = pa.schema([(c, kinds[types.get(c, str)]) for c in columns], metadata={"dragoman": about})
    stream, number = iter(rows), 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(stream, GROUP_ROWS)):
            data: dict[str, list[Any]] = {c: [_value(r.get(c), types.get(c, str)) for r in group] for c in columns}
            writer.write_table(pa.table(data, schema=schema))
            number += len(group)
        if not number:
            writer.write_table(pa.table({c: [] for c in columns}, schema=schema))
    return number


def _value(value: Any, kind: type) -> Any:
    if value is None or (kind is not str and value == ""):
        return None
    return str(value) if kind is str else kind(value)
