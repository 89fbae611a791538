"""`dragoman searches`: keep searches, see what each shows and what is new in it, carry them from one database to another."""

import sys
from typing import Any

import click

from dragoman.desk.filtering import asked, filter_options
from dragoman.desk.options import shape_of

DATABASE = click.option("--db", required=True, metavar="FILE", help="The database.")


@click.group()
def searches() -> None:
    """Keep searches, and see what is new in each. The page of `dragoman serve --keep` shows the same ones.

    \b
    Example:
      dragoman searches keep "Kenya and Uganda" --dyad KEN-UGA --db corpus.db
      dragoman searches show "Kenya and Uganda" --new --db corpus.db
    """


@searches.command("list")
@DATABASE
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default=None, help="table on a terminal, else jsonl.")
def list_(db: str, shape: str | None) -> None:
    """Print the searches that are kept: how many stories each shows, and how many are new since it was last looked at.

    \b
    Example:
      dragoman searches list --db corpus.db
    """
    import msgspec

    from dragoman.desk.searching import tallied
    from dragoman.store import open_database

    with open_database(db, readonly=True) as database:
        found = tallied(database)
    if shape_of(shape) == "jsonl":
        sys.stdout.buffer.write(b"".join(msgspec.json.encode(t) + b"\n" for t in found))
        return
    for t in found:
        click.echo(f"{t.new:>6,} new of {t.stories:,}   {t.name}   since {t.seen}   {t.query}")
    click.echo(f"dragoman: {len(found)} searches", err=True)


@searches.command()
@click.argument("name")
@DATABASE
@filter_options
@click.option("--disputed/--undisputed", default=None, help="Only stories whose reports differ, or agree.")
@click.option("--reports", "reports_min", type=int, default=0, metavar="N", help="At least N reports.")
@click.option("--origins", "origins_min", type=int, default=0, metavar="N", help="At least N independent origins.")
def keep(name: str, db: str, **options: Any) -> None:
    """Keep a search under NAME. What is written from now on is new in it.

    \b
    Example:
      dragoman searches keep "Kenya and Uganda" --dyad KEN-UGA --db corpus.db
    """
    import msgspec

    from dragoman.desk.searching import run_keep

    more = {field: options.pop(field) for field in ("disputed", "reports_min", "origins_min")}
    run_keep(db, name, msgspec.structs.replace(asked(options), **more))


@searches.command()
@click.argument("name")
@DATABASE
@click.option("--new", "fresh", is_flag=True, help="Only what was written since it was last looked at.")
@click.option("--looked", is_flag=True, help="Note that it was looked at: what is new then counts from now.")
@click.option("--limit", type=int, default=100, metavar="N", help="At most N; 0: all.")
@click.option("--after", default="", metavar="CURSOR", help="Go on behind this place.")
@click.option(
    "--format", "shape", type=click.Choice(["table", "jsonl", "csv"]), default=None, help="table on a terminal, else jsonl."
)
def show(name: str, db: str, fresh: bool, looked: bool, limit: int, after: str, shape: str | None) -> None:
    """Print the stories that the search NAME shows, over the whole archive or only what is new.

    \b
    Example:
      dragoman searches show "Kenya and Uganda" --new --looked --db corpus.db
    """
    from dragoman.desk.searching import run_show

    run_show(db, name, fresh=fresh, looked=looked, limit=limit, after=after, shape=shape_of(shape))


@searches.command()
@click.argument("name")
@DATABASE
def forget(name: str, db: str) -> None:
    """Forget the search NAME.

    \b
    Example:
      dragoman searches forget "Kenya and Uganda" --db corpus.db
    """
    from dragoman.desk.searching import named
    from dragoman.store.searches import change

    change(db, forget=[named(db, name).query])


@searches.command("export")
@DATABASE
def export_(db: str) -> None:
    """Print the searches as JSON, for `dragoman searches import` or the page on another database.

    \b
    Example:
      dragoman searches export --db corpus.db > searches.json
    """
    from dragoman.desk.searching import run_export

    run_export(db)


@searches.command("import")
@click.argument("file", type=click.File("rb"))
@DATABASE
def import_(file: Any, db: str) -> None:
    """Keep the searches of FILE ('-': standard input). Those that were not kept yet begin now.

    \b
    Example:
      dragoman searches import searches.json --db other.db
    """
    from dragoman.desk.searching import run_import

    run_import(db, file.read())
