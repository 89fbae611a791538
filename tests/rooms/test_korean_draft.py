"""Korean, a draft: clauses of a verb-final language, and one story told in it; it is read only when it is asked for."""

import pytest
from click.testing import CliRunner

from conftest import Read
from dragoman.desk.cli import main
from dragoman.pipeline import Understood

CALL = (
    "(서울=연합뉴스) 홍길동 기자 = 김홍균 외교부 1차관은 금요일 커트 캠벨 미국 국무부 부장관과 전화로 통화하고 북한 문제를 "
    "논의했다고 한국 외교부가 밝혔다.\n\n"
    "블라디미르 푸틴 러시아 대통령은 이르면 다음 주 초 북한을 방문할 것으로 예상된다. 외교부에 따르면 양측은 북한의 도발에 "
    "단호하게 함께 대응하기로 합의했다. 캠벨 부장관은 미국이 한국의 입장을 전적으로 지지한다고 말했다."
)


@pytest.fixture
def call(read: Read) -> Understood:
    return read(CALL, language="ko")


CLAUSES = [
    ("한국 정부는 어제 북한을 비난했다.", [("main", "비난하다", "past", "")]),
    ("러시아 대통령이 북한을 방문할 예정이다.", [("main", "방문하다", "present", "예정이다")]),
    ("러시아 대통령이 북한을 방문할 것으로 예상된다.", [("main", "방문하다", "present", "것으로 예상되다")]),
    ("북한은 한국을 공격할 수 있다.", [("main", "공격하다", "present", "수 있다")]),
    ("한국은 북한을 지원해야 한다.", [("main", "지원하다", "present", "하다")]),
    ("외교부는 장관이 북한을 비난했다고 밝혔다.", [("main", "밝히다", "past", ""), ("subordinate", "비난하다", "past", "")]),
    ("한국과 미국은 협력을 계속하기로 합의했다.", [("main", "합의하다", "past", ""), ("infinitive", "계속하다", "", "")]),
    ("외교부가 발표한 성명은 북한을 비난했다.", [("main", "비난하다", "past", ""), ("relative", "발표하다", "past", "")]),
    ("한국은 미국을 지지하고 북한을 비난했다.", [("main", "지지하다", "past", ""), ("main", "비난하다", "past", "")]),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_clause_ends_with_its_verb_and_outer_clauses_come_first(
    read: Read, text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    clauses = read(text, language="ko").readings[0].sentence.clauses
    assert [(c.kind, c.verb.lemma, c.verb.tense, c.verb.modal) for c in clauses if c.verb is not None] == expected


def test_particles_tell_slots_and_are_tokens_of_their_own(read: Read) -> None:
    sentence = read("한국의 장관은 서울에서 일본 총리와 북한을 비난했다.", language="ko").readings[0].sentence
    found = [(sentence.tokens[p.head].text, p.slot, p.adp) for p in sentence.phrases]
    assert found == [
        ("한국", "genitive", ""),
        ("장관", "subject", ""),
        ("서울", "adp", "에서"),
        ("총리", "adp", "와"),
        ("북한", "object", ""),
    ]


def test_a_country_that_ends_like_a_particle_is_not_cut(read: Read) -> None:
    sentence = read("인도와 대만은 이란을 규탄했다.", language="ko").readings[0].sentence
    assert [t.text for t in sentence.tokens][:6] == ["인도", "와", "대만", "은", "이란", "을"]


def test_a_passive_has_its_lemma_and_its_agent(read: Read) -> None:
    event = read("시위대가 경찰에 의해 체포됐다.", language="ko").events[0]
    assert (event.event, event.actor[0].entity_text, event.recipient[0].entity_text) == (("COERCE",), "경찰", "시위대")


def test_a_negated_deed_in_a_report_is_none(read: Read) -> None:
    outcome = read("이스라엘은 시리아를 공격하지 않았다고 밝혔다.", language="ko")
    assert outcome.events == ()
    assert [r.reason for r in outcome.refusals] == ["negated"]


def test_a_quotation_closes_before_the_particle_that_quotes(read: Read) -> None:
    statement = read('러시아 외무장관은 월요일 "우리는 북한을 강력히 지지한다"고 말했다.', language="ko").statements[0]
    assert (statement.kind, statement.mention.code if statement.mention else "") == ("direct", "RUS")


def test_the_dateline_gives_agency_and_home(call: Understood) -> None:
    assert (call.article.agency, call.home.code) == ("Yonhap", "KOR")


STORY = [
    # type, mode, status, first and last day, actors, recipients, on whose word
    ("CONSULT", ("phone",), "occurred", "2024-06-14", "2024-06-14", ["KOR", "USA"], [], ["한국 외교부"]),
    ("CONSULT", ("visit",), "expected", "2024-06-17", "2024-06-19", ["RUS"], ["PRK"], []),
    ("AGREE", (), "occurred", "2024-06-14", "2024-06-14", ["KOR", "USA"], [], ["외교부"]),
    ("SUPPORT", (), "occurred", "2024-06-14", "2024-06-14", ["USA"], ["KOR"], ["캠벨"]),
]


def test_the_story_of_the_call_is_coded(call: Understood) -> None:
    found = [
        (
            e.event[0],
            e.mode if isinstance(e.mode, tuple) else (e.mode,),
            e.status,
            e.date,
            e.enddate,
            [a.code for a in e.actor],
            [r.code for r in e.recipient],
            [a.entity_text for a in e.attribution],
        )
        for e in call.events
    ]
    assert found == STORY


def test_both_callers_are_deputy_foreign_ministers_and_stand_without_their_particles(call: Understood) -> None:
    assert [a.office for a in call.events[0].actor] == ["deputy_foreign_minister"] * 2
    assert [a.entity_text for a in call.events[0].actor] == ["김홍균 외교부 1차관", "커트 캠벨"]


DAYS = [
    ("한국 정부는 14일 북한을 비난했다.", "2024-06-14", "2024-06-14"),
    ("한국 정부는 30일 북한을 비난했다.", "2024-05-30", "2024-05-30"),
    ("한국 정부는 오늘 북한을 비난했다.", "2024-06-14", "2024-06-14"),
    ("한국 정부는 지난주 북한을 비난했다.", "2024-06-03", "2024-06-09"),
    ("한국 정부는 6월 3일에 북한을 비난했다.", "2024-06-03", "2024-06-03"),
    ("러시아 대통령은 20일 북한을 방문할 예정이다.", "2024-06-20", "2024-06-20"),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_the_days_of_korean_time_words_are_told(read: Read, text: str, first: str, last: str) -> None:
    event = read(text, language="ko").events[0]
    assert (event.date, event.enddate) == (first, last)


def test_korean_is_refused_by_name_unless_it_is_asked_for() -> None:
    runner = CliRunner()
    refused = runner.invoke(main, ["code", "-"], input=CALL)
    assert "unsupported_language" in refused.stderr and "'ko'" in refused.stderr
    asked = runner.invoke(main, ["code", "-", "--lang", "ko"], input=CALL)
    assert asked.exit_code == 0
    assert '"CONSULT"' in asked.stdout
