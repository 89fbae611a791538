"""`dragoman packs`: list, check and begin language packs."""

from pathlib import Path

import click

from dragoman.language.pack import Packs
from dragoman.measure.examples import check_examples
from dragoman.values.errors import ConfigError

SKELETON = ("grammar.toml", "modality.toml", "speech.toml", "roles.toml", "times.toml", "furniture.toml")


def list_packs() -> None:
    """Prints each pack with its size."""
    packs = Packs()
    for code in packs.codes:
        pack = packs[code]
        lemmas = sum(len(e.lemmas) if e.kind != "light" else len(e.nouns) for e in pack.triggers.entries)
        types = {e.event for e in pack.triggers.entries}
        click.echo(
            f"{code}  {pack.grammar.name}  {len(pack.triggers.entries)} entries, {lemmas} lemmas, {len(types)} types  {pack.hash}"
        )


def check_pack(language: str, *, quiet: bool) -> int:
    """Reads every file of a pack and runs its examples; prints what fails; 0 or 1."""
    pack = Packs()[language]
    for section in ("grammar", "words", "modality", "speech", "roles", "times", "furniture"):
        getattr(pack, section)
    report = check_examples(language)
    if not quiet:
        for failure in report.failures:
            click.echo(failure)
    click.echo(
        f"{language}: {report.entries} entries, {report.lemmas} lemmas; sentences that code {report.coded}/{report.should_code}, "
        f"that do not {report.silent}/{report.should_not}; {report.not_yet} not yet; {len(report.failures)} problems"
    )
    return 1 if report.failures else 0


def new_pack(language: str, folder: str) -> None:
    """Writes a skeleton: the German files' headings and structure, without their words, and one trigger entry to imitate."""
    target = Path(folder) / language
    if target.exists():
        raise ConfigError(f"{target} exists already; give another --folder or remove it")
    source = Packs()["de"].folder
    (target / "triggers").mkdir(parents=True)
    (target / "words").mkdir()
    for name in SKELETON:
        (target / name).write_text(
            f"# {name} of {language}: see docs/how-to/add-a-language.md\n"
            + _emptied((source / name).read_text(encoding="utf-8")),
            encoding="utf-8",
        )
    for path in sorted((source / "words").glob("*.tsv")):
        (target / "words" / path.name).write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    (target / "triggers" / "consult.toml").write_text(ENTRY, encoding="utf-8")
    click.echo(f"wrote {target}; fill in grammar.toml first, then triggers/")


def _emptied(text: str) -> str:
    """The comments and keys of a pack file with empty lists where it has words."""
    kept = []
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        kept.append(f"{key}= []" if equals and value.strip().startswith("[") and not line.lstrip().startswith("#") else line)
    return "\n".join(kept) + "\n"


ENTRY = """# [[trigger]]
# id = "visit.visit"
# lemma = "visit"
# kind = "verb"
# gloss = "to visit"
# event = "CONSULT"
# mode = ["visit"]
# actor = ["subject"]
# recipient = ["object"]
# requires = ["actor", "recipient"]
# codes = ["[actor: The president of Kenya] [verb: visited] [recipient: Uganda] on Monday."]
# does_not_code = ["Visit our website."]
"""
