"""`dragoman who`: names and actor phrases on a day, as a person on the command line asks them."""

import json

import pytest
from click.testing import CliRunner

from dragoman import intake
from dragoman.coder import Coder
from dragoman.desk.cli import main
from dragoman.values.errors import Refusal

CASES = [
    ("en", "Brazil's security chief", "2023-05-01", "role:BRA:", "BRA", "", "security_chief"),
    ("en", "Britain's trade chief", "2023-05-01", "role:GBR:", "GBR", "", "leader"),
    ("en", "the leader of the rebels in Syria", "2023-05-01", "role:SYR:", "SYR", "", "leader"),
    ("en", "the leader of the Syrian regime", "2023-05-01", "person:baschar-al-assad", "SYR", "GOV", "head_of_state"),
    ("en", "a Libyan warlord", "2023-05-01", "role:LBY:REB", "LBY", "REB", "leader"),
    ("fr", "le patron de l'agence spatiale russe", "2023-05-01", "role:RUS:", "RUS", "", "leader"),
    ("es", "fuentes diplomáticas francesas", "2023-05-01", "role:FRA:GOV", "FRA", "GOV", ""),
    ("es", "fuentes diplomáticas", "2023-05-01", "role::GOV", "", "GOV", ""),
    ("es", "la diplomática española", "2023-05-01", "role:ESP:GOV", "ESP", "GOV", "ambassador"),
    ("de", "Außenministerin Baerbock", "2022-05-01", "person:annalena-baerbock", "DEU", "GOV", "foreign_minister"),
    ("de", "die russische Luftwaffe", "2024-01-01", "role:RUS:MIL", "RUS", "MIL", ""),
    ("de", "der Chef der Nato", "2023-01-01", "person:jens-stoltenberg", "NAT", "GOV", "secretary_general"),
    ("de", "der Chef der Nato", "2025-01-01", "person:mark-rutte", "NAT", "GOV", "secretary_general"),
    ("de", "Angela Merkel", "2015-06-01", "person:angela-merkel", "DEU", "GOV", "head_of_government"),
    ("de", "Angela Merkel", "2023-06-01", "person:angela-merkel", "DEU", "ELI", "head_of_government"),
    ("de", "zwei hochrangige UN-Beamte", "2023-06-01", "role:UNO:GOV", "UNO", "GOV", ""),
    ("de", "die Huthi", "2024-01-01", "group:HOUTHIS", "YEM", "REB", ""),
    ("de", "US-Präsident", "2022-01-01", "person:joe-biden", "USA", "GOV", "head_of_state"),
    ("de", "der ehemalige US-Präsident", "2022-01-01", "role:USA:ELI", "USA", "ELI", "head_of_state"),
    ("de", "Kiew", "2022-01-01", "country:UKR", "UKR", "GOV", ""),
    ("de", "die deutsche Außenministerin", "2024-01-10", "person:annalena-baerbock", "DEU", "GOV", "foreign_minister"),
    ("de", "die deutsche Außenministerin", "2026-01-10", "role:DEU:GOV", "DEU", "GOV", "foreign_minister"),
    ("es", "la canciller alemana", "2020-01-10", "person:angela-merkel", "DEU", "GOV", "head_of_government"),
    ("es", "la canciller alemana", "2026-01-10", "role:DEU:GOV", "DEU", "GOV", "head_of_government"),
    ("es", "el canciller alemán", "2026-01-10", "person:friedrich-merz", "DEU", "GOV", "head_of_government"),
    (
        "fr",
        "la ministre britannique des Affaires étrangères",
        "2025-10-10",
        "person:yvette-cooper",
        "GBR",
        "GOV",
        "foreign_minister",
    ),
    ("fr", "la ministre britannique des Affaires étrangères", "2025-06-10", "role:GBR:GOV", "GBR", "GOV", "foreign_minister"),
    ("fr", "l'ambassadrice de France à l'ONU", "2026-01-10", "role:FRA:GOV", "FRA", "GOV", "un_ambassador"),
    (
        "en",
        "Chinese Foreign Ministry spokeswoman",
        "2024-01-10",
        "person:mao-ning",
        "CHN",
        "GOV",
        "foreign_ministry_spokesperson",
    ),
    (
        "de",
        "die Sprecherin des russischen Außenministeriums",
        "2022-06-01",
        "person:maria-sacharowa",
        "RUS",
        "GOV",
        "foreign_ministry_spokesperson",
    ),
    ("es", "el patrón de la OTAN", "2023-06-01", "person:jens-stoltenberg", "NAT", "GOV", "secretary_general"),
    ("en", "Premier Abiy", "2023-06-01", "person:abiy-ahmed", "ETH", "GOV", "head_of_government"),
    ("en", "Rt Hon Keir Starmer MP", "2025-06-01", "person:keir-starmer", "GBR", "GOV", "head_of_government"),
    ("en", "S. Sudan", "2024-01-10", "country:SSD", "SSD", "GOV", ""),
    ("en", "Pan American", "2024-01-10", "region:AMERIKA", "", "", ""),
    ("en", "Gaza", "2024-01-10", "region:GAZA", "PSE", "", ""),
    ("en", "Gaza City", "2024-01-10", "city:281133", "PSE", "", ""),
    ("en", "Port-au-Prince", "2024-01-10", "country:HTI", "HTI", "GOV", ""),
    ("fr", "Les Vingt-Sept", "2024-01-10", "org:EU", "EUR", "IGO", ""),
    ("es", "los Veintisiete", "2024-01-10", "org:EU", "EUR", "IGO", ""),
    ("fr", "les chefs d'Etat de la Cédéao", "2024-01-10", "org:ECOWAS", "IGO", "IGO", "head_of_state"),
]


@pytest.mark.parametrize(("lang", "phrase", "on", "id", "code", "sector", "office"), CASES, ids=[f"{c[1]} {c[2]}" for c in CASES])
def test_a_phrase_is_its_actor_on_the_day(lang: str, phrase: str, on: str, id: str, code: str, sector: str, office: str) -> None:
    best = asked(phrase, "--lang", lang, "--on", on)[0]["candidates"][0]
    assert (best["identifier_id"], best["code"], best["sector"], best["office"]) == (id, code, sector, office)
    assert best["why"]


def asked(*arguments: str, lines: str = "") -> list[dict]:  # type: ignore[type-arg]
    result = CliRunner().invoke(main, ["who", *arguments, "--format", "jsonl"], input=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_fields_are_those_that_are_documented() -> None:
    (answer,) = asked("Angela Merkel", "--lang", "de", "--on", "2015-06-01")
    assert list(answer) == ["query", "candidates"]
    fields = ["identifier_id", "identifier_text", "code", "sector", "office", "from", "to", "src", "why"]
    assert list(answer["candidates"][0]) == fields


def test_a_joint_name_means_all_its_members() -> None:
    (answer,) = asked("beide Koreas", "--lang", "de")
    assert [c["code"] for c in answer["candidates"]] == ["KOR", "PRK"]


def test_a_name_that_nobody_knows_has_no_candidates() -> None:
    assert asked("Hans Meier", "--lang", "de")[0]["candidates"] == []


def test_standard_input_is_answered_line_by_line_and_a_broken_line_is_left_out() -> None:
    lines = '{"name": "Nato-Chef", "on": "2023-01-01"}\nbroken\n{"name": "Moskau"}\n{"name": "x", "on": "2023-13-01"}\n'
    answers = asked("-", "--lang", "de", lines=lines)
    assert [a["query"] for a in answers] == ["Nato-Chef", "Moskau"]


def test_a_language_without_names_is_refused_by_name() -> None:
    result = CliRunner().invoke(main, ["who", "x", "--lang", "tlh"])
    assert result.exit_code == 2
    assert "no names in language 'tlh'" in result.output


def test_a_name_of_ten_thousand_characters_is_nobody() -> None:
    assert asked("x" * 10_000, "--lang", "de")[0]["candidates"] == []


@pytest.mark.parametrize(
    ("phrase", "id"),
    [
        ("der nordkoreanische Machthaber", "person:kim-jong-un"),
        ("der Chef Nordkoreas", "person:kim-jong-un"),
        ("der Chef Deutschlands", "person:olaf-scholz"),
    ],
)
def test_the_leader_is_the_head_of_state_where_that_one_leads(phrase: str, id: str) -> None:
    assert asked(phrase, "--lang", "de", "--on", "2024-03-01")[0]["candidates"][0]["identifier_id"] == id


def test_a_language_without_grammar_is_known_and_not_coded() -> None:
    outcome = Coder().understand(intake.document_from(text="Президент России прибыл в Пекин.", language="ru", id="x"))
    assert isinstance(outcome, Refusal)
    assert (outcome.reason, "'ru'" in outcome.detail) == ("unsupported_language", True)
    assert asked("президент России", "--lang", "ru", "--on", "2024-03-01")[0]["candidates"][0]["code"] == "RUS"


def test_two_titles_with_their_names_are_two_persons() -> None:
    phrase = "Bundeskanzler Olaf Scholz und der französische Präsident Emmanuel Macron"
    (answer,) = asked(phrase, "--lang", "de", "--on", "2024-03-01")
    assert [c["identifier_id"] for c in answer["candidates"]] == ["person:olaf-scholz", "person:emmanuel-macron"]


def test_the_names_of_kyiv_are_one_government_and_one_city() -> None:
    names = ["Kiev", "Kyiv", "Kiew", "Київ", "Киев", "基辅", "キーウ", "키이우", "كييف"]
    found = {a["query"]: [c["identifier_id"] for c in a["candidates"]] for a in asked(*names)}
    assert found == {name: ["country:UKR", "city:703448"] for name in names}


def test_the_names_of_a_president_are_one_person() -> None:
    names = ["Wladimir Putin", "Vladimir Poutine", "Владимиром Путиным", "普京", "プーチン大統領", "블라디미르 푸틴"]
    found = {a["query"]: a["candidates"][0]["identifier_id"] for a in asked(*names, "--on", "2024-03-01")}
    assert found == dict.fromkeys(names, "person:wladimir-putin")


@pytest.mark.parametrize("language", ["", "de", "en", "fr", "ru", "ko", "ja", "zh", "ar"])
def test_no_query_is_an_error(language: str) -> None:
    strange = [
        "",
        " ",
        "-",
        "İİİİ",
        "ÄÖÜ",
        "l'",
        "d’",
        "()",
        ",",
        "\x00",
        "\u200f",
        "🙂 Kim",
        "ー",
        "の",
        "و",
        "US-",
        "١٢٣",
        "ß" * 300,
    ]
    option = ["--lang", language] if language else []
    lines = "".join(json.dumps({"name": name}) + "\n" for name in strange)
    assert [a["query"] for a in asked("-", *option, lines=lines)] == strange
