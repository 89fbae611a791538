"""The command line: options in, the coder's values out as tables or JSON lines.

Exit codes: 0 done; 1 done, but a check failed (verify, packs check); 2 wrong usage or unusable input; 130 interrupted.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import click

from dragoman import __version__
from dragoman.desk.corpora import COMMANDS
from dragoman.desk.measuring import command as measure
from dragoman.desk.naming import atlas, where, who
from dragoman.desk.options import country, date, overlay_folders, overlay_options, shape_of
from dragoman.desk.serving import serve
from dragoman.desk.standing import searches

F = TypeVar("F", bound=Callable[..., Any])


class Group(click.Group):
    """A group whose errors of ours are one line on standard error and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; our own errors become messages, Ctrl-C exit code 130."""
        from dragoman.values.errors import DragomanError

        try:
            return super().invoke(ctx)
        except DragomanError as error:
            click.echo(f"dragoman: {error}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


class Sorted(Group):
    """The group of all commands, whose help lists them by what one does with them."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes each command with the whole first sentence of its help."""
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(limit=SENTENCE)) for name in names])


SENTENCE = 200  # characters of the longest first sentence
SECTIONS = {
    "Articles": ("code", "read", "explain", "verify"),
    "A corpus: fill it, read it": (
        "ingest", "watch", "serve", "stories", "events", "said", "ledger", "dyads", "searches", "export",
    ),
    "A corpus: check it, look after it": ("audit", "recode", "forget", "db"),
    "What it knows, and how right it is": ("who", "where", "atlas", "packs", "pipeline", "measure"),
}  # fmt: skip


@click.group(cls=Sorted, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Read news and say who did what to whom, when, where, on whose word, and whether it has happened.

    \b
    dragoman code article.txt --published 2024-06-14     the events, with their evidence
    dragoman read article.txt                            the article as understood
    dragoman explain article.txt                         why there is an event, and why there is none
    """


def reading_options(command: F, *, required: bool = True) -> F:
    """Options that every command that reads documents takes; `required`: at least one input must be named."""
    for option in (
        click.option("--lang", default="", metavar="CODE", help="Language (BCP 47), e.g. de; else it is identified."),
        click.option(
            "--published",
            default="",
            metavar="DATE",
            callback=date,
            help="Day of publication, YYYY-MM-DD, where a document does not say.",
        ),
        click.option(
            "--home",
            default="",
            metavar="ISO3",
            callback=country,
            help="Country of titles without one, e.g. KOR; else it is inferred.",
        ),
        click.argument("inputs", nargs=-1, required=required, metavar="INPUT..."),
    ):
        command = option(command)
    return overlay_options(command)


@main.command()
@reading_options
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl", "plover"]),
    default=None,
    help="table on a terminal, else jsonl; plover is the strict form.",
)
@click.option("--report", default="", metavar="FILE", help="Write documents without event and refusals there, as JSON lines.")
@click.option("--statements", is_flag=True, help="Print who said what instead of events.")
def code(
    inputs: Sequence[str],
    home: str,
    published: str,
    lang: str,
    shape: str | None,
    report: str,
    statements: bool,
    **tables: Any,
) -> None:
    """Print the events of INPUT: text, HTML, PDF or DOCX files, folders, '-', or .jsonl of {id, text | html, ...}.

    \b
    Example:
      dragoman code article.txt --published 2024-06-14
      dragoman code corpus.jsonl --format jsonl --report left-out.jsonl > events.jsonl
    """
    from dragoman.desk.coding import Options, run_code

    run_code(
        inputs,
        shape=shape_of(shape),
        options=Options(lang, published, home, overlay_folders(**tables)),
        report=report,
        statements=statements,
    )


@main.command()
@reading_options
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default=None, help="table on a terminal, else jsonl.")
def read(inputs: Sequence[str], home: str, published: str, lang: str, shape: str | None, **tables: Any) -> None:
    """Print the article as understood: language, date, source, blocks, mentions, times, statements, findings.

    \b
    Example:
      dragoman read article.html --format jsonl > read.jsonl
    """
    from dragoman.desk.coding import Options, run_read

    run_read(inputs, shape=shape_of(shape), options=Options(lang, published, home, overlay_folders(**tables)))


@main.command()
@partial(reading_options, required=False)
@click.option("--db", default="", metavar="FILE", help="Explain a story of this database instead.")
@click.option("--story", default="", metavar="ID", help="The story, or an event in it.")
def explain(inputs: Sequence[str], home: str, published: str, lang: str, db: str, story: str, **tables: Any) -> None:
    """Print, clause by clause, what was recognised, which entry and frame coded it, and what was refused and why.

    With --db and --story: why the reports of a story are one event, where they differ, on whose word they rest.

    \b
    Example:
      dragoman explain article.txt --published 2024-06-14
      dragoman explain --db corpus.db --story 1f0e5a0b6f0a4a11
    """
    if bool(db) != bool(story) or bool(db) == bool(inputs):
        raise click.UsageError("give documents, or --db FILE and --story ID")
    if db:
        from dragoman.desk.asking import run_explain_story

        run_explain_story(db, story)
        return
    from dragoman.desk.coding import Options
    from dragoman.desk.explaining import run_explain

    run_explain(inputs, options=Options(lang, published, home, overlay_folders(**tables)))


@main.command()
@click.argument("records", metavar="RECORDS.jsonl")
@click.option(
    "--texts", required=True, metavar="READ.jsonl", help="What `dragoman read --format jsonl` printed for the documents."
)
def verify(records: str, texts: str) -> None:
    """Check that every span of RECORDS still says what the record claims. Exit code 1 when one does not.

    \b
    Example:
      dragoman verify events.jsonl --texts read.jsonl
    """
    from dragoman.desk.verifying import run_verify

    sys.exit(run_verify(records, texts))


@main.group(invoke_without_command=True)
@click.pass_context
def packs(ctx: click.Context) -> None:
    """List the language packs; check one, or begin a new one.

    \b
    Example:
      dragoman packs check de
    """
    if ctx.invoked_subcommand is None:
        from dragoman.desk.packing import list_packs

        list_packs()


@packs.command("check")
@click.argument("language")
@click.option("--quiet", is_flag=True, help="Only the counts.")
def packs_check(language: str, quiet: bool) -> None:
    """Check LANGUAGE's files and run all its example sentences. Exit code 1 when something is wrong.

    \b
    Example:
      dragoman packs check de
    """
    from dragoman.desk.packing import check_pack

    sys.exit(check_pack(language, quiet=quiet))


@packs.command("new")
@click.argument("language")
@click.option("--folder", default="packs", metavar="DIR", help="Where to put it.")
@click.option("--like", default="en", metavar="CODE", help="The pack to imitate: de for verb-second, en for subject-verb order.")
def packs_new(language: str, folder: str, like: str) -> None:
    """Write the skeleton of a pack for LANGUAGE (BCP 47), to be filled in.

    \b
    Example:
      dragoman packs new it --folder my-packs
    """
    from dragoman.desk.packing import new_pack

    new_pack(language, folder, like)


@main.command()
def pipeline() -> None:
    """Print the rooms in their order: what each takes and gives, the pack files it reads, what it may refuse.

    \b
    Example:
      dragoman pipeline
    """
    from dragoman.desk.rooms import print_rooms

    print_rooms()


def telling_defaults(command: click.Command) -> None:
    """Makes the help of a command and of those below it say what holds when an option is not given, where nothing says so yet."""
    for option in command.params:
        told = isinstance(option, click.Option) and "when not given" in (option.help or "")
        if isinstance(option, click.Option) and option.default not in (None, "", 0, False, ()) and not told:
            option.show_default = True
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        telling_defaults(below)


for _command in (who, where, atlas, measure, *COMMANDS, searches, serve):
    main.add_command(_command)
telling_defaults(main)
