"""Names in running words: endings, replaced endings, glued starts, characters, joint words."""

from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.knowledge import Knowledge
from dragoman.language.names import NameRules, named_languages, read_names
from dragoman.language.pack import Packs
from dragoman.values.errors import PackError

NAMES = """id\tlang\tform\ttext\tsupport\tsrc
country:CHN\t{0}\tname\t{1}\t\tauthored
country:CHN\t{0}\tadjective\t{2}\t\tauthored
country:KOR\t{0}\tname\t{3}\t\tauthored
"""


def known(folder: Path, language: str, names: tuple[str, str, str], rules: NameRules) -> Knowledge:
    """Knowledge of a language that has nothing but three names and some rules."""
    (folder / "country_names.tsv").write_text(NAMES.format(language, *names), encoding="utf-8")
    return knowledge.load(language, overlay=folder, rules=rules)


RUSSIAN = NameRules(
    nouns={"": ("а", "у", "ом", "е"), "й": ("я", "ю", "ем", "е"), "я": ("и", "ю", "ей")},
    adjectives={"ий": ("ого", "ому", "им", "ая", "ой", "ую"), "ая": ("ой", "ую")},
    every_word=True,
    letters={"ё": "е"},
)
ARABIC = NameRules(before={"و": ("",), "ب": ("",), "ال": ("",), "لل": ("ال", "")}, letters={"أ": "ا", "ة": "ه"})
KOREAN = NameRules(name_endings=("은", "는", "에서", "의"), stacked=True, blanks_optional=True)
FRENCH = NameRules(before={"l'": ("",), "d'": ("",)}, adjectives={"": ("e", "s", "es")}, shortest=3)
CHARACTERS = NameRules(writing="characters", letters={"國": "国"})


@pytest.mark.parametrize(
    ("language", "rules", "names", "words", "expected"),
    [
        ("xx", RUSSIAN, ("Китай", "китайский", "Южная Корея"), ["Китаем"], (1, "CHN")),
        ("xx", RUSSIAN, ("Китай", "китайский", "Южная Корея"), ["Южной", "Кореи"], (2, "KOR")),
        ("xx", RUSSIAN, ("Китай", "китайский", "Южная Корея"), ["Южной", "Осетии"], (0, "")),
        ("xy", ARABIC, ("الصين", "صيني", "كوريا الجنوبية"), ["والصين"], (1, "CHN")),
        ("xy", ARABIC, ("الصين", "صيني", "كوريا الجنوبية"), ["للصين"], (1, "CHN")),
        ("xy", ARABIC, ("الصين", "صيني", "كوريا الجنوبية"), ["وكوريا", "الجنوبيه"], (2, "KOR")),
        ("xz", KOREAN, ("중국", "중국", "대한 민국"), ["중국에서는"], (1, "CHN")),
        ("xz", KOREAN, ("중국", "중국", "대한 민국"), ["대한민국의"], (1, "KOR")),
        ("xz", KOREAN, ("중국", "중국", "대한 민국"), ["대한", "민국은"], (2, "KOR")),
        ("xf", FRENCH, ("OTAN", "chinois", "Union africaine"), ["l’OTAN"], (1, "CHN")),
        ("xf", FRENCH, ("OTAN", "chinois", "Union africaine"), ["l'Union", "africaine"], (2, "KOR")),
        ("xc", CHARACTERS, ("中国", "中国", "タイ"), "中國外长", (2, "CHN")),
        ("xc", CHARACTERS, ("中国", "中国", "タイ"), "タイ政府", (2, "KOR")),
        ("xc", CHARACTERS, ("中国", "中国", "タイ"), "タイプ", (0, "")),
    ],
)
def test_a_name_is_found_as_its_language_writes_it(
    tmp_path: Path, language: str, rules: NameRules, names: tuple[str, str, str], words: list[str], expected: tuple[int, str]
) -> None:
    length, found = known(tmp_path, language, names, rules).find(words, 0)
    assert (length, found[0].entity.code if found else "") == expected


@pytest.mark.parametrize(
    ("language", "rules", "adjective", "written"),
    [
        ("xx", RUSSIAN, "китайский", "Китайскому"),
        ("xy", ARABIC, "صيني", "الصيني"),
        ("xf", FRENCH, "chinois", "chinoises"),
        ("xs", NameRules(adjectives={"o": ("a", "os", "as")}), "chino", "chinas"),
    ],
)
def test_an_adjective_is_found_inflected(tmp_path: Path, language: str, rules: NameRules, adjective: str, written: str) -> None:
    entity = known(tmp_path, language, ("A1", adjective, "B1"), rules).adjective(written)
    assert entity is not None
    assert entity.code == "CHN"


def test_a_folder_with_names_and_no_grammar_is_known_but_not_coded(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "names.toml").write_text('name_endings = ["s"]\n', encoding="utf-8")
    assert named_languages(tmp_path) == ("xx",)
    assert Packs(tmp_path).codes == ()
    with pytest.raises(PackError, match="no pack for language 'xx'"):
        Packs(tmp_path)["xx"]


def test_letters_come_from_a_table_beside_the_rules(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "names.toml").write_text('writing = "characters"\n', encoding="utf-8")
    (tmp_path / "xx" / "letters.tsv").write_text("letter\tbase\n國\t国\n", encoding="utf-8")
    assert read_names("xx", tmp_path).letters == {"國": "国"}


def test_a_letter_of_two_characters_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "names.toml").write_text('letters = {"sch" = "s"}\n', encoding="utf-8")
    with pytest.raises(PackError, match="'sch' has 3 characters"):
        read_names("xx", tmp_path)
