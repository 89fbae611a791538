"""Prints how many place names and actor phrases are answered exactly, wrongly or not, and those that are not exact.

python scripts/names.py
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman.measure.naming import ActorCase, actor_cases
from dragoman.measure.placing import PlaceCase, place_cases

CASES = Path(__file__).resolve().parent.parent / "tests" / "knowledge"


def main() -> None:
    """The misses, one a line, and the counts by language and in all."""
    _print("places", [(c.lang, c.query, c) for c in place_cases(CASES / "places.tsv")])
    _print("actors", [(c.lang, c.phrase, c) for c in actor_cases(CASES / "actors.tsv")])
    _print("second list of actors", [(c.lang, c.phrase, c) for c in actor_cases(CASES / "actors_second.tsv")])


def _print(what: str, cases: Sequence[tuple[str, str, PlaceCase | ActorCase]]) -> None:
    for lang, words, case in cases:
        if case.outcome != "exact":
            print(f"{what} {case.outcome:8} {lang} {words}: {case.answer}")
    for language in (*dict.fromkeys(lang for lang, _, _ in cases), ""):
        own = [c for lang, _, c in cases if language in ("", lang)]
        tally = Counter(c.outcome for c in own)
        share = ", ".join(f"{k} {n} ({100 * n / len(own):.1f} %)" for k, n in sorted(tally.items()))
        print(f"{what} {language or 'all'}: {len(own)} cases: {share}")


if __name__ == "__main__":
    main()
