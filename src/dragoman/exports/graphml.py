"""Pairs of countries -> GraphML: a node for each code, an edge for each pair with its counts and mean scale."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from dragoman.exports.countries import Countries

KEYS = (("name", "node", "string"), ("events", "edge", "int"), ("quad1", "edge", "int"), ("quad2", "edge", "int"),
        ("quad3", "edge", "int"), ("quad4", "edge", "int"), ("scale_mean", "edge", "double"))  # fmt: skip
Edge = tuple[str, str, dict[str, float]]
"""Source, target, and the values of the keys of an edge."""


def graph(edges: Iterable[Edge], countries: Countries, *, about: str) -> str:
    """The text of the file; `about` says what made it."""
    edges = list(edges)
    nodes = sorted({code for source, target, _ in edges for code in (source, target)})
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    lines += [f"  <desc>{escape(about)}</desc>"]
    lines += [f'  <key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>' for name, of, kind in KEYS]
    lines += ['  <graph id="who-to-whom" edgedefault="directed">']
    for code in nodes:
        name = escape(countries.names.get(code, code))
        lines.append(f'    <node id={quoteattr(code)}><data key="name">{name}</data></node>')
    for n, (source, target, values) in enumerate(edges):
        data = "".join(f'<data key="{k}">{values[k]:g}</data>' for k, of, _ in KEYS if of == "edge")
        lines.append(f'    <edge id="e{n}" source={quoteattr(source)} target={quoteattr(target)}>{data}</edge>')
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])
