"""French as newspapers write it: a sentence -> type, countries of both sides, status of the one event it tells."""

import pytest

from dragoman import intake
from dragoman.coder import Coder
from dragoman.values.errors import Refusal

PUBLISHED = "2025-06-14"


@pytest.fixture(scope="module")
def french() -> Coder:
    return Coder(language="fr")


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
        ("Le Maroc a accusé mardi l'Algérie de ne pas avoir protégé son consulat à Oran.", "ACCUSE MAR>DZA occurred"),
        ("L'Australie imposera bientôt de lourdes sanctions à la Birmanie.", "SANCTION AUS>MMR expected"),
        ("La Suède a imposé vendredi de nouvelles sanctions à l'Iran.", "SANCTION SWE>IRN occurred"),
        ("Pékin a condamné, dans un communiqué, les frappes d'Israël.", "ACCUSE CHN>ISR occurred"),
        ("Pékin a déclaré jeudi rejeter catégoriquement les accusations de Canberra.", "REJECT CHN>AUS occurred"),
        ("« Nous condamnons l'agression du Rwanda », a déclaré le ministre congolais.", "ACCUSE COD>RWA occurred"),
        (
            "Après le départ de l'attaché, puis la fermeture du consulat, le gouvernement nigérien vient d'expulser deux diplomates belges.",
            "SANCTION NER>BEL occurred",
        ),
        ("Le Pérou a rappelé ses ambassadeurs au Mexique et en Colombie.", "SANCTION PER>COL+MEX occurred"),
        (
            "Emmanuel Macron, après s'être entretenu avec le président ghanéen, a décidé de rester.",
            "CONSULT FRA+GHA> occurred",
        ),
        (
            "Un accord a été signé à Lomé par Kossi Adjavi, le ministre togolais des Transports, et Ama Boateng, la ministre ghanéenne du Commerce.",
            "SUPPORT GHA+TGO> occurred",
        ),
        ("Le président ivoirien a annoncé le retrait des forces françaises de son pays.", "RETREAT FRA>CIV expected"),
        ("La police a annoncé l'arrestation de trois opposants guinéens.", "COERCE GIN>GIN occurred"),
        ("Trois ouvriers polonais d'une société allemande ont été libérés mardi en Libye.", "RETREAT >POL occurred"),
        ("Le Canada a promis une aide de dix millions de dollars à Haïti.", "AGREE CAN>HTI occurred"),
        ("Un journaliste a été interpellé par des militaires à Conakry.", "COERCE GIN>GIN occurred"),
        ("Le gouvernement de Georges Lemaire a démissionné.", "RETREAT > occurred"),
        ("Les troupes belges quittent l'une de leurs bases en Somalie.", "RETREAT BEL>SOM occurred"),
        (
            "Un opposant a été brièvement interpelé par des militaires jeudi dans la capitale gabonaise.",
            "COERCE GAB>GAB occurred",
        ),
        (
            "L'état-major de Corée du Sud (JCS) a publié un bilan. Le JCS a condamné la Corée du Nord.",
            "ACCUSE KOR>PRK occurred",
        ),
        (
            "Deux policiers tunisiens ont été tués jeudi dans une embuscade menée par des guérilleros colombiens.",
            "ASSAULT COL>TUN occurred",
        ),
        ("Deux enfants libanais ont été tués lors d'une frappe israélienne.", "ASSAULT ISR>LBN occurred"),
        ("Le conseiller de Donald Trump a rencontré le président rwandais.", "CONSULT RWA+USA> occurred"),
        ("« Le Burundi a attaqué nos soldats », a affirmé le ministre rwandais.", "ASSAULT BDI>RWA occurred"),
        (
            "Les gendarmes ivoiriens ont tiré des grenades lacrymogènes pour tenter de disperser la foule.",
            "ASSAULT CIV>CIV occurred",
        ),
        (
            "L'attaque menée dimanche contre un village péruvien par des rebelles colombiens a fait dix morts.",
            "ASSAULT COL>PER occurred",
        ),
        (
            "Les ministres d'Islande, du Danemark et de Pologne ont signé un accord.",
            "SUPPORT DNK+ISL+POL> occurred",
        ),
        (
            "La Cour pénale internationale émet un mandat d'arrêt contre le président kényan pour crimes de guerre commis au Soudan.",
            "THREATEN IGO>KEN occurred",
        ),
        (
            "Le ministre kényan a été accueilli à sa descente d'avion par le Premier ministre togolais.",
            "CONSULT KEN>TGO occurred",
        ),
        (
            "Le Premier ministre haïtien Paul Henry est rentré. Le Premier ministre Henry a démissionné lundi.",
            "RETREAT HTI> occurred",
        ),
        ("Le Kenya a fait savoir qu'il rappelait son ambassadeur au Soudan.", "SANCTION KEN>SDN occurred"),
        ("La Belgique a annoncé le rappel de son ambassadeur à Paris.", "SANCTION BEL>FRA occurred"),
        (
            "La cour d'appel de Lima a confirmé la peine de deux ans de détention prononcée contre l'opposant péruvien.",
            "SANCTION PER>PER occurred",
        ),
    ],
)
def test_a_sentence_tells_one_event(french: Coder, text: str, event: str) -> None:
    assert told(french, text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "La rébellion a pris plusieurs villages d'une province frontalière de l'Ouganda.",
        "Dominique Lavoine a visité le musée.",
        "L'armée belge a présenté un drone de combat à la presse.",
        "La réunion du conseil des ministres a duré deux heures.",
        "La présidente a reçu une distinction et son pays a gagné un match.",
    ],
)
def test_a_sentence_tells_none(french: Coder, text: str) -> None:
    assert told(french, text) == []
