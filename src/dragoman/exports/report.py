"""Stories and ledger entries -> one self-contained HTML page: no script, nothing loaded from elsewhere, everything escaped."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import urlsplit

from dragoman.values.corpus import Entry, Story
from dragoman.values.event import Event, Participant

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light dark; --line: #9995; --dim: #767676; --mark: #ffe08a; --markink: #222 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem }
h2 { font-size: 1.2rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 0 }
article { border-top: 1px solid var(--line); padding: .7rem 0 }
.dim, small { color: var(--dim) }
blockquote { margin: .3rem 0 .3rem 1rem }
mark { background: var(--mark); color: var(--markink) }
.denied, .cancelled, .lapsed { text-decoration: underline dotted }
dl { margin: .3rem 0 .3rem 1rem }
dt { float: left; clear: left; min-width: 7rem; color: var(--dim) }
dd { margin-left: 7.5rem }
table { border-collapse: collapse }
td, th { padding: .1rem .8rem .1rem 0; text-align: left; vertical-align: top }
@media print { body { margin: 0; max-width: none } article { break-inside: avoid } }
"""


def page(stories: Iterable[Story], entries: Sequence[tuple[str, Entry]], *, title: str, about: str, day: str) -> Iterator[str]:
    """The page, piece by piece; `entries` with their state on `day`, `about` says what made it."""
    yield (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n<body><main><h1>{escape(title)}</h1>\n"
    )
    yield "<h2 id='stories'>Events</h2>\n"
    number = 0
    for story in stories:
        number += 1
        yield _story(story)
    yield f"<p class='dim'>{number} events</p>\n"
    if entries:
        yield f"<h2 id='ledger'>Announced, and what became of it by {escape(day)}</h2>\n<table>\n"
        yield "<tr><th>state</th><th>due</th><th>what</th><th>words</th></tr>\n"
        yield from (_entry(state, entry) for state, entry in entries)
        yield "</table>\n"
    yield f"</main><footer><p><small>{escape(about)}</small></p></footer></body></html>\n"


def _story(story: Story) -> str:
    e = story.event
    kind = e.event[0] + (f" ({', '.join(e.mode)})" if e.mode else "")
    when = e.date if e.date == e.enddate else f"{e.date} to {e.enddate}"
    people = _people(e.actor) + (f" → {_people(e.recipient)}" if e.recipient else "")
    rows = [("says", "; ".join(f"{a.identifier_text or a.entity_text} ({a.stance})" for a in e.attribution))]
    rows += [("where", f"{e.event_loc.name} ({e.event_loc.code}, {e.event_loc.precision})" if e.event_loc else "")]
    rows += [("disputed", "; ".join(_dispute(d.what or d.field, [(c.value, c.by) for c in d.values]) for d in story.disputed))]
    rows += [("origins", "; ".join(f"{o.name}: {len(o.documents)}" for o in story.origins))]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows if text)
    reports = ", ".join(f"{r.outlet or r.document} ({r.language}, {r.published or 'no date'})" for r in story.reports)
    return (
        f"<article id='s{escape(story.id)}'><h3><time>{escape(when or 'no date')}</time> {escape(kind)} "
        f"<span class='{e.status}'>{escape(e.status.replace('_', ' '))}</span></h3><div>{escape(people)}</div>"
        f"<blockquote>{_evidence(e)}</blockquote><dl>{listed}<dt>reports</dt><dd>{escape(reports)}{_link(e.cite_info.url)}</dd></dl>"
        "</article>\n"
    )


def _people(people: tuple[Participant, ...]) -> str:
    return ", ".join(f"{p.identifier_text or p.entity_text} [{'/'.join(x for x in (p.code, p.sector) if x)}]" for p in people)


def _dispute(what: str, claims: list[tuple[str, tuple[str, ...]]]) -> str:
    return what + ": " + " or ".join(value + (f" ({', '.join(by)})" if by else "") for value, by in claims)


def _evidence(event: Event) -> str:
    """The sentence, escaped, its trigger marked."""
    text, start, parts, at = event.text, event.text_info.start, [], 0
    for a, b in sorted(event.text_info.trigger):
        first, last = max(a - start, at), min(b - start, len(text))
        if first < last:
            parts += [escape(text[at:first]), f"<mark>{escape(text[first:last])}</mark>"]
            at = last
    return "".join([*parts, escape(text[at:])])


def _link(url: str) -> str:
    """A link to the leading report, if its address is one of the web; any other is left out."""
    parts = urlsplit(url) if url else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f" <a href='{escape(url)}' rel='noreferrer noopener'>source</a>"


def _entry(state: str, entry: Entry) -> str:
    due = entry.date if entry.date == entry.enddate else f"{entry.date} to {entry.enddate}"
    settled = f"<br><small>{escape(entry.settled_on)}: {escape(entry.settled_text)}</small>" if entry.outcome else ""
    what = f"{entry.type} {'+'.join(entry.codes)} ({entry.status.replace('_', ' ')})"
    cells = f"<td>{escape(due)}</td><td>{escape(what)}</td><td>{escape(entry.text)}{settled}</td>"
    return f"<tr><td class='{state}'>{state}</td>{cells}</tr>\n"
