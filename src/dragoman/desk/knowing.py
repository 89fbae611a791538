"""`dragoman who` and `dragoman where`: names in, candidates out, as a table or as JSON lines."""

import datetime
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from dragoman import knowledge
from dragoman.knowledge.actors import Actors, Candidate
from dragoman.knowledge.gazetteer import Gazetteer, PlaceCandidate, Placing
from dragoman.knowledge.rolenouns import read_role_nouns
from dragoman.language.names import named_languages, read_names
from dragoman.values.errors import InputError, Refusal

# languages tried, in this order, for a query without one, by the script of its first letter (a word of its Unicode name)
BY_SCRIPT = {
    "LATIN": ("en", "de", "es", "fr", "it", "pt"), "CYRILLIC": ("ru", "uk"), "HANGUL": ("ko",), "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",), "CJK": ("zh", "ja"), "ARABIC": ("ar",),
}  # fmt: skip


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of standard input; what it leaves out the options say."""

    name: str
    on: str = ""
    lang: str = ""
    home: str = ""
    near: str = ""


class Answer(msgspec.Struct, frozen=True):
    """A line of `dragoman who`."""

    query: str
    candidates: tuple[Candidate, ...]


class PlaceAnswer(msgspec.Struct, frozen=True):
    """A line of `dragoman where`; `refusal` is null where the first candidate is meant."""

    query: str
    candidates: tuple[PlaceCandidate, ...]
    refusal: Refusal | None


A = TypeVar("A", Answer, PlaceAnswer)


class Desk:
    """Knowledge of each language that a query needs, loaded once."""

    def __init__(self, overlays: tuple[Path, ...] = ()) -> None:
        self._overlay = overlays
        self._actors: dict[str, Actors] = {}
        self._gazetteers: dict[str, Gazetteer] = {}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages whose names are known."""
        return named_languages()

    def actors(self, language: str) -> Actors:
        """The reader of actor phrases in one language."""
        if language not in self._actors:
            rules = read_names(language)
            known = knowledge.load(language, overlay=self._overlay, rules=rules)
            self._actors[language] = Actors(known, read_role_nouns(language, rules), rules)
        return self._actors[language]

    def gazetteer(self, language: str) -> Gazetteer:
        """The places in one language."""
        if language not in self._gazetteers:
            self._gazetteers[language] = Gazetteer(knowledge.load(language, overlay=self._overlay))
        return self._gazetteers[language]

    def who(self, query: Query) -> tuple[Candidate, ...]:
        """Candidates in the language given, else in the one that understands most words of the query."""
        tried = self.tried(query)
        best = min(tried, key=lambda lang: self.actors(lang).unknown(query.name)) if len(tried) > 1 else tried[0]
        return self.actors(best).who(query.name, on=query.on, home=query.home)

    def where(self, query: Query) -> Placing:
        """The placing in the language given, else in the first language that has the name."""
        found = [self.gazetteer(lang).where(query.name, home=query.home, near=query.near) for lang in self.tried(query)]
        return next((p for p in found if p.refusal is None), next((p for p in found if p.candidates), found[0]))

    def tried(self, query: Query) -> tuple[str, ...]:
        """The languages in which a query is read; InputError for one whose names are not known."""
        if query.lang:
            if query.lang not in self.languages:
                known = ", ".join(self.languages)
                raise InputError(f"no names in language '{query.lang}'; there are names in {known}")
            return (query.lang,)
        letters = [c for c in query.name if c.isalpha()]
        kana = next((c for c in letters if "KANA" in unicodedata.name(c, "")), "")
        script = unicodedata.name(kana or "".join(letters[:1]) or "a", "").split()[0]
        return tuple(x for x in BY_SCRIPT.get(script, BY_SCRIPT["LATIN"]) if x in self.languages) or self.languages[:1]


def run_who(names: Sequence[str], *, options: Query, shape: str, overlays: tuple[Path, ...]) -> None:
    """Prints who each name may be."""
    desk = Desk(overlays)
    _check(names, options)
    for query in queries(names, options, sys.stdin.buffer):
        answer = Answer(query.name, desk.who(query))
        _print(answer, shape, _who_rows)


def run_where(names: Sequence[str], *, options: Query, shape: str, overlays: tuple[Path, ...]) -> None:
    """Prints where each name may be."""
    desk = Desk(overlays)
    _check(names, options)
    for query in queries(names, options, sys.stdin.buffer):
        placing = desk.where(query)
        answer = PlaceAnswer(query.name, placing.candidates, placing.refusal)
        _print(answer, shape, _where_rows)


def _check(names: Sequence[str], options: Query) -> None:
    """InputError for an empty name or a home country that is none."""
    if any(not name.strip() for name in names):
        raise InputError("an empty name; expected the name or words for somebody or a place")
    fault = _fault(options)
    if fault:
        raise InputError(fault)


def _fault(query: Query) -> str:
    """What is wrong with the language or home country of a query, "" when nothing is."""
    if query.lang and query.lang not in named_languages():
        return f"no names in language '{query.lang}'; there are names in {', '.join(named_languages())}"
    if query.home and knowledge.load("en").country(query.home) is None:
        return f"no country '{query.home}'; expected ISO 3166 alpha-3, e.g. KOR"
    return ""


def queries(names: Sequence[str], options: Query, lines: Iterable[bytes]) -> Iterator[Query]:
    """The queries of the command line; `-` stands for JSON lines, of which one that is malformed is reported and left out."""
    for name in names:
        if name != "-":
            yield msgspec.structs.replace(options, name=name.encode("utf-8", "replace").decode())
            continue
        for number, line in enumerate(lines, 1):
            if line.strip():
                query = _query(number, line)
                if query is not None:
                    given = {f: v for f in ("on", "lang", "home", "near") if (v := getattr(query, f))}
                    yield msgspec.structs.replace(options, name=query.name, **given)


def _query(number: int, line: bytes) -> Query | None:
    try:
        query = msgspec.json.decode(line, type=Query)
        query = msgspec.structs.replace(query, home=query.home.upper())
        if query.on:
            datetime.date.fromisoformat(query.on)
        if fault := _fault(query):
            raise ValueError(fault)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        click.echo(f"dragoman: standard input, line {number}: {error}; expected {{name, on?, lang?, home?}}", err=True)
        return None
    return query


def _print(answer: A, shape: str, rows: Callable[[A], list[str]]) -> None:
    if shape == "jsonl":
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
        sys.stdout.buffer.flush()
        return
    click.echo(answer.query)
    for row in rows(answer):
        click.echo("  " + row)


def _who_rows(answer: Answer) -> list[str]:
    if not answer.candidates:
        return ["nobody the atlas knows"]
    return [
        f"{c.identifier_id}  {c.identifier_text}  {c.code or '-'} {c.sector or '-'} {c.office or '-'}"
        + (f"  {c.start or '?'} to {c.end or 'now'}" if c.start or c.end else "")
        + f"\n      {c.why}"
        + (f" [{c.src}]" if c.src else "")
        for c in answer.candidates
    ]


def _where_rows(answer: PlaceAnswer) -> list[str]:
    refused = [f"refused: {answer.refusal.reason}: {answer.refusal.detail}"] if answer.refusal is not None else []
    return refused + [
        f"{c.identifier_id}  {c.identifier_text}  {c.code} {c.admin1 or '-'}  {c.precision}"
        + (f"  {c.latitude:.3f} {c.longitude:.3f}" if c.latitude is not None and c.longitude is not None else "")
        + f"\n      {c.why} [{c.src}]"
        for c in answer.candidates
    ]
