"""Organisations, groups, institutions, parties and media of the atlas: how many there are and in which languages they are named."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ATLAS = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "atlas"
LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "ru", "uk", "ko", "ja", "zh", "ar")
# table -> its table of names, and how many entities it has at least
TABLES = {
    "organisations": ("organisation_names", 530),
    "groups": ("group_names", 395),
    "institutions": ("institution_names", 440),
    "parties": ("party_names", 530),
    "media": ("media_names", 770),
}
# table -> entities without a name in that language: a number here may only fall
NAMELESS = {
    "organisations": dict.fromkeys(LANGUAGES, 0),
    "groups": dict.fromkeys(("de", "en", "es", "fr"), 0) | dict.fromkeys(LANGUAGES[4:], 165),
    "institutions": {"de": 3, "en": 3, "es": 0, "fr": 3} | dict.fromkeys(LANGUAGES[4:], 174),
    "parties": dict.fromkeys(("de", "en", "es", "fr"), 0) | dict.fromkeys(LANGUAGES[4:], 279),
    "media": dict.fromkeys(LANGUAGES, 0),
}
FORMS = {"name", "variant", "acronym", "adjective", "demonym", "metonym"}
SOURCES = {"authored", "factbook", "ucdp", "wikidata", "cow", "unchecked"}
PLOVER_CODES = {"UNO", "EUR", "NAT", "IGO", "NGO", "MNC", "IMG", "ISM"}
# what newspapers of each language call some bodies for short, languages in the order of LANGUAGES
ACRONYMS = {
    "org:UN": "UN UN ONU ONU Onu ONU ООН ООН 유엔 国連 联合国 -",
    "org:NATO": "Nato NATO OTAN Otan Nato Otan НАТО НАТО 나토 NATO 北约 الناتو",
    "org:EU": "EU EU UE UE Ue UE ЕС ЄС EU EU 欧盟 -",
    "org:IAEA": "IAEA IAEA OIEA AIEA Aiea AIEA МАГАТЭ МАГАТЕ IAEA IAEA - -",
    "org:WHO": "WHO WHO OMS OMS Oms OMS ВОЗ ВООЗ WHO WHO 世卫组织 -",
    "org:ICC": "- ICC CPI CPI Cpi TPI МУС МКС ICC ICC - -",
    "org:AU": "AU AU UA UA - UA АС АС AU AU 非盟 -",
    "org:IMF": "IWF IMF FMI FMI Fmi FMI МВФ МВФ IMF IMF - -",
    "org:OSCE": "OSZE OSCE OSCE OSCE Osce OSCE ОБСЕ ОБСЄ OSCE OSCE 欧安组织 -",
    "org:ECOWAS": "Ecowas ECOWAS Cedeao Cédéao Ecowas Cedeao ЭКОВАС ЕКОВАС ECOWAS ECOWAS 西共体 إيكواس",
    "org:CSTO": "CSTO CSTO OTSC OTSC OTSC OTSC ОДКБ ОДКБ CSTO CSTO 集安组织 -",
    "org:SCO": "SOZ SCO OCS OCS OCS OCX ШОС ШОС SCO SCO 上合组织 -",
    "org:OPEC": "Opec OPEC OPEP Opep Opec Opep ОПЕК ОПЕК OPEC OPEC 欧佩克 أوبك",
    "group:PKK": "PKK PKK PKK PKK Pkk PKK РПК РПК PKK PKK 库工党 -",
    "group:IS": "IS ISIS EI EI Isis EI ИГ ІД IS IS ISIS داعش",
    "inst:FBI": "FBI FBI FBI FBI Fbi FBI ФБР ФБР FBI FBI - -",
}


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of the atlas."""
    with (ATLAS / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def named(table: str, language: str) -> set[str]:
    """Ids that have a displayed name in a language, also one that all languages share."""
    return {r["id"] for r in rows(TABLES[table][0]) if r["lang"] in (language, "mul") and r["form"] == "name"}


@pytest.mark.parametrize("table", TABLES)
def test_there_are_as_many_bodies_as_promised_and_each_id_once(table: str) -> None:
    ids = [r["id"] for r in rows(table)]
    assert len(ids) >= TABLES[table][1]
    assert [i for i, n in Counter(ids).items() if n > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_names_belong_to_bodies_of_their_table(table: str) -> None:
    assert {r["id"] for r in rows(TABLES[table][0])} <= {r["id"] for r in rows(table)}


@pytest.mark.parametrize("table", TABLES)
def test_a_name_is_given_once_a_language_and_nothing_around_it(table: str) -> None:
    names = rows(TABLES[table][0])
    given = Counter((r["id"], r["lang"], r["text"]) for r in names)
    assert [key for key, n in given.items() if n > 1] == []
    assert [
        r["text"] for r in names if r["text"] != r["text"].strip() or not r["text"] or set(r["text"]) & set("?|;«»《》\t")
    ] == []


@pytest.mark.parametrize("table", TABLES)
def test_forms_languages_sources_and_support_are_values_that_the_reference_names(table: str) -> None:
    names = rows(TABLES[table][0])
    assert {r["form"] for r in names} <= FORMS
    assert {r["lang"] for r in names} <= {*LANGUAGES, "mul"}
    assert {r["support"] for r in names} <= {"", "1"}
    assert {r["src"] for r in (*names, *rows(table))} <= SOURCES


@pytest.mark.parametrize("table", TABLES)
def test_codes_are_countries_of_the_atlas_or_plover_codes(table: str) -> None:
    known = {r["code"] for r in rows("countries")} | PLOVER_CODES
    assert {r["id"]: r["code"] for r in rows(table) if r["code"] and r["code"] not in known} == {}


def test_a_parent_of_an_organisation_is_an_organisation() -> None:
    ids = {r["id"] for r in rows("organisations")}
    assert [r["id"] for r in rows("organisations") if r["parent"] and r["parent"] not in ids] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_bodies_without_a_name_in_a_language_are_no_more_than_known(table: str, language: str) -> None:
    missing = {r["id"] for r in rows(table)} - named(table, language)
    assert len(missing) <= NAMELESS[table][language], f"first of them: {sorted(missing)[:5]}"


@pytest.mark.parametrize("body", ACRONYMS)
def test_short_names_are_those_of_the_newspapers_of_each_language(body: str) -> None:
    table = {"org": "organisation_names", "group": "group_names", "inst": "institution_names"}[body.split(":")[0]]
    given = {(r["lang"], r["text"]) for r in rows(table) if r["id"] == body}
    expected = {pair for pair in zip(LANGUAGES, ACRONYMS[body].split(), strict=True) if pair[1] != "-"}
    assert expected - given == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_stands_for_two_bodies_unless_it_asks_for_support(language: str) -> None:
    owners: dict[str, set[str]] = {}
    for names, _ in TABLES.values():
        for row in rows(names):
            if row["lang"] == language and not row["support"]:
                owners.setdefault(row["text"], set()).add(row["id"])
    assert {text: ids for text, ids in owners.items() if len(ids) > 1} == {}


def test_outlets_have_a_kind_a_country_and_domains_of_their_own() -> None:
    kinds = {"agency", "newspaper", "broadcaster", "magazine", "online"}
    assert {r["kind"] for r in rows("media")} <= kinds
    domains = Counter(domain for r in rows("media") for domain in r["domain"].split())
    assert [domain for domain, n in domains.items() if n > 1] == []
    assert [r["id"] for r in rows("media") if not r["code"]] == ["media:WIKINEWS"]
