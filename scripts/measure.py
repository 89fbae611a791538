"""Prints the numbers of the README: the packs' own sentences, samples and speed, and the gold sets in a folder, where they are.

sh scripts/measure            # GOLD=../shared/gold by default; a figure below its floor in tests/floors.toml ends with 1
"""

import resource
import subprocess
import sys
from pathlib import Path

from dragoman import intake
from dragoman.coder import Coder
from dragoman.desk.measuring import print_report
from dragoman.exports import record
from dragoman.language.codebook import read_codebook
from dragoman.language.pack import Packs
from dragoman.measure.examples import check_examples
from dragoman.measure.floors import fallen, read_floors
from dragoman.measure.golds import STORY_FILE, read_gold
from dragoman.measure.running import Report, measure
from dragoman.measure.speed import speed
from dragoman.values.errors import Refusal

SEED = "seed/000_a47900e475f345e2.txt"
GOLDS = ("plover_gsr_dev.jsonl", "krauts_diezeit.jsonl", "wikinews_de_quotes_dev.jsonl")
FLOORS = Path(__file__).resolve().parent.parent / "tests" / "floors.toml"


def main(gold: Path) -> int:
    """Runs every measurement whose data is there; 1 when a figure fell."""
    packs, coder, codebook = Packs(), Coder(), read_codebook()
    for code in packs.codes:
        print(f"pack {code}: {_examples(code)}")
        done = speed(packs[code], Coder(language=code).understand)
        print(f"speed {code}: {done.rate:,.0f} words/s on one core, {done.words:,} words in {done.articles} articles read once")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    reports: list[Report] = []
    for path in [packs[c].folder / "samples" for c in packs.codes] + [gold / name for name in GOLDS]:
        if not path.exists() or (path.is_dir() and not (path / STORY_FILE).exists()):
            print(f"{path.parent.name}/{path.name}: skipped, not here")
            continue
        reports.append(measure(read_gold(path), coder.understand, codebook))
        print_report(reports[-1], table=True, errors=0)
    fell = [*fallen(reports, read_floors(FLOORS)), *_seed(coder, gold)]
    print("\n".join(f"BELOW ITS FLOOR {line}" for line in fell) or "no figure below its floor")
    return 1 if fell else 0


def _examples(code: str) -> str:
    report = check_examples(code)
    done = f"sentences that code {report.coded}/{report.should_code}, that do not {report.silent}/{report.should_not}"
    return f"{report.entries} entries, {report.lemmas} lemmas; {done}, not yet {report.not_yet}"


def _seed(coder: Coder, gold: Path) -> list[str]:
    """What is missing of the founding document, [] when all comes out that must and nothing that must not."""
    path, scorer = gold.parent / SEED, gold / "score_seed.py"
    if not path.exists():
        print(f"seed: skipped, {path.name} is not here")
        return []
    outcome = coder.understand(intake.document_from(text=path.read_text(encoding="utf-8"), id=path.name, published="2024-06-14"))
    assert not isinstance(outcome, Refusal)
    lines = b"".join(record(e) + b"\n" for e in outcome.events)
    scored = subprocess.run([sys.executable, scorer], input=lines, capture_output=True, check=False)
    told = scored.stdout.decode().strip().splitlines()
    print("seed:", told[-1])
    print("seed findings:", ", ".join(f.kind for f in outcome.findings))
    return [f"seed: {line}" for line in told[:-1] if not line.startswith("found")]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/gold")))
