"""The queries that the manual gives: good SPARQL, answered from a small graph in Wikidata's form, and their answers read."""

import re
from pathlib import Path

import msgspec
import pytest

from dragoman.knowledge.imports.codes import Codes
from dragoman.knowledge.imports.wikidata import read_wikidata
from dragoman.knowledge.tables import Tables

rdflib = pytest.importorskip("rdflib")

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "refresh-from-wikidata.md"
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
WIKIDATA = {
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "pqv": "http://www.wikidata.org/prop/qualifier/value/",
    "wikibase": "http://wikiba.se/ontology#",
    "bd": "http://www.bigdata.com/rdf#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
# Kenya with invented holders: one whose term is over before 2014, one of two terms, an organisation with 30 pages about it.
GRAPH = "".join(f"@prefix {k}: <{v}> .\n" for k, v in WIKIDATA.items()) + (
    """@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q114 wdt:P463 wd:Q1065 ; rdfs:label "Kenia"@de, "Kenya"@en ; wdt:P1549 "Kenianer"@de ; wdt:P1906 wd:Q9001 ; wdt:P1313 wd:Q9001 .
wd:Q9002 wdt:P279 wd:Q7330070 ; wdt:P1001 wd:Q114 .
wd:Q999001 rdfs:label "Ina Probe"@en ; p:P39
  [ ps:P39 wd:Q9002 ; pq:P580 "2020-01-01T00:00:00Z"^^xsd:dateTime ; pq:P582 "2021-12-31T00:00:00Z"^^xsd:dateTime ],
  [ ps:P39 wd:Q9001 ; pq:P580 "2022-01-01T00:00:00Z"^^xsd:dateTime ] .
wd:Q999002 rdfs:label "Ola Muster"@en ; p:P39
  [ ps:P39 wd:Q9001 ; pq:P580 "2001-01-01T00:00:00Z"^^xsd:dateTime ; pq:P582 "2003-01-01T00:00:00Z"^^xsd:dateTime ] .
wd:Q999101 wdt:P31 wd:Q9100 ; rdfs:label "Grel League"@en ; wdt:P1813 "GRLF"@en ; wikibase:sitelinks 30 .
wd:Q9100 wdt:P279 wd:Q484652 .
wd:Q999102 wdt:P31 wd:Q484652 ; rdfs:label "Small League"@en ; wikibase:sitelinks 3 .
"""
)
FORMS = ("json", "csv")  # SPARQL 1.1 Query Results JSON Format; CSV and TSV Formats (W3C recommendations of 2013)


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes(Tables())


# The same in the form of the full dump: statement nodes with ranks and references, dates with their precision, "some value" as
# an address under .well-known/genid, "no value" as a class.
DUMPED = "".join(f"@prefix {k}: <{v}> .\n" for k, v in WIKIDATA.items()) + (
    """@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix s: <http://www.wikidata.org/entity/statement/> .
@prefix v: <http://www.wikidata.org/value/> .
@prefix psv: <http://www.wikidata.org/prop/statement/value/> .
@prefix wdno: <http://www.wikidata.org/prop/novalue/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix ref: <http://www.wikidata.org/reference/> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
wd:Q114 a wikibase:Item ; schema:version "1"^^xsd:integer ; wdt:P463 wd:Q1065 ; rdfs:label "Kenya"@en ; skos:prefLabel "Kenya"@en ;
  wdt:P1906 wd:Q9001 ; wdt:P1313 wd:Q9003 .
wd:Q9002 wdt:P279 wd:Q9010 ; wdt:P1001 wd:Q114 . wd:Q9010 wdt:P279 wd:Q7330070 .
wd:Q999001 a wikibase:Item ; rdfs:label "Ina Probe"@en , "Ina Probe"@de ; wdt:P39 wd:Q9002 ; p:P39 s:Q999001-A , s:Q999001-B , s:Q999001-C .
s:Q999001-A a wikibase:Statement , wikibase:BestRank ; wikibase:rank wikibase:NormalRank ; ps:P39 wd:Q9002 ;
  pq:P580 "2020-03-17T00:00:00Z"^^xsd:dateTime ; pqv:P580 v:day ; pq:P582 "2021-05-01T00:00:00Z"^^xsd:dateTime ; pqv:P582 v:month ;
  pq:P1365 wd:Q999002 ; prov:wasDerivedFrom ref:1 .
s:Q999001-B a wikibase:Statement ; wikibase:rank wikibase:DeprecatedRank ; ps:P39 wd:Q9002 ;
  pq:P580 "2019-01-01T00:00:00Z"^^xsd:dateTime ; pqv:P580 v:year .
s:Q999001-C a wikibase:Statement , wdno:P582 ; wikibase:rank wikibase:PreferredRank ; ps:P39 wd:Q9001 ;
  pq:P580 "2022-01-01T00:00:00Z"^^xsd:dateTime ; pqv:P580 v:year .
wd:Q999002 rdfs:label "Ola Muster"@en ; p:P39 s:Q999002-A .
s:Q999002-A a wikibase:Statement ; wikibase:rank wikibase:NormalRank ; ps:P39 wd:Q9002 ;
  pq:P580 <http://www.wikidata.org/.well-known/genid/0f> .
v:day a wikibase:TimeValue ; wikibase:timeValue "2020-03-17T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision "11"^^xsd:integer ;
  wikibase:timeTimezone "0"^^xsd:integer ; wikibase:timeCalendarModel wd:Q1985727 .
v:month a wikibase:TimeValue ; wikibase:timePrecision "10"^^xsd:integer .
v:year a wikibase:TimeValue ; wikibase:timePrecision "9"^^xsd:integer .
"""
)


def answer(query: str, form: str, data: str = GRAPH) -> str:
    """What an endpoint answers; its labels come from a service of Wikidata alone, for which rdfs:label stands here."""
    shown = "person" if "?person" in query else "item"
    label = f'?{shown} rdfs:label ?{shown}Label . FILTER(LANG(?{shown}Label) = "en")'
    asked = re.sub(r"SERVICE wikibase:label \{[^}]*\}", label if f"?{shown}Label" in query else "", query)
    graph = rdflib.Graph().parse(data=data, format="turtle")
    return str(graph.query(asked, initNs=WIKIDATA).serialize(format=form).decode())


def test_the_manual_gives_four_queries() -> None:
    assert len(QUERIES) == 4


@pytest.mark.parametrize("query", QUERIES)
def test_each_query_is_sparql(query: str) -> None:
    from rdflib.plugins.sparql import prepareQuery

    prepareQuery(query, initNs=WIKIDATA)


@pytest.mark.parametrize("form", FORMS)
def test_heads_are_read_with_both_offices_and_none_that_left_before_2014(codes: Codes, form: str) -> None:
    found, problems = read_wikidata(answer(QUERIES[0], form), "heads", codes, "en")
    assert problems == []
    assert [(f.name, sorted(t.office for t in f.terms)) for f in found] == [
        ("Ina Probe", ["head_of_government", "head_of_state"])
    ]


@pytest.mark.parametrize("form", FORMS)
def test_ministers_are_read_with_their_days(codes: Codes, form: str) -> None:
    found, problems = read_wikidata(answer(QUERIES[1], form), "ministers", codes, "en")
    assert problems == []
    assert [(t.office, t.body, t.start, t.end) for f in found for t in f.terms] == [
        ("foreign_minister", "country:KEN", "2020-01-01", "2021-12-31")
    ]


@pytest.mark.parametrize("form", FORMS)
def test_of_a_graph_in_the_dumps_form_ranks_precisions_and_missing_values_are_heeded(codes: Codes, form: str) -> None:
    found, problems = read_wikidata(answer(QUERIES[1], form, DUMPED), "ministers", codes, "en")
    assert [(f.name, t.office, t.start, t.end) for f in found for t in f.terms] == [
        ("Ina Probe", "foreign_minister", "2020-03-17", "2021-05")
    ]
    assert [p.code for p in problems] == ["E106"]  # the start that is "some value"
    found, problems = read_wikidata(answer(QUERIES[0], form, DUMPED), "heads", codes, "en")
    assert problems == []
    assert [(t.office, t.body, t.start, t.end) for f in found for t in f.terms] == [("head_of_state", "country:KEN", "2022", "")]


@pytest.mark.parametrize("form", FORMS)
def test_names_of_countries_are_read_with_their_forms(codes: Codes, form: str) -> None:
    found, problems = read_wikidata(answer(QUERIES[2], form), "names", codes, "de")
    assert problems == []
    assert {n for f in found for n in f.names} == {
        ("de", "variant", "Kenia"),
        ("en", "variant", "Kenya"),
        ("de", "demonym", "Kenianer"),
    }


@pytest.mark.parametrize("form", FORMS)
def test_bodies_are_read_that_many_pages_are_about(codes: Codes, form: str) -> None:
    found, problems = read_wikidata(answer(QUERIES[3], form), "bodies", codes, "en")
    assert problems == []
    assert [(f.name, {n[2] for n in f.names}) for f in found] == [("Grel League", {"Grel League", "GRLF"})]


# The forms below are those that the recommendations describe, on invented items.
DOCUMENTED = [
    '{"head": {"vars": ["person", "personLabel", "office", "country", "start", "end"], "link": ["http://example.org/about"]},'
    ' "results": {"bindings": [{"person": {"type": "uri", "value": "http://www.wikidata.org/entity/Q999001"},'
    ' "personLabel": {"type": "literal", "xml:lang": "en", "value": "Ina Probe"},'
    ' "office": {"type": "literal", "value": "foreign_minister"},'
    ' "country": {"type": "uri", "value": "http://www.wikidata.org/entity/Q114"},'
    ' "start": {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "2020-01-01T00:00:00Z"}}]}}',
    "person,personLabel,office,country,start,end\r\n"
    'http://www.wikidata.org/entity/Q999001,"Ina Probe",foreign_minister,http://www.wikidata.org/entity/Q114,'
    "2020-01-01T00:00:00Z,\r\n",
]


@pytest.mark.parametrize("text", DOCUMENTED)
def test_results_are_read_as_the_recommendations_describe_them(codes: Codes, text: str) -> None:
    found, problems = read_wikidata(text, "documented", codes, "en")
    assert problems == []
    assert [(f.name, f.terms[0].start, f.terms[0].end) for f in found] == [("Ina Probe", "2020-01-01", "")]


@pytest.mark.parametrize(
    "text",
    [
        '{"head": {}, "boolean": true}',
        '{"results": 3}',
        "<sparql xmlns='http://www.w3.org/2005/sparql-results#'/>",
        '?person\t?office\n<http://www.wikidata.org/entity/Q999001>\t"foreign_minister"\n',
    ],
)
def test_answers_of_another_form_are_named(codes: Codes, text: str) -> None:
    found, problems = read_wikidata(text, "other", codes, "en")
    assert (found, [p.code for p in problems]) == ([], ["E101"])


def test_a_blank_node_instead_of_a_day_is_named(codes: Codes) -> None:
    text = msgspec.json.decode(DOCUMENTED[0])
    text["results"]["bindings"][0]["start"] = {"type": "bnode", "value": "t1"}
    _, problems = read_wikidata(msgspec.json.encode(text).decode(), "some value", codes, "en")
    assert [p.code for p in problems] == ["E106"]


@pytest.mark.parametrize(
    "text", ["person,office,country\r\n", '{"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": []}}']
)
def test_an_answer_without_rows_is_no_fault(codes: Codes, text: str) -> None:
    assert read_wikidata(text, "empty", codes, "en") == ([], [])
