"""CSV, TSV and Parquet files with a row an article -> Parcels."""

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import msgspec

from dragoman.corpus.days import iso_day
from dragoman.corpus.filing import input_hash
from dragoman.corpus.parcels import Parcel, Parcels, refusal
from dragoman.values.errors import ConfigError, InputError, Refusal

FIELDS = ("id", "text", "html", "title", "url", "published", "lang", "outlet", "author")
USUAL: dict[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "document_id", "article_id", "uid"),
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "maintext"),
    "html": ("html",),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "published": ("published", "date", "pub_date", "publication_date", "publish_date", "date_publish"),
    "lang": ("lang", "language"),
    "outlet": ("outlet", "source", "publication", "newspaper", "publisher", "source_domain"),
    "author": ("author", "byline"),
}
"""Field -> names of columns that mean it, where the user names none; compared in lower case."""
BATCH_ROWS = 1_000


def mapping(columns: Sequence[str], given: Mapping[str, str], name: str) -> dict[str, str]:
    """Field -> column; ConfigError when a column that was named is not there, or none holds the text."""
    for field, column in given.items():
        if field not in FIELDS:
            raise ConfigError(f"--column {field}={column}: expected a field of {', '.join(FIELDS)}")
        if column not in columns:
            raise InputError(f"--column {field}={column}: {name} has the columns {', '.join(columns)}")
    lower = {c.lower().strip(): c for c in columns}
    usual = {f: next((lower[n] for n in names if n in lower), "") for f, names in USUAL.items()}
    found = {f: c for f, c in {**usual, **given}.items() if c}
    if "text" not in found and "html" not in found:
        raise InputError(f"{name}: no column holds the text among {', '.join(columns)}; name it: --column text=COLUMN")
    return found


def csv_parcels(stream: TextIO, name: str, given: Mapping[str, str], known: dict[str, str]) -> Parcels:
    """The rows of a CSV or TSV file; the separator is the one that the header has most of."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    head = stream.readline()
    separator = max(",;\t|", key=head.count)
    columns = next(csv.reader([head.lstrip("\ufeff")], delimiter=separator), [])
    fields = mapping(columns, given, name)
    reader = csv.DictReader((line.replace("\0", "") for line in stream), columns, delimiter=separator)
    try:
        for number, row in enumerate(reader, 2):
            yield _parcel(row, fields, f"{name}:{number}", known)
    except csv.Error as error:
        why = Refusal("intake", "unreadable", detail=f"{error}; the rows before were read, those behind were not")
        yield refusal(f"{name}:broken", input_hash(str(error).encode()), why)


def parquet_parcels(path: Path, name: str, given: Mapping[str, str], known: dict[str, str]) -> Parcels:
    """The rows of a Parquet file, in batches; needs the extra `tables`."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow: pip install 'dragoman[tables]'") from error
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{name}: no Parquet file ({error})") from error
    fields = mapping(file.schema_arrow.names, given, name)
    for number, row in enumerate(_rows(file, sorted(set(fields.values()))), 1):
        yield _parcel(row, fields, f"{name}:{number}", known)


def _rows(file: Any, columns: list[str]) -> Iterator[dict[str, Any]]:
    for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=columns):
        yield from batch.to_pylist()


def _parcel(row: Mapping[str, Any], fields: Mapping[str, str], where: str, known: dict[str, str]) -> Parcel:
    values = {f: str(row[c]) if row.get(c) is not None else "" for f, c in fields.items()}
    values["published"] = iso_day(values.get("published", ""))
    values["id"] = values.get("id") or values.get("url") or where
    data = msgspec.json.encode(values)
    return Parcel(values["id"], "row", data, input_hash(data + msgspec.json.encode(known)), known, where)
