"""Prints how far merging agrees with labels of real story clusters: pairwise F1 in one language and across, origins.

python scripts/clusters.py tests/unseen/clusters.toml ARTICLES.jsonl [--show]

ARTICLES.jsonl has the texts (id, title, text, lang, outlet, published, url), which are not in the repository; their
addresses are in clusters.tsv. What was not coded is counted apart: it is no fault of merging.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dragoman.corpus.ingest import ingest
from dragoman.corpus.scoring import Labels, StoryLabel, Told, f1, labels, score, told_by
from dragoman.corpus.sources import Given, parcels
from dragoman.store import Database, open_database


def main(labelled: Labels, articles: Path, *, show: bool) -> None:
    """Ingests the articles into a database that is thrown away, and prints the figures."""
    with tempfile.TemporaryDirectory() as folder, open_database(f"{folder}/clusters.db", create=True) as database:
        ingest(database, parcels([str(articles)], Given()))
        found = score(database, labelled, "9999-12-31")
        told = told_by(database, labelled.story)
        if show:
            for number, label in enumerate(labelled.story):
                print("\n".join(_told(database, label, [t for t in told if t.label == number])))
    print(f"coded: {found.coded[0]} of {found.coded[1]} labelled reports")
    for name, pairs in (("one language", found.same), ("across languages", found.across)):
        right, all_found, wanted = pairs
        print(f"pairs, {name}: F1 {f1(pairs):.2f} ({right} right of {all_found} found, {wanted} labelled and coded)")
    print(f"pairs with what was not coded counted as missed: F1 {_end_to_end(labelled, told):.2f}")
    print(f"origins: {found.origins[0]} of {found.origins[1]} stories right")


def _told(database: Database, label: StoryLabel, told: list[Told]) -> Iterator[str]:
    missing = sorted(set(label.documents) - {t.document for t in told})
    stories: dict[str, list[str]] = {}
    for one in told:
        stories.setdefault(one.story, []).append(one.document)
    yield f"{label.name}: {' | '.join(' '.join(sorted(d)) for d in stories.values())}; not coded: {' '.join(missing) or '-'}"


def _end_to_end(labelled: Labels, told: list[Told]) -> float:
    """F1 over all pairs of labelled reports, coded or not, whatever their languages."""
    groups: dict[str, set[tuple[int, str]]] = {}
    for one in told:
        if one.label >= 0:
            groups.setdefault(one.story, set()).add((one.label, one.document))
    found = {(a, b) for g in groups.values() for a in g for b in g if a < b and a[1] != b[1]}
    right = sum(a[0] == b[0] for a, b in found)
    wanted = sum(len(s.documents) * (len(s.documents) - 1) // 2 for s in labelled.story)
    return f1((right, len(found), wanted))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    main(labels(given.labels), given.articles, show=given.show)
