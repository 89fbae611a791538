"""Prints the numbers of the corpus as one table: rates of ingest and re-ingest, cost by size, times of queries.

python scripts/measure_corpus.py                                     2,000 and 20,000 documents
python scripts/measure_corpus.py --sizes 10000 50000 200000          up to 200,000 documents, a million events
python scripts/measure_corpus.py --sizes 200000 --keep million.db    and keeps the database
python scripts/measure_corpus.py --sizes --ask million.db            only asks a database made before
python scripts/measure_corpus.py --unchanged 0 --most 1.5            ends with 1 when a document of the last size costs more than
                                                                     that many times one of the first, in processor time

Rates are given by the clock and by processor time; on a machine that others use, the second one is what counts.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from dragoman.corpus.filing import input_hash
from dragoman.corpus.ingest import BATCH_DOCUMENTS, Keeper, ingest, keep
from dragoman.corpus.parcels import Parcel
from dragoman.corpus.sources import Given, parcels
from dragoman.store import Database, open_database, queries
from dragoman.store.aggregates import dyads
from dragoman.store.database import begin
from dragoman.store.filters import Filter
from dragoman.values.corpus import Coded, Fingerprint
from dragoman.values.event import Attribution, CiteInfo, DateInfo, Event, Participant, TextInfo, Trace
from dragoman.values.text import Block, Document, text_hash

CODES = [a + b + c for a in "ABCDEFGHIJKLM" for b in "AEIOU" for c in "NR"]  # 130 countries that do not exist
WEIGHTS = [1 / (n + 4) for n in range(len(CODES))]  # the most frequent country is in every tenth event
QUAD = {
    "CONSULT": 1, "AGREE": 1, "SUPPORT": 1, "AID": 2, "ACCUSE": 3, "REJECT": 3, "REQUEST": 3, "THREATEN": 3,
    "ASSAULT": 4, "COERCE": 4, "SANCTION": 4, "PROTEST": 4,
}  # fmt: skip
TYPES = tuple(QUAD)
EVENTS = 5  # of a document: what 300 words of political news give
WORDS = 300
BATCHES_MADE = 4  # before the clock runs: while one is committed, the next is made ready
DAYS_PER_DOCUMENTS = 1_000  # documents of one day: a large corpus has more days, not busier ones


def made(number: int, chance: random.Random) -> Coded:
    """A coded document that nobody wrote, with as much in it as a real one."""
    days = number // DAYS_PER_DOCUMENTS
    day = f"{2001 + days // 336 % 60}-{days // 28 % 12 + 1:02}-{days % 28 + 1:02}"
    text = " ".join(f"wort{int(chance.paretovariate(0.7)) % 60_000}" for _ in range(WORDS))
    id, sha = f"made-{number}", text_hash(text)
    cite = CiteInfo(id, title="ohne", outlet=f"Blatt {number % 40}", published=day, language="de", text_sha256=sha, reader="text")
    events = tuple(_event(f"{id}/{n}", day, cite, chance) for n in range(EVENTS))
    marks = tuple(f"person:p{chance.randrange(3000)}" for _ in range(4)) + tuple(
        f"#{chance.randrange(10, 5000)}" for _ in range(4)
    )
    print_ = Fingerprint(tuple(chance.randrange(2**32) for _ in range(64)), marks, WORDS)
    document = Document(id, text, published=day, outlet=cite.outlet)
    return Coded(
        document, input_hash(text.encode()), sha, "measure", "coded", "de", day, anchor=day, events=events, fingerprint=print_,
        blocks=(Block("headline", 0, 20), Block("body", 21, len(text))),
    )  # fmt: skip


def _event(name: str, day: str, cite: CiteInfo, chance: random.Random) -> Event:
    kind = chance.choice(TYPES)
    a, b = chance.choices(range(len(CODES)), WEIGHTS, k=2)
    start = chance.randrange(1500)
    parties = [
        Participant(
            f"Minister {i}", f"person:p{chance.randrange(3000)}", f"Minister {i}", CODES[i], "GOV", spans=((start, start + 10),)
        )
        for i in (a, (b + 1) % len(CODES) if a == b else b)
    ]
    info = TextInfo(3, start, start + 120, ((start + 30, start + 38),))
    return Event(
        input_hash(name.encode())[:16], day, day, (kind,), (), (), QUAD[kind], 1.0, (parties[0],), (parties[1],), None,
        ("tat",), "Ein Satz, der nichts sagt, aber so lang ist wie einer, der etwas sagt.", info, cite, "measure",
        chance.choice(("occurred", "occurred", "occurred", "expected")), False, DateInfo(day, "day", day, "published"),
        (Attribution("das Amt", f"role:{CODES[a]}:GOV", "", CODES[a], "GOV", spans=((5, 9),), cue="sagte", quote=(20, 90)),),
        (), "040", (info,), Trace("entry", "frame", ("rule",)),
    )  # fmt: skip


def store_and_merge(database: Database, first: int, last: int, coded: Callable[[int], Coded]) -> tuple[float, float]:
    """Documents a second, and a second of processor time, from coded documents to a kept, merged, indexed database.

    Documents are made for several batches at a time; the clock stops only when the last of these is committed.
    """
    from collections import Counter

    run = begin(database, "ingest", "measure")
    seconds = busy = 0.0
    for at in range(first, last, BATCH_DOCUMENTS * BATCHES_MADE):
        numbers = range(at, min(at + BATCH_DOCUMENTS * BATCHES_MADE, last))
        batches = [[coded(n) for n in numbers[b : b + BATCH_DOCUMENTS]] for b in range(0, len(numbers), BATCH_DOCUMENTS)]
        begun, worked = time.perf_counter(), time.process_time()
        with Keeper(database, run, Counter()) as keeper:
            for batch in batches:
                keeper.add(batch)
        seconds += time.perf_counter() - begun
        busy += time.process_time() - worked
    return (last - first) / seconds, (last - first) / busy


def again(path: Path, database: Database, number: int) -> float:
    """Documents a second when nothing has changed."""
    begun = time.perf_counter()
    tally = ingest(database, parcels([str(path)], Given()))
    assert tally["unchanged"] == number, tally
    return number / (time.perf_counter() - begun)


def best(task: Callable[[], object], times: int = 5) -> tuple[float, float]:
    """The median time of a task, in milliseconds, by the clock and of the processor."""
    found, busy = [], []
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        task()
        found.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    return sorted(found)[times // 2], sorted(busy)[times // 2]


def ask(database: Database) -> None:
    """Times of the queries that a page or a researcher asks."""
    print(f"{queries.count(database, 'e', Filter()):,} events, {queries.count(database, 's', Filter()):,} stories:")
    some, rare = CODES[0], CODES[40]
    asked: list[tuple[str, Callable[[], object]]] = [
        ("dyad-month aggregate of events", lambda: dyads(database, Filter(), of="e")),
        ("dyad-month aggregate of stories", lambda: dyads(database, Filter())),
        ("page: newest events", lambda: queries.events(database, Filter())),
        ("page: a frequent country", lambda: queries.events(database, Filter(country=(some,)))),
        ("page: a rare country and type", lambda: queries.events(database, Filter(country=(rare,), type=("ASSAULT",)))),
        ("page: a dyad", lambda: queries.events(database, Filter(dyad=(f"{some}-{CODES[1]}",)))),
        ("page: stories of a dyad", lambda: queries.stories(database, Filter(dyad=(f"{some}-{CODES[1]}",)))),
        (
            "page: type and days",
            lambda: queries.events(database, Filter(type=("SANCTION",), since="2001-02-01", until="2001-02-20")),
        ),
        ("full text, a frequent word", lambda: queries.events(database, Filter(text="wort1"))),
        ("full text, a rare word", lambda: queries.events(database, Filter(text="wort31234"))),
        ("full text, two words and a country", lambda: queries.events(database, Filter(text="wort20 wort300", country=(some,)))),
    ]
    for name, task in asked:
        clock, own = best(task)
        print(f"  {name}: {own:,.1f} ms of the processor, {clock:,.1f} by the clock", flush=True)


def coded_ingest(folder: Path, number: int) -> None:
    """Rate of a whole ingest of fresh text, from .jsonl to database, with two workers."""
    source = folder / "articles.jsonl"
    with source.open("wb") as out:
        for row in fresh(number):
            out.write(msgspec.json.encode(row) + b"\n")
    with open_database(str(folder / "articles.db"), create=True) as database:
        begun = time.perf_counter()
        tally = ingest(database, parcels([str(source)], Given()), workers=2)
        rate = number / (time.perf_counter() - begun)
        words = sum(len(row["text"].split()) for row in fresh(number)) / number
        print(f"ingest, coding included, 2 workers: {rate:,.1f} documents/s")
        print(f"  of {words:.0f} words and {tally['events'] / number:.1f} events each")


def unchanged(folder: Path, number: int) -> None:
    """Rate of an ingest of documents that are all there: they are put there without being coded."""
    from collections import Counter

    source = folder / "unchanged.jsonl"
    with source.open("wb") as out:
        for row in fresh(number):
            out.write(msgspec.json.encode(row) + b"\n")
    with open_database(str(folder / "unchanged.db"), create=True) as database:
        run, chance = begin(database, "ingest", "measure"), random.Random(3)
        waiting = parcels([str(source)], Given())
        while some := list(islice(waiting, BATCH_DOCUMENTS)):
            keep(database, [_bare(p, chance) for p in some], run, Counter())
        print(f"re-ingest of {number:,} unchanged documents: {again(source, database, number):,.0f} documents/s")


def _bare(parcel: Parcel, chance: random.Random) -> Coded:
    coded = msgspec.structs.replace(made(0, chance), events=(), outcome="no_event", sha256=parcel.sha256)
    return msgspec.structs.replace(coded, document=Document(parcel.id, coded.document.text))


def fresh(number: int) -> Iterator[dict[str, str]]:
    """Articles of about 300 words, made of sentences of the German examples in an order that does not repeat.

    One sentence in four is an example that codes, as in a political report; the others are examples that must not.
    """
    from dragoman.language.pack import Packs
    from dragoman.measure.examples import examples

    entries = Packs()["de"].triggers.entries
    quiet = [sentence for entry in entries for sentence in entry.does_not_code]
    telling = [x.text for entry in entries for x in examples(entry) if x.text not in set(entry.does_not_code)]
    chance = random.Random(7)
    for n in range(number):
        text, words = [], 0
        while words < WORDS:
            sentence = chance.choice(telling if chance.random() < 0.25 else quiet)
            text.append(sentence)
            words += len(sentence.split())
        yield {"id": f"fresh-{n}", "text": " ".join(text), "published": f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}", "lang": "de"}


def written() -> int:
    """Bytes that this process has written so far, where the system counts them: tells the cost on a busy machine as well."""
    counted = Path("/proc/self/io")
    lines = counted.read_text().splitlines() if counted.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("wchar:")), 0)


def grow(folder: Path, sizes: list[int], keep: Path | None) -> list[float]:
    """Fills a database to each size in turn, then asks it."""
    chance = random.Random(1)
    path = keep or folder / "made.db"
    with open_database(str(path), create=True) as database:
        last, costs = 0, []
        for size in sizes:
            before = written()
            rate, own = store_and_merge(database, last, size, lambda n: made(n, chance))
            kilobytes = (written() - before) / (size - last) / 1000
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            cost, megabytes = 1000 / own, path.stat().st_size / 1e6
            print(
                f"store and merge, {last:,} to {size:,} documents: {rate:,.0f} documents/s by the clock, {own:,.0f} a processor "
                f"second ({cost:.2f} ms and {kilobytes:,.0f} KB written each); "
                f"{memory:,.0f} MB memory, file of {megabytes:,.0f} MB",
                flush=True,
            )
            last = size
            costs.append(cost)
        ask(database)
    return costs


def main(given: argparse.Namespace) -> int:
    """Runs the measurements; 1 when the cost of a document grows more than it may."""
    costs: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        if given.articles:
            coded_ingest(Path(name), given.articles)
        if given.unchanged:
            unchanged(Path(name), given.unchanged)
        if given.sizes:
            costs = grow(Path(name), given.sizes, given.keep)
    if given.ask:
        with open_database(str(given.ask), readonly=True) as database:
            ask(database)
    grown = costs[-1] / costs[0] if costs else 0.0
    if given.most and grown > given.most:
        print(f"a document costs {grown:.2f} times one of the first {given.sizes[0]:,}; {given.most} at most are allowed")
        return 1
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[2_000, 20_000], help="documents, coded beforehand")
    parser.add_argument("--articles", type=int, default=0, help="articles of an ingest with everything")
    parser.add_argument("--unchanged", type=int, default=20_000, help="documents of a re-ingest")
    parser.add_argument("--keep", type=Path, help="where the made database stays")
    parser.add_argument("--ask", type=Path, help="a database that is only asked")
    parser.add_argument("--most", type=float, default=0.0, help="how many times the first cost the last one may be")
    raise SystemExit(main(parser.parse_args()))
