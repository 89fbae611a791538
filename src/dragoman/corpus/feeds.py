"""RSS and Atom feeds and OPML lists -> entries as Parcels, and the addresses of the feeds."""

from collections.abc import Iterator
from time import struct_time
from typing import Any

import msgspec

from dragoman.corpus.filing import input_hash
from dragoman.corpus.parcels import Parcel, Parcels
from dragoman.values.errors import InputError

ENTRIES_MAX = 5_000  # of one feed


def is_feed(head: bytes) -> bool:
    """Whether the first bytes are those of a feed or an OPML list."""
    start = head[:2_000].lower()
    return any(sign in start for sign in (b"<rss", b"<feed", b"<rdf:rdf", b"<opml"))


def feed_parcels(data: bytes, name: str, known: dict[str, str]) -> Parcels:
    """A parcel for each entry: its full content where the feed has it, else its summary; the address is in `known`."""
    import feedparser

    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    about = found.get("feed", {})
    for number, entry in enumerate(found.get("entries", [])[:ENTRIES_MAX], 1):
        row = _row(entry, about)
        row["id"] = row["id"] or f"{name}#{number}"
        encoded = msgspec.json.encode(row)
        yield Parcel(row["id"], "row", encoded, input_hash(encoded + msgspec.json.encode(known)), known, f"{name}#{number}")


def _row(entry: Any, about: Any) -> dict[str, str]:
    contents = [c.get("value", "") for c in entry.get("content", [])]
    body = max([*contents, entry.get("summary", "")], key=len)
    html = f"<html><body><article>{body}</article></body></html>" if "<" in body and "</" in body else ""
    return {
        "id": entry.get("id") or entry.get("link") or "", "url": entry.get("link") or "", "title": entry.get("title") or "",
        "text": "" if html else body, "html": html, "published": _day(entry), "author": entry.get("author") or "",
        "outlet": about.get("title") or "", "lang": (about.get("language") or "")[:2].lower(),
    }  # fmt: skip


def _day(entry: Any) -> str:
    when: struct_time | None = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else ""


def opml_addresses(data: bytes, name: str) -> Iterator[str]:
    """The addresses of the feeds that an OPML list names, in its order; InputError when it is no OPML."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException) as error:
        raise InputError(f"{name}: no OPML list ({error}); expected outlines with xmlUrl") from error
    yield from dict.fromkeys(address for o in root.iter("outline") if (address := o.get("xmlUrl", "").strip()))
