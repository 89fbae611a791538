"""Commands on a corpus, registered here and carried out by modules that are loaded when they are called."""

from collections.abc import Sequence

import click


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--db", required=True, metavar="FILE", help="The database; made when there is none.")
@click.option("--lang", default="", metavar="CODE", help="Language (BCP 47) of all documents; else it is identified.")
@click.option("--published", default="", metavar="DATE", help="Day of publication, YYYY-MM-DD, of all documents.")
@click.option("--outlet", default="", metavar="NAME", help="Outlet of all documents, where they do not say.")
@click.option("--home", default="", metavar="ISO3", help="Country of titles without one, e.g. KOR; else it is inferred.")
@click.option(
    "--workers", type=int, default=None, metavar="N", help="Processes that code; all processors when not given, 0: this one."
)
def ingest(sources: Sequence[str], db: str, lang: str, published: str, outlet: str, home: str, workers: int | None) -> None:
    """Read and code SOURCE into a database: files, folders, .jsonl collections. The same again adds nothing.

    \b
    Example:
      dragoman ingest corpus.jsonl --db corpus.db
    """
    from dragoman.corpus.sources import Given
    from dragoman.corpus.workers import Options
    from dragoman.desk.ingesting import run_ingest

    given = Given(published=published, language=lang, outlet=outlet)
    run_ingest(sources, db, given, Options(language=lang, home=home.upper()), workers)


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


COMMANDS: tuple[click.Command, ...] = (ingest, db)
"""What `cli` adds to its group."""
