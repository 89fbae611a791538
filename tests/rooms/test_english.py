"""English as newspapers write it: a sentence -> type, countries of both sides, status of the one event it tells."""

import pytest

from dragoman import intake
from dragoman.coder import Coder
from dragoman.values.errors import Refusal

PUBLISHED = "2025-06-14"


@pytest.fixture(scope="module")
def english() -> Coder:
    return Coder(language="en")


def told(coder: Coder, text: str) -> list[str]:
    outcome = coder.understand(intake.document_from(text=text, id="x", published=PUBLISHED))
    assert not isinstance(outcome, Refusal)
    return [
        f"{e.event[0]} {'+'.join(sorted({p.code for p in e.actor}))}>{'+'.join(sorted({p.code for p in e.recipient}))} {e.status}"
        for e in outcome.events
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Chad, Niger and Mali announced they were severing diplomatic ties with Sudan.", "SANCTION MLI+NER+TCD>SDN occurred"),
        ("The Foreign Ministry of Oman has decided to recall its ambassador in Yemen.", "SANCTION OMN>YEM expected"),
        ("The first 300 Kenyan soldiers pulled out of Haiti on Wednesday.", "RETREAT KEN>HTI occurred"),
        ("Lawmakers raised the alarm after Zambia's envoy accused Malawi of smuggling.", "ACCUSE ZMB>MWI occurred"),
        ("Eritrea rejected the recent spate of claims made by Djibouti.", "REJECT ERI>DJI occurred"),
        ("Bolivian officials have accused Chile, as well as its rival Peru, of smuggling.", "ACCUSE BOL>CHL+PER occurred"),
        ("Angola said Gabon had joined the pact and Kenya said it would send aid to Chad.", "AID KEN>TCD expected"),
        ("The Danish envoy called on the Kenyan president on Friday.", "CONSULT DNK>KEN occurred"),
        ("Peruvian lawmakers voted to remove the president from office.", "SANCTION PER>PER occurred"),
        ("Greek ministers summoned a senior official at the Turkish embassy in Athens.", "ACCUSE GRC>TUR occurred"),
    ],
)
def test_a_sentence_tells_one_event(english: Coder, text: str, event: str) -> None:
    assert told(english, text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "The Ghanaian president inspected a guard of honour in Accra.",
        "The government of Malta insists the step is necessary.",
        "Reporters described the scene in Kenya as threatening the truce.",
    ],
)
def test_a_sentence_tells_no_event(english: Coder, text: str) -> None:
    assert told(english, text) == []
