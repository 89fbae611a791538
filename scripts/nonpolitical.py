"""Prints how many mentions of articles without politics are false, in all and for 1,000 words.

A mention is false when its words, where they stand, do not mean the actor that it claims by country, body, sector or office:
- a word in another sense or inside another name ("doble cámara" as a parliament, "pied gauche" as a party, "Kaiser" the mayor);
- a person, firm, club, work, feast or competition taken for a state, office, armed force, party or association;
- a place that is only a place ("flew to Rome", "im Norden") taken for a government;
- somebody rightly told, but of a country that is not his.
It is not false to name a country or nationality where the text does, nor people, professions, firms, schools and clubs by the
sector that they have. Whoever a mention leaves without country and sector claims nothing and is not counted.

python scripts/nonpolitical.py             # from the verdicts in tests/unseen/nonpolitical*.tsv
python scripts/nonpolitical.py FOLDER      # FOLDER/de01.txt ...: the texts (not in the repository) are read again
"""

import sys
from pathlib import Path

from dragoman.intake import document_from
from dragoman.language.reading import read_tsv
from dragoman.pipeline import Pipeline
from dragoman.values.errors import Refusal

HERE = Path(__file__).resolve().parent.parent / "tests" / "unseen"
TEXTS = ("text", "set", "lang", "published", "words", "first_run", "address")
MENTIONS = ("text", "start", "mention", "code", "sector", "false")
Key = tuple[str, str, str, str, str]


def main(folder: Path | None) -> None:
    """One line a set of texts; with the texts also each mention that nobody has judged."""
    texts = read_tsv(HERE / "nonpolitical.tsv", TEXTS)
    judged = {_key(row): row["false"] == "1" for row in read_tsv(HERE / "nonpolitical_mentions.tsv", MENTIONS)}
    found = [k for row in texts for k in _mentions(row, folder)] if folder else list(judged)
    for key in found:
        if key not in judged:
            print("not judged:", *key)
    for name in dict.fromkeys(row["set"] for row in texts):
        own = [row for row in texts if row["set"] == name]
        ids, words = {row["text"] for row in own}, sum(int(row["words"]) for row in own)
        false, first = sum(judged.get(k, False) for k in found if k[0] in ids), sum(int(row["first_run"]) for row in own)
        print(
            f"{name}: {len(own)} texts, {words:,} words; false mentions {false} ({1000 * false / words:.1f} for 1,000 words), "
            f"when first run {first} ({1000 * first / words:.1f})"
        )


def _key(row: dict[str, str]) -> Key:
    return row["text"], row["start"], row["mention"], row["code"], row["sector"]


def _mentions(row: dict[str, str], folder: Path) -> list[Key]:
    """The mentions of a text that claim a country, body or sector."""
    text = (folder / f"{row['text']}.txt").read_text(encoding="utf-8")
    read = Pipeline().understand(document_from(text=text, id=row["text"], published=row["published"]), language=row["lang"])
    assert not isinstance(read, Refusal), read
    told = [m for m in read.mentions if m.code or m.sector]
    return [(row["text"], str(m.spans[0][0]), text[slice(*m.spans[0])].replace("\n", " "), m.code, m.sector) for m in told]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
