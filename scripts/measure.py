"""Prints the numbers of the README: the pack's own sentences, the gold sets in a folder (skipped where missing), speed.

sh scripts/measure            # GOLD=../shared/gold by default
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman import intake
from dragoman.coder import Coder
from dragoman.desk.coding import article_row
from dragoman.exports import record
from dragoman.measure.examples import check_examples
from dragoman.values.errors import Refusal

SEED = "seed/000_a47900e475f345e2.txt"


def main(gold: Path) -> None:
    """Runs every measurement whose data is there."""
    print("pack de:", _examples())
    coder = Coder(language="de")
    _seed(coder, gold)
    _gold(coder, gold, "krauts_diezeit.jsonl", "score_times.py", "times", "dct")
    _gold(coder, gold, "wikinews_de_quotes_dev.jsonl", "score_quotes.py", "statements", "")
    _speed(coder, gold / "krauts_diezeit.jsonl")


def _examples() -> str:
    report = check_examples("de")
    done = f"sentences that code {report.coded}/{report.should_code}, that do not {report.silent}/{report.should_not}"
    return f"{report.entries} entries, {report.lemmas} lemmas; {done}, not yet {report.not_yet}"


def _seed(coder: Coder, gold: Path) -> None:
    path, scorer = gold.parent / SEED, gold / "score_seed.py"
    if not path.exists():
        return print(f"seed: skipped, {path.name} is not here")
    outcome = coder.understand(intake.document_from(text=path.read_text(encoding="utf-8"), id=path.name, published="2024-06-14"))
    assert not isinstance(outcome, Refusal)
    scored = subprocess.run(
        [sys.executable, scorer], input=b"".join(record(e) + b"\n" for e in outcome.events), capture_output=True, check=False
    )
    print("seed:", scored.stdout.decode().strip().splitlines()[-1])
    print("seed findings:", ", ".join(f.kind for f in outcome.findings))
    return None


def _gold(coder: Coder, gold: Path, name: str, scorer: str, field: str, day: str) -> None:
    if not (gold / name).exists():
        return print(f"{name}: skipped, not here")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for line in (gold / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            outcome = coder.understand(
                intake.document_from(text=row["text"], id=row["id"], published=row[day][:10] if day else "")
            )
            found = [] if isinstance(outcome, Refusal) else json.loads(_json(article_row(outcome)))[field]
            out.write(json.dumps({"id": row["id"], field: found}) + "\n")
        out.flush()
        print(f"{name}:")
        return print(
            subprocess.run(
                [sys.executable, gold / scorer, gold / name, out.name], capture_output=True, check=True, text=True
            ).stdout.rstrip()
        )


def _json(row: dict[str, object]) -> bytes:
    import msgspec

    return msgspec.json.encode(row)


def _speed(coder: Coder, source: Path) -> None:
    if not source.exists():
        return print("speed: skipped, no text here")
    texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]
    fresh = Coder(language="de")
    fresh.code("Frankreich hat den Botschafter Malis ausgewiesen.", published="2024-05-02")
    start = time.perf_counter()
    for number, text in enumerate(texts):
        fresh.code(text, id=str(number))
    words = sum(len(text.split()) for text in texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = words / (time.perf_counter() - start)
    return print(f"speed: {rate:,.0f} words/s on one core, {words:,} words read once, {memory:.0f} MB at most")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/gold"))
