"""Prints, language by language, seconds to load the atlas, memory, and look-ups a second of processor time.

python scripts/lookups.py [LANGUAGE...]      each language in a process of its own; all that are known without one
"""

import subprocess
import sys
import time
from itertools import islice

from dragoman import knowledge
from dragoman.language.names import named_languages

LOOKUPS = 200_000


def main(languages: list[str]) -> None:
    """One line a language."""
    print("language  load s  peak MB  names   known/s  unknown/s  holders/s")
    for language in languages or list(named_languages()):
        knowledge.load(language)  # compiled and in the cache
        subprocess.run([sys.executable, __file__, "--one", language], check=True)


def one(language: str) -> None:
    """Loads from the cache and looks up."""
    start = time.process_time()
    known = knowledge.load(language)
    loaded = time.process_time() - start
    names = [text for text, _ in islice(known.names(), 0, None, 7)]
    words = [list(text) if known.characters else text.split() for text in names]
    strange = [[w[0][::-1].capitalize() or "X"] for w in words]
    offices = [("foreign_minister", code, f"20{year}-06-01") for code in ("DEU", "USA", "RUS", "FRA") for year in range(14, 26)]
    rates = [
        _rate(lambda w: known.find(w, 0), words),
        _rate(lambda w: known.find(w, 0), strange),
        _rate(lambda o: known.holder(*o), offices),
    ]
    print(f"{language:8} {loaded:7.3f} {_peak():8.0f} {sum(1 for _ in known.names()):7}" + "".join(f"{r:10,.0f}" for r in rates))


def _rate(ask, questions) -> float:  # type: ignore[no-untyped-def]
    """Look-ups a second over at least LOOKUPS questions."""
    rounds = LOOKUPS // len(questions) + 1
    start = time.process_time()
    for _ in range(rounds):
        for question in questions:
            ask(question)
    return rounds * len(questions) / (time.process_time() - start)


def _peak() -> float:
    """Peak memory of the process in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    one(sys.argv[2]) if sys.argv[1:2] == ["--one"] else main(sys.argv[1:])
