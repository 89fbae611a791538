"""What is left out to save time can say nothing: a rule, a sign or a name is skipped only where it does not match."""

from collections.abc import Iterator

import pytest

from dragoman import knowledge
from dragoman.knowledge.index import Index
from dragoman.knowledge.inflection import Inflection
from dragoman.language.furniture import Sign
from dragoman.language.names import NameRules
from dragoman.language.pack import Packs
from dragoman.measure.examples import examples

PACKS = Packs()
# lines that show signs of every kind somewhere in some language, beside the samples' own
SHOWN = (
    "Foto: Agentur", "(Archiv)", "© Getty Images", "All rights reserved.", "Alle Rechte vorbehalten", "By Jane Doe", "Von Erika Muster",
    "Par Jeanne Durand", "We use cookies", "Newsletter abonnieren", "Jetzt anmelden", "Lire aussi : la suite", "ENDE", "(fin)", "***",
    "Updated 3 May 2024", "Veröffentlicht am 3. Mai 2024", "https://example.org/a", "Follow us on Facebook and share", "Inscrivez-vous",
)  # fmt: skip


def _lines(language: str) -> Iterator[str]:
    yield from SHOWN
    for path in sorted((PACKS[language].folder / "samples").glob("*.txt")):
        yield from filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines()))
    for entry in PACKS[language].triggers.entries:
        yield from (example.text for example in examples(entry))


@pytest.mark.parametrize("language", PACKS.codes)
def test_a_time_rule_is_skipped_only_where_it_does_not_match(language: str) -> None:
    times = PACKS[language].times
    for line in _lines(language):
        shown = times.sought.shown(line)
        wrong = [rule.name for rule, pattern, needed in times.scanners if needed & shown != needed and pattern.search(line)]
        assert wrong == [], line


@pytest.mark.parametrize("language", PACKS.codes)
def test_an_abbreviation_is_one_token_although_plain_words_are_tried_first(language: str) -> None:
    tokeniser, listed = PACKS[language].tokeniser, PACKS[language].grammar.text.abbreviations
    parted = [a for a in listed if tokeniser.tokens(f"{a} Xy", 0, len(a) + 3)[0] != (0, len(a))]
    assert parted == []


@pytest.mark.parametrize("language", PACKS.codes)
def test_a_sign_shows_where_one_of_its_patterns_does(language: str) -> None:
    furniture = PACKS[language].furniture
    for line in _lines(language):
        for name, sign in furniture.lines.items():
            assert sign.found(line) == (furniture.patterns[name].search(line) is not None), (name, line)


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        (r"^a|b", "cb", True),
        (r"^a", "ba", False),
        (r"\bcookies?\b", "One COOKIE", True),
        (r"\bcookies?\b", "cookied", False),
        (r"\b(?:here|now) click", "now click", True),
        (r"photo|(?:\(|/)x", "/x", True),
    ],
)
def test_a_sign_means_what_its_pattern_means(pattern: str, line: str, found: bool) -> None:
    assert Sign("caption", (pattern,)).found(line) is found


@pytest.mark.parametrize("language", PACKS.codes)
def test_every_listed_name_is_found_where_it_begins(language: str) -> None:
    atlas = knowledge.load(language)
    for text, names in list(atlas.names())[::25]:
        words = text.split(" ")
        length, found = atlas.find(words, 0)
        assert length == len(words) and (set(names) & set(found) or len(words) == 1), text


def test_a_longer_name_may_be_inflected_in_its_last_word_only() -> None:
    rules = NameRules(nouns={"": ("s",)})
    index = Index({"New York": 1, "York": 2, "New": 3}, {"New": (2,)}, Inflection(rules))
    assert index.exact(["New", "Yorks", "port"], 0) == (2, 1)
    assert index.exact(["New", "port"], 0) == (1, 3)
    assert index.inflected(["Yorks"], 0) == (1, 2)
    assert index.exact(["Port"], 0) is None
