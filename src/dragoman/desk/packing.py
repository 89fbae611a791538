"""`dragoman packs`: list, check and begin language packs."""

import tomllib
from pathlib import Path

import click

from dragoman.language.pack import Packs
from dragoman.measure.examples import check_examples
from dragoman.values.errors import ConfigError

NAMES_ONLY = ("names.toml",)  # what a language has that is known to the atlas and not coded yet
IRREGULAR = "[verbs.forms]"  # its keys are words
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


def new_pack(language: str, folder: str, like: str) -> None:
    """Writes a skeleton: headings and structure of the files of pack `like`, without their words, and one entry to imitate."""
    target = Path(folder) / language
    if target.exists() and any(p.name not in NAMES_ONLY for p in target.iterdir()):
        raise ConfigError(f"{target} exists already; give another --folder or remove it")
    source = Packs()[like].folder
    for part in ("triggers", "words"):
        (target / part).mkdir(parents=True, exist_ok=True)
    for name in SKELETON:
        head = f"# {name} of {language}: see docs/how-to/add-a-language.md\n"
        if name == "grammar.toml":
            head += "draft = true\n"
        text = _emptied((source / name).read_text(encoding="utf-8")).replace("draft = true\n", "")
        (target / name).write_text(head + text, encoding="utf-8")
    for path in sorted((source / "words").iterdir()):
        text = path.read_text(encoding="utf-8")
        (target / "words" / path.name).write_text(
            text if path.suffix == ".toml" else text.splitlines()[0] + "\n", encoding="utf-8"
        )
    (target / "triggers" / "consult.toml").write_text(ENTRY, encoding="utf-8")
    click.echo(f"wrote {target}, like {like}; fill in grammar.toml first, then triggers/")


def _emptied(text: str) -> str:
    """The comments and keys of a pack file with empty lists where it has words, on one line or on several."""
    kept: list[str] = []
    lines = iter(text.splitlines())
    section = ""
    for line in lines:
        section = line if line.startswith("[") else section
        if section == IRREGULAR and line != section and "=" in line:
            continue
        key, equals, value = line.partition("=")
        if not equals or not value.strip().startswith("[") or line.lstrip().startswith("#"):
            kept.append(line)
            continue
        whole = line
        while not _complete(whole):
            whole += "\n" + next(lines)
        kept.append(f"{key}= []")
    return "\n".join(kept) + "\n"


def _complete(text: str) -> bool:
    """Whether lines of a TOML file hold a whole value."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


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
