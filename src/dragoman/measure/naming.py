"""Actor phrases with who is meant -> how many are answered exactly, otherwise, or not at all."""

from pathlib import Path

import msgspec

from dragoman import knowledge
from dragoman.knowledge.actors import Actors, Candidate
from dragoman.knowledge.rolenouns import read_role_nouns
from dragoman.language.names import named_languages, read_names
from dragoman.language.reading import read_tsv

COLUMNS = ("lang", "phrase", "on", "code", "sector", "office", "id")


class ActorCase(msgspec.Struct, frozen=True):
    """A case with its outcome: exact, wrong or none, and the best candidate's answer."""

    lang: str
    phrase: str
    outcome: str
    answer: str


def actor_cases(path: Path) -> tuple[ActorCase, ...]:
    """The outcomes of all cases of a table (columns lang, phrase, on, code, sector, office, id), in its order."""
    readers: dict[str, Actors] = {}
    found = []
    for row in read_tsv(path, COLUMNS):
        language = row["lang"]
        if language not in named_languages():
            found.append(ActorCase(language, row["phrase"], "none", "no names in this language"))
            continue
        if language not in readers:
            rules = read_names(language)
            readers[language] = Actors(knowledge.load(language, rules=rules), read_role_nouns(language, rules), rules)
        candidates = readers[language].who(row["phrase"], on=row["on"])
        best = candidates[0] if candidates else None
        outcome = "none" if best is None else "exact" if _fits(row, best) else "wrong"
        found.append(ActorCase(language, row["phrase"], outcome, _answer(best)))
    return tuple(found)


def _fits(row: dict[str, str], best: Candidate) -> bool:
    told = {"code": best.code, "sector": best.sector, "office": best.office}
    return all(row[k] in ("*", v) for k, v in told.items()) and row["id"] in ("", best.identifier_id)


def _answer(best: Candidate | None) -> str:
    return f"{best.identifier_id} {best.code} {best.sector} {best.office} ({best.why})" if best is not None else ""
