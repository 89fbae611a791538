"""Dictionaries of users: imported, listed, checked, removed; their rows win; what is malformed is named and left out."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import knowledge
from dragoman.coder import Coder
from dragoman.desk.cli import main
from dragoman.knowledge.build import compile_atlas
from dragoman.knowledge.checks import check, left_out
from dragoman.knowledge.imports import Problem, import_files, overlays
from dragoman.knowledge.tables import NAME_COLUMNS, TABLES, Tables
from dragoman.language.names import NameRules
from dragoman.values.errors import ConfigError

PETRARCH = """# a comment
GRELANDIA_ [FRA]
+LAND_OF_GREL_

ANNA_TESTER_ # a minister
+PRESIDENT_TESTER_
\t[FRAELI 430101-991231]
\t[FRAGOV 140101-20150630]
\t[FRAGOV >160101]
\t[DEUGOV 2004017-051231]

NO_CODE_AT_ALL
NOWHERE_ [XQZGOV]
FREE_GREL_ARMY_ [SYRREB]
GREL_MISSION_ [NGOCHRPRO214]
"""

CSV = """name,code,kind,sector,aliases,alias_of,office,from,to
Ina Probe,KEN,person,GOV,Ina P. Probe,,foreign_minister,2020-01-01,2021-12-31
Grel Front,SYR,group,REB,GF|Front of Grel,,,,
First Ring,,,,,Second Ring,,,
Second Ring,,,,,First Ring,,,
Lost Alias,,,,,Nobody,,,
Ola Fault,KEN,person,GOV,,,minister,yesterday,
Una Wrong,XQZ,person,GOV,,,minister,2020-01-01,
""" + "x" * 10_000 + ",KEN,person,GOV,,,,,\n"  # fmt: skip

UCDP = """ActorId,NameData,NameOrig,NameOrigFull,NameOrigFullEng,Org,GWNOLoc
1,Government of Kenya,,,,4,501
2,GFX,GFX,Front Grel X,Grel Front X,1,"501, 500"
"""

ICEWS = """Country,Actor Name,Aliases,Actor Type,Affiliation To,Affiliation Start Date,Affiliation End Date
Kenya,Ina Probe,Probe||Minister Probe,Individual,Foreign Ministry (Kenya),2014-01-01,end of time
Kenya,Grel Army,GA,Group,Rebel / Militia (Kenya),beginning of time,end of time
"""

HOLDERS = """{"results": {"bindings": [
 {"person": {"value": "http://www.wikidata.org/entity/Q999001"}, "personLabel": {"value": "Ina Probe"},
  "office": {"value": "foreign_minister"}, "country": {"value": "http://www.wikidata.org/entity/Q114"},
  "start": {"value": "2020-01-01T00:00:00Z"}},
 {"person": {"value": "http://www.wikidata.org/entity/Q999002"}, "personLabel": {"value": "Q999002"},
  "office": {"value": "foreign_minister"}, "country": {"value": "http://www.wikidata.org/entity/Q114"}}
]}}"""


def imported(folder: Path, text: str, format: str, *, name: str = "mine") -> list[Problem]:
    """The problems of a dictionary that is imported into an overlay of `folder`."""
    path = folder / f"{format}.txt"
    path.write_text(text, encoding="utf-8")
    _, problems = import_files([path], format=format, home=folder / "overlays", name=name, language="en")
    return problems


def terms(folder: Path, name: tuple[str, ...], on: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    known = knowledge.load(language, overlay=folder / "overlays" / "mine")
    return [(h.code, h.sector, h.start, h.end) for h in known.person(name, on)]


def test_a_petrarch_dictionary_becomes_names_and_dated_roles(tmp_path: Path) -> None:
    imported(tmp_path, PETRARCH, "petrarch")
    assert terms(tmp_path, ("Anna", "Tester"), "2014-06-01")[0] == ("FRA", "GOV", "2014-01-01", "2015-06-30")
    assert ("FRA", "ELI", "1943-01-01", "1999-12-31") in terms(tmp_path, ("Anna", "Tester"), "2014-06-01")
    assert terms(tmp_path, ("Anna", "Tester"), "2020-01-01")[0] == ("FRA", "GOV", "2016-01-01", "")
    known = knowledge.load("en", overlay=tmp_path / "overlays" / "mine")
    assert [n.entity.code for n in known.find(["Land", "of", "Grel"], 0)[1]] == ["FRA"]
    assert [n.entity.sector for n in known.find(["Free", "Grel", "Army"], 0)[1]] == ["REB"]


def test_what_is_malformed_in_a_petrarch_dictionary_is_named_with_its_line(tmp_path: Path) -> None:
    problems = imported(tmp_path, PETRARCH, "petrarch")
    assert {(p.code, p.line) for p in problems} == {("E106", 10), ("E111", 12), ("E104", 13)}


@pytest.mark.parametrize(("digits", "expected"), [("431231", "1943-12-31"), ("140101", "2014-01-01"), ("20290101", "2029-01-01")])
def test_two_digit_years_turn_at_the_pivot(tmp_path: Path, digits: str, expected: str) -> None:
    imported(tmp_path, f"ANNA_TESTER_ [FRAGOV >{digits}]\n", "petrarch")
    assert [t[2] for t in terms(tmp_path, ("Anna", "Tester"), "")] == [expected]


def test_a_table_of_rows_becomes_entities_and_its_faults_are_named(tmp_path: Path) -> None:
    problems = imported(tmp_path, CSV, "csv")
    assert {(p.code, p.line) for p in problems} == {
        ("E109", 4), ("E109", 5), ("E103", 6), ("E106", 7), ("E104", 8), ("E108", 9),
    }  # fmt: skip
    assert terms(tmp_path, ("Ina", "Probe"), "2021-01-01") == [("KEN", "GOV", "2020-01-01", "2021-12-31")]
    known = knowledge.load("en", overlay=tmp_path / "overlays" / "mine")
    assert [n.entity.name for n in known.find(["Front", "of", "Grel"], 0)[1]] == ["Grel Front"]


def test_a_name_with_lost_letters_is_named_and_left_out_and_the_overlay_is_sound(tmp_path: Path) -> None:
    problems = imported(tmp_path, "GRELSTAN_ [KEN]\n+GREL\ufffdSTAN_\nGR\ufffdL_FRONT_ [KENREB]\n", "petrarch")
    assert [(p.code, p.line) for p in problems] == [("E101", 1), ("E101", 3)]
    assert "GREL\ufffdSTAN" in problems[0].text
    assert check(tmp_path / "overlays" / "mine") == ()
    known = knowledge.load("en", overlay=tmp_path / "overlays" / "mine")
    assert [n.entity.code for n in known.find(["Grelstan"], 0)[1]] == ["KEN"]


def test_the_non_state_actors_of_the_ucdp_list_are_groups_of_their_country(tmp_path: Path) -> None:
    assert imported(tmp_path, UCDP, "ucdp") == []
    known = knowledge.load("en", overlay=tmp_path / "overlays" / "mine")
    (name,) = known.find(["Grel", "Front", "X"], 0)[1]
    assert (name.entity.kind, name.entity.code, name.entity.sector) == ("group", "KEN", "REB")
    assert known.find(["Government", "of", "Kenya"], 0)[0] == 0


def test_an_icews_dictionary_becomes_persons_and_groups(tmp_path: Path) -> None:
    assert imported(tmp_path, ICEWS, "icews") == []
    assert terms(tmp_path, ("Ina", "Probe"), "2020-01-01") == [("KEN", "GOV", "2014-01-01", "")]


def test_holders_from_wikidata_are_terms_of_our_offices(tmp_path: Path) -> None:
    problems = imported(tmp_path, HOLDERS, "wikidata")
    assert [p.code for p in problems] == ["W105"]
    assert terms(tmp_path, ("Ina", "Probe"), "2021-01-01") == [("KEN", "GOV", "2020-01-01", "")]


SERVICE = Path(__file__).parent / "wikidata"


@pytest.mark.parametrize("file", ["holders.json", "holders.csv"])
def test_a_result_is_read_as_the_query_service_writes_it(tmp_path: Path, file: str) -> None:
    problems = imported(tmp_path, (SERVICE / file).read_bytes().decode(), "wikidata")
    assert [(p.code, p.line) for p in problems] == [("E106", 3 if file.endswith("json") else 4)]
    assert terms(tmp_path, ("Ina", "Probe"), "2021-01-01") == [("KEN", "GOV", "2020-01-01", "2021-12-31")]
    assert terms(tmp_path, ("Ola", "Muster"), "2024-01-01") == [("KEN", "GOV", "2022-01-01", "")]


def test_the_other_results_of_the_query_service_are_names_and_bodies(tmp_path: Path) -> None:
    for file in ("names.json", "bodies.csv"):
        assert imported(tmp_path, (SERVICE / file).read_bytes().decode(), "wikidata", name=file.partition(".")[0]) == []
    known = knowledge.load("en", overlay=tmp_path / "overlays" / "names")
    assert [n.entity.id for n in known.find(["Grelkenya"], 0)[1]] == ["country:KEN"]
    known = knowledge.load("en", overlay=tmp_path / "overlays" / "bodies")
    assert {n.entity.id for n in known.find(["GRLF"], 0)[1]} == {"org:Q999101"}


def test_an_overlay_wins_over_the_atlas(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "countries.tsv").write_text(
        "id\tcode\tsector\tiso3\tiso2\tstatus\tname\tsrc\ncountry:FRA\tFRA\tPRE\tFRA\tFR\tun_member\tFrance\tmine\n",
        encoding="utf-8",
    )
    entity = knowledge.load("en", overlay=folder).entity("country:FRA")
    assert entity is not None
    assert (entity.sector, entity.src) == ("PRE", "mine")


def test_the_coder_knows_what_an_overlay_names(tmp_path: Path) -> None:
    text = "Die Grelfront hat am Montag die Regierung Malis scharf kritisiert."
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "groups.tsv").write_text("id\tname\tcode\tsector\tsrc\ngroup:GREL\tGrelfront\tMLI\tREB\tmine\n", encoding="utf-8")
    (folder / "group_names.tsv").write_text(
        "id\tlang\tform\ttext\tsupport\tsrc\ngroup:GREL\tde\tname\tGrelfront\t\tmine\n", encoding="utf-8"
    )
    actors = [p.identifier_id for e in Coder(language="de", overlay=folder).code(text) for p in e.actor]
    assert actors == ["group:GREL"]
    assert [p for e in Coder(language="de").code(text) for p in e.actor if p.sector == "REB"] == []


def test_overlays_are_listed_and_removed_by_name(tmp_path: Path) -> None:
    imported(tmp_path, PETRARCH, "petrarch")
    home = ["--overlays", str(tmp_path / "overlays")]
    assert "mine  petrarch en" in CliRunner().invoke(main, ["atlas", "list", *home]).output
    assert CliRunner().invoke(main, ["atlas", "remove", "mine", *home]).exit_code == 0
    assert overlays(tmp_path / "overlays") == ()
    assert CliRunner().invoke(main, ["atlas", "remove", "mine", *home]).exit_code == 2


def test_a_folder_that_holds_other_files_is_not_removed(tmp_path: Path) -> None:
    imported(tmp_path, PETRARCH, "petrarch")
    (tmp_path / "overlays" / "mine" / "thesis.docx").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["atlas", "remove", "mine", "--overlays", str(tmp_path / "overlays")])
    assert result.exit_code == 2
    assert (tmp_path / "overlays" / "mine" / "persons.tsv").exists()


def test_an_overlay_that_does_not_exist_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no folder"):
        knowledge.load("en", overlay=tmp_path / "nothing")


FAULTY = {
    "groups.tsv": [
        "id\tname\tcode\tsector\tsrc",
        "group:A\tA Group\tKEN\tREB\tme",
        "group:A\tA Group again\tKEN\tREB\tme",
        "group:B\tB Group\tXQZ\tREB\tme",
        "group:C\tC Group\tKEN\tREB\tme\tone\ttoo many",
        "group:D\tD Group\tKEN\tREB\tme",
    ],
    "group_names.tsv": [
        "id\tlang\tform\ttext\tsupport\tsrc",
        "group:D\ten\tname\tDelta Group Grel\t\tme",
        "group:ZZZ\ten\tname\tZed Group\t\tme",
        "group:D\ten\tnickname\tDees\t\tme",
        "group:D\ten\tname\t" + "x" * 10_000 + "\t\tme",
        "group:D\ten\tname\t\t\tme",
        "group:A\ten\tname\tDelta Group Grel\t\tme",
    ],
    "persons.tsv": ["id\tname\tgiven\tfamily\tcode\tsrc", "person:x\tX Y\tX\tY\tKEN\tme", "person:z\tZ Y\tZ\tY\tKEN\tme"],
    "holders.tsv": [
        "person\toffice\tbody\tfrom\tto\tsrc",
        "person:x\tforeign_minister\tcountry:KEN\t2001-01-01\t2003-01-01\tme",
        "person:z\tforeign_minister\tcountry:KEN\t2002-01-01\t2004-01-01\tme",
        "person:x\tforeign_minister\tcountry:KEN\t2006-01-01\t2005-01-01\tme",
        "person:x\tforeign_minister\tcountry:KEN\tMay 2010\t\tme",
        "person:x\tgrand_poobah\tcountry:KEN\t2010\t\tme",
    ],
    "organisations.tsv": [
        "id\tname\tcode\tsector\tparent\tsrc",
        "org:RINGA\tRing A\tIGO\tIGO\torg:RINGB\tme",
        "org:RINGB\tRing B\tIGO\tIGO\torg:RINGA\tme",
    ],
    "regions.tsv": ["id\tname\tcode\tsector\tkind\tlat\tlon\tsrc", "region:G\tGrel\tKEN\t\tregion\tnorth\t1\tme"],
}
EXPECTED = {
    ("E102", "groups.tsv", 3), ("E104", "groups.tsv", 4), ("E101", "groups.tsv", 5), ("E103", "group_names.tsv", 3),
    ("E105", "group_names.tsv", 4), ("E108", "group_names.tsv", 5), ("E112", "group_names.tsv", 6),
    ("W202", "group_names.tsv", 7), ("W201", "holders.tsv", 3), ("E107", "holders.tsv", 4), ("E106", "holders.tsv", 5),
    ("E103", "holders.tsv", 6), ("E109", "organisations.tsv", 2), ("E109", "organisations.tsv", 3), ("E110", "regions.tsv", 2),
}  # fmt: skip


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    for name, lines in FAULTY.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_every_fault_of_a_table_has_a_code_a_file_and_a_line(faulty: Path) -> None:
    assert {(p.code, p.file, p.line) for p in check(faulty)} == EXPECTED


def test_the_rest_of_a_faulty_overlay_is_loaded(faulty: Path) -> None:
    known = knowledge.load("en", overlay=faulty)
    assert {n.entity.id for n in known.find(["Delta", "Group", "Grel"], 0)[1]} == {"group:D", "group:A"}
    assert known.person(("X", "Y"), "2002-06-01")[0].start == "2001-01-01"


def test_a_check_that_fails_ends_with_one(faulty: Path) -> None:
    result = CliRunner().invoke(main, ["atlas", "check", str(faulty)])
    assert result.exit_code == 1
    assert "groups.tsv:4: E104 'XQZ' is no code of a country or body" in result.output


def test_the_report_counts_what_is_known_and_names_the_holes() -> None:
    result = CliRunner().invoke(main, ["atlas", "report", "--format", "table"])
    assert result.exit_code == 0
    assert "names de" in result.output
    assert "office-days" in result.output


def test_what_hangs_on_a_line_that_is_left_out_is_left_out_too(tmp_path: Path) -> None:
    (tmp_path / "persons.tsv").write_text("id\tname\tgiven\tfamily\tcode\tsrc\nperson:x\tX Y\tX\tY\tXQZ\tme\n", encoding="utf-8")
    (tmp_path / "holders.tsv").write_text(
        "person\toffice\tbody\tfrom\tto\tsrc\nperson:x\tforeign_minister\tcountry:KEN\t2001\t2003\tme\n", encoding="utf-8"
    )
    assert [(p.code, p.file) for p in check(tmp_path)] == [("E103", "holders.tsv"), ("E104", "persons.tsv")]
    assert knowledge.load("en", overlay=tmp_path).person(("X", "Y"), "2002-01-01") == ()


CELLS = (
    "",
    "x",
    "1",
    "country:KEN",
    "group:A",
    "KEN",
    "XQZ",
    "2001-01-01",
    "name",
    "en",
    "person",
    "city:user-1",
    "not a number",
    ":",
    "\ufffd",
)


@settings(max_examples=6, deadline=None)  # each compiles the whole atlas, for a second and a half
@given(data=st.data())
def test_no_table_however_faulty_keeps_the_atlas_from_loading(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("faulty")
    tables = data.draw(
        st.lists(st.sampled_from(sorted((*TABLES, "group_names", "city_names", "person_names"))), min_size=1, max_size=14)
    )
    for table in tables:
        columns = TABLES.get(table, NAME_COLUMNS)
        rows = data.draw(st.lists(st.lists(st.sampled_from(CELLS), max_size=len(columns) + 1), max_size=5))
        text = "\n".join(["\t".join(columns), *("\t".join(r) for r in rows)])
        (folder / f"{table}.tsv").write_text(text + "\n", encoding="utf-8")
    faulty = frozenset((folder, file, line) for file, line in left_out(check(folder)))
    assert compile_atlas("xx", Tables((folder,), faulty), NameRules()).entities
