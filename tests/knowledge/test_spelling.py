"""Spellings of one name meet, names that are others do not."""

import pytest

from dragoman import knowledge
from dragoman.knowledge.spelling import fold, near, same_person, skeleton

ZELENSKY = ("Selenskyj", "Zelenskyy", "Zelensky", "Zelenskiy", "Selenski", "Zelenskij", "Zelenski", "Зеленский", "Зеленський")
GADDAFI = (
    "Gaddafi", "Gadafi", "Gadaffi", "Gaddafy", "Gadhafi", "Ghadafi", "Ghaddafi", "Ghaddafy", "Gathafi", "Gheddafi", "Kadafi",
    "Kaddafi", "Kadhafi", "Khadafi", "Khadafy", "Khaddafi", "Qaddafi", "Qadafi", "Qadaffi", "Qadhafi", "Qadhdhafi", "Qathafi",
    "Kadaffi", "Kadhdhafi", "al-Gaddafi", "al-Qaddafi", "el-Kadhafi", "Al-Qadhafi", "Каддафи", "Qadhaafi",
)  # fmt: skip


@pytest.mark.parametrize("spelling", ZELENSKY)
def test_the_spellings_of_selenskyj_share_a_key(spelling: str) -> None:
    assert fold(spelling) == fold("Selenskyj")


@pytest.mark.parametrize("spelling", GADDAFI)
def test_thirty_spellings_of_gaddafi_are_near_one_another(spelling: str) -> None:
    assert near(fold(spelling), fold("Gaddafi"))


@pytest.mark.parametrize(
    ("script", "latin"),
    [("القذافي", "Gaddafi"), ("نتنياهو", "Netanjahu"), ("נתניהו", "Netanyahu"), ("بوتين", "Putin"), ("لافروف", "Lawrow"),
     ("خامنئي", "Chamenei"), ("أردوغان", "Erdogan"), ("لوكاشينكو", "Lukaschenko")],
)  # fmt: skip
def test_a_name_in_a_consonant_alphabet_has_the_consonants_of_its_latin_spelling(script: str, latin: str) -> None:
    assert skeleton(script) == skeleton(latin)


@pytest.mark.parametrize(
    ("a", "b"), [("Hahn", "Kahn"), ("Merkel", "Macron"), ("Kim", "Him"), ("Abbas", "Assad"), ("Putin", "Rutin")]
)
def test_other_names_are_other_names(a: str, b: str) -> None:
    assert not near(fold(a), fold(b))
    assert not same_person(a, b)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Wolodymyr", "Selenskyj")),
        ("en", ("Volodymyr", "Zelenskyy")),
        ("es", ("Volodímir", "Zelenski")),
        ("ru", ("Зеленский",)),
        ("uk", ("Зеленський",)),
        ("ru", ("Зеленского",)),
    ],
)
def test_selenskyj_is_one_person_in_every_spelling(language: str, words: tuple[str, ...]) -> None:
    held = knowledge.load(language).person(words, "2023-01-01")
    assert {h.entity.id for h in held} == {"person:wolodymyr-selenskyj"}
