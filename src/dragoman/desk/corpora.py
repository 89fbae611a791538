"""Commands on a corpus, registered here and carried out by modules that are loaded when they are called."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from dragoman.desk.filtering import asked, day, filter_options
from dragoman.desk.options import country, date, overlay_folders, overlay_options, shape_of

F = TypeVar("F", bound=Callable[..., Any])


def fetch_option(command: F) -> F:
    """The option that asks for the pages to which a feed links."""
    words = "Fetch the pages that feeds link to, instead of the entries' own content."
    return click.option("--fetch", is_flag=True, help=words)(command)


def private_option(command: F) -> F:
    """The option that permits hosts of the own network."""
    return click.option("--allow-private", is_flag=True, help="Also ask hosts of the own machine and network.")(command)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--db", required=True, metavar="FILE", help="The database; made when there is none.")
@click.option("--lang", default="", metavar="CODE", help="Language (BCP 47) of all documents; else it is identified.")
@click.option("--published", default="", metavar="DATE", callback=date, help="Day of publication, YYYY-MM-DD, of all documents.")
@click.option("--outlet", default="", metavar="NAME", help="Outlet of all documents, where they do not say.")
@click.option("--home", default="", metavar="ISO3", callback=country, help="Country of titles without one; else it is inferred.")
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=NAME", help="Column of a CSV or Parquet file that holds a field."
)
@click.option("--workers", type=int, default=None, metavar="N", help="Processes that code; 0: this one; else one a processor.")
@fetch_option
@private_option
@overlay_options
def ingest(
    sources: Sequence[str], db: str, lang: str, published: str, outlet: str, home: str, columns: Sequence[str],
    workers: int | None, fetch: bool, allow_private: bool, **tables: Any,
) -> None:  # fmt: skip
    """Read and code SOURCE into a database: files, folders, collections, archives, exports of press databases, feeds.

    A feed is the address of one, or an OPML list of many.

    The same again adds nothing.

    \b
    Example:
      dragoman ingest corpus.jsonl --db corpus.db
    """
    from dragoman.corpus.sources import Given
    from dragoman.corpus.workers import Options
    from dragoman.desk.ingesting import run_ingest

    named = tuple((c.partition("=")[0], c.partition("=")[2]) for c in columns)
    given = Given(published=published, language=lang, outlet=outlet, columns=named, fetch=fetch)
    overlay = tuple(str(folder) for folder in overlay_folders(**tables))
    run_ingest(sources, db, given, Options(language=lang, home=home, overlay=overlay), workers, private=allow_private)


@click.group()
def db() -> None:
    """Look after a database: check, stats, backup, vacuum.

    \b
    Example:
      dragoman db stats corpus.db
    """


@db.command("check")
@click.argument("file")
def db_check(file: str) -> None:
    """Check that FILE is sound; bring it to this program's version. Exit code 1 when something is wrong.

    \b
    Example:
      dragoman db check corpus.db
    """
    from dragoman.desk.keeping import run_check

    raise SystemExit(run_check(file))


@db.command("stats")
@click.argument("file")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", help="table, or one JSON object.")
def db_stats(file: str, shape: str) -> None:
    """Print what is in FILE: documents by outcome, language and coder; events, stories, statements, ledger.

    \b
    Example:
      dragoman db stats corpus.db
    """
    from dragoman.desk.keeping import run_stats

    run_stats(file, shape)


@db.command("backup")
@click.argument("file")
@click.argument("target")
def db_backup(file: str, target: str) -> None:
    """Copy FILE to TARGET as it stands in one moment, while others may write; print the hash of its content.

    \b
    Example:
      dragoman db backup corpus.db corpus-2024-06-14.db
    """
    from dragoman.desk.keeping import run_backup

    run_backup(file, target)


@db.command("vacuum")
@click.argument("file")
def db_vacuum(file: str) -> None:
    """Write FILE anew without gaps.

    \b
    Example:
      dragoman db vacuum corpus.db
    """
    from dragoman.desk.keeping import run_vacuum

    run_vacuum(file)


def database_option(command: F) -> F:
    """The option that names the database."""
    return click.option("--db", required=True, metavar="FILE", help="The database.")(command)


def shape_option(command: F) -> F:
    """The option that says how an answer is printed."""
    words = "table on a terminal, else jsonl; csv is one flat table."
    return click.option("--format", "shape", type=click.Choice(["table", "jsonl", "csv"]), default=None, help=words)(command)


def page_options(command: F) -> F:
    """Order and length of an answer."""
    for option in (
        click.option("--after", default="", metavar="CURSOR", help="Go on behind this place."),
        click.option("--limit", type=int, default=100, metavar="N", help="At most N; 0: all."),
        click.option("--sort", default="-date", metavar="FIELD", help="date, published, scale, reports; a minus turns it round."),
    ):
        command = option(command)
    return command


@click.command()
@database_option
@filter_options
@page_options
@shape_option
def events(db: str, sort: str, limit: int, after: str, shape: str | None, **options: Any) -> None:
    """Print the events of a database, each as one document tells it.

    \b
    Example:
      dragoman events --db corpus.db --country KEN --type CONSULT --since 2024-03-01
    """
    from dragoman.desk.asking import run_items

    run_items(db, "e", asked(options), sort=sort, limit=limit, after=after, shape=shape_of(shape))


@click.command()
@database_option
@filter_options
@page_options
@click.option("--disputed/--undisputed", default=None, help="Only stories whose reports differ, or agree.")
@click.option("--reports", "reports_min", type=int, default=0, metavar="N", help="At least N reports.")
@click.option("--origins", "origins_min", type=int, default=0, metavar="N", help="At least N independent origins.")
@shape_option
def stories(db: str, sort: str, limit: int, after: str, shape: str | None, **options: Any) -> None:
    """Print the stories of a database: events merged over their reports.

    \b
    Example:
      dragoman stories --db corpus.db --dyad KEN-UGA --reports 2
    """
    import msgspec

    from dragoman.desk.asking import run_items

    more = {name: options.pop(name) for name in ("disputed", "reports_min", "origins_min")}
    filter_ = msgspec.structs.replace(asked(options), **more)
    run_items(db, "s", filter_, sort=sort, limit=limit, after=after, shape=shape_of(shape))


@click.command()
@database_option
@click.option("--who", default="", metavar="WHO", help="The speaker: code, entity id, or part of a name.")
@click.option("--about", default="", metavar="WHO", help="Somebody named in what is said, or words of it.")
@click.option("--stance", default="", metavar="STANCE", help="asserts, denies, doubts, demands, promises, criticises, supports.")
@click.option("--since", default="", metavar="DATE", help="Published on this day or later.")
@click.option("--until", default="", metavar="DATE", help="Published on this day or earlier.")
@click.option("--text", default="", metavar="WORDS", help="Words of what is said.")
@click.option("--limit", type=int, default=100, metavar="N", help="At most N.")
@click.option("--after", default="", metavar="CURSOR", help="Go on behind this place.")
@shape_option
def said(shape: str | None, db: str, **options: Any) -> None:
    """Print who said what about whom.

    \b
    Example:
      dragoman said --db corpus.db --who KEN --about UGA
    """
    from dragoman.desk.asking import run_said

    run_said(db, options, shape=shape_of(shape))


@click.command()
@database_option
@click.option("--on", default="", metavar="DATE", help="How it stands on this day; the latest report's day when not given.")
@click.option("--country", "codes", multiple=True, metavar="CODE", help="Only entries of this country or body.")
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="STATE",
    help="open, due, overdue, lapsed, happened, postponed, cancelled, denied.",
)
@click.option("--as-of", default="", metavar="DATE", help="As the database stood then.")
@shape_option
def ledger(db: str, on: str, codes: Sequence[str], states: Sequence[str], as_of: str, shape: str | None) -> None:
    """Print what was announced, expected or demanded, and what became of it.

    \b
    Example:
      dragoman ledger --db corpus.db --on 2024-03-20 --state overdue
    """
    from dragoman.desk.asking import run_ledger

    run_ledger(db, on=day(on, "--on") if on else "", codes=codes, states=states, as_of=as_of, shape=shape_of(shape))


@click.command()
@database_option
@filter_options
@click.option("--of", type=click.Choice(["stories", "events"]), default="stories", help="Count each story once, or each report.")
@click.option("--per", type=click.Choice(["day", "month", "year", "all"]), default="month", help="Length of a period.")
@click.option("--balanced", is_flag=True, help="A row of zeros for every period without events.")
@shape_option
def dyads(db: str, of: str, per: str, balanced: bool, shape: str | None, **options: Any) -> None:
    """Print counts and scale for every pair of countries and period. Occurred events only, unless --status says otherwise.

    \b
    Example:
      dragoman dyads --db corpus.db --per month --balanced --format csv > panel.csv
    """
    from dragoman.desk.asking import run_dyads

    run_dyads(db, asked(options), of=of, per=per, balanced=balanced, shape=shape_of(shape))


SHAPES = ("plover", "jsonl", "csv", "parquet", "gdelt", "gdelt-mentions", "polecat", "icews", "geojson", "ics", "graphml", "html")


@click.command()
@database_option
@click.option("--as", "form", type=click.Choice(SHAPES), required=True, help="The format.")
@click.option("--of", type=click.Choice(["stories", "events"]), default="stories", help="Merged events, or each report's own.")
@click.option("--out", default="", metavar="FILE", help="Where to; standard output when not given.")
@click.option("--header", is_flag=True, help="A line with the column names before GDELT's tables, which have none.")
@filter_options
def export(db: str, form: str, of: str, out: str, header: bool, **options: Any) -> None:
    """Write stories or events in a format of the field. What a format asks for and is not known stays empty.

    \b
    Example:
      dragoman export --db corpus.db --as polecat --out events.tsv
    """
    from dragoman.desk.exporting import run_export

    run_export(db, asked(options), shape=form, of=of, out=out, header=header)


@click.command()
@database_option
@click.option("--keep", is_flag=True, help="Store the new coding; without it the difference is only printed.")
@click.option("--shown", type=int, default=20, metavar="N", help="Print at most N differences one by one.")
@click.option("--home", default="", metavar="ISO3", callback=country, help="Country of titles without one; else it is inferred.")
@click.option("--workers", type=int, default=None, metavar="N", help="Processes that code; 0: this one; else one a processor.")
@overlay_options
def recode(db: str, keep: bool, shown: int, home: str, workers: int | None, **tables: Any) -> None:
    """Code anew what other versions of program, packs or atlas coded, and print what that gains, loses and changes.

    \b
    Example:
      dragoman recode --db corpus.db
      dragoman recode --db corpus.db --keep
    """
    from dragoman.corpus.workers import Options
    from dragoman.desk.mending import run_recode

    overlay = tuple(str(folder) for folder in overlay_folders(**tables))
    run_recode(db, Options(home=home, overlay=overlay), kept=keep, shown=shown, workers=workers)


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@database_option
def forget(documents: Sequence[str], db: str) -> None:
    """Take DOCUMENTs out of a database for good, with all that rests on them alone.

    \b
    Example:
      dragoman forget 01-telefonat.txt --db corpus.db
    """
    from dragoman.desk.mending import run_forget

    raise SystemExit(run_forget(db, documents))


@click.command()
@database_option
@click.option("--n", "number", type=int, default=50, metavar="N", help="Number of events to draw.")
@click.option("--seed", type=int, default=1, metavar="N", help="The same seed draws the same sample.")
@click.option("--out", default="", metavar="FILE", help="The sheet: .csv, or .html to read and print.")
@click.option("--read", "judged", default="", metavar="FILE.csv", help="Read a filled sheet, keep its verdicts, print precision.")
@click.option("--not-yet", default="", metavar="ID", help="Print an event's sentence as a `not_yet` of its trigger entry.")
@filter_options
def audit(db: str, number: int, seed: int, out: str, judged: str, not_yet: str, **options: Any) -> None:
    """Draw events to be judged into a sheet; read the judged sheet back.

    \b
    Example:
      dragoman audit --db corpus.db --n 50 --seed 1 --out sheet.csv
      dragoman audit --db corpus.db --read sheet.csv
    """
    from dragoman.desk.mending import run_draw, run_not_yet, run_read_back

    if sum(map(bool, (out, judged, not_yet))) != 1:
        raise click.UsageError("give one of --out, --read and --not-yet")
    if not_yet:
        run_not_yet(db, not_yet)
    elif judged:
        run_read_back(db, judged)
    else:
        run_draw(db, asked(options), number=number, seed=seed, out=out)


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--db", required=True, metavar="FILE", help="The database; made when there is none.")
@click.option("--every", default="15m", metavar="TIME", help="How often each feed is asked: 15m, 1h; a minute at least.")
@fetch_option
@click.option("--once", is_flag=True, help="Ask once and end, for cron.")
@private_option
@click.option("--lang", default="", metavar="CODE", help="Language (BCP 47) of all feeds; else theirs, else it is identified.")
@click.option("--home", default="", metavar="ISO3", callback=country, help="Country of titles without one; else it is inferred.")
@overlay_options
def watch(
    feeds: Sequence[str], db: str, every: str, fetch: bool, once: bool, allow_private: bool, lang: str, home: str, **tables: Any
) -> None:
    """Keep a database up to date from FEEDs: addresses, OPML lists, or files with an address a line.

    \b
    Example:
      dragoman watch feeds.opml --db desk.db --every 15m
    """
    from dragoman.corpus.workers import Options
    from dragoman.desk.watching import run_watch

    overlay = tuple(str(folder) for folder in overlay_folders(**tables))
    options = Options(language=lang, home=home, overlay=overlay)
    run_watch(feeds, db, options, every=every, fetch=fetch, once=once, private=allow_private)


COMMANDS: tuple[click.Command, ...] = (ingest, db, events, stories, said, ledger, dyads, export, recode, forget, audit, watch)
"""What `cli` adds to its group."""
