"""Short texts full of names: which language they are in, and that a neighbour of ours is refused by its own name."""

import pytest

from dragoman import intake
from dragoman.coder import Coder
from dragoman.values.errors import Refusal


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rwanda on Thursday rejected accusations by the Democratic Republic of the Congo. Kinshasa accuses Rwanda of sending soldiers."),
        ("es", "La Habana acusa a Washington de intervenir en Cuba."),
        ("fr", "Bamako expulse l'ambassadeur de France."),
        ("de", "Moskau weist deutsche Diplomaten aus."),
    ],
)
def test_a_short_report_is_read_in_its_language(coder: Coder, language: str, text: str) -> None:
    outcome = coder.understand(intake.document_from(text=text))
    assert not isinstance(outcome, Refusal)
    assert outcome.article.language == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Lisboa (Lusa) - O Presidente da República condenou o ataque e pediu à Rússia que retire as tropas, disse o porta-voz."),
        ("it", "ROMA (ANSA) - La premier ha condannato l'attacco a Gaza e ha chiesto un cessate il fuoco immediato."),
        ("nl", "De minister van Buitenlandse Zaken heeft maandag in Den Haag met zijn Duitse collega gesproken."),
        ("ca", "El ministre d'Afers Exteriors es va reunir dilluns amb el seu homòleg francès per parlar de la guerra."),
        ("ru", "МИД России вызвал посла Германии в связи с заявлением канцлера."),
        ("id", "Menlu bertemu Menlu Turki di Ankara\n\nMenteri Luar Negeri Indonesia bertemu dengan Menteri Luar Negeri Turki pada hari Senin."),
        ("ms", "Presiden Turki tiba di Putrajaya\n\nPerdana Menteri bertemu Presiden Turki pada Isnin. Beliau berkata kerajaan mengutuk itu."),
        ("sw", "Rais wa Kenya awasili Kampala\n\nRais wa Kenya amewasili Kampala siku ya Jumatatu kwa ajili ya mazungumzo na Rais wa Uganda."),
        ("ha", "Shugaban Nijar ya gana da takwaransa\n\nShugaban Nijar ya gana da takwaransa na Najeriya a Abuja domin tattauna batun tsaro."),
        ("ja", "外務省は月曜日、ロシア大使を呼んで抗議したと発表した。"),
    ],
)
def test_a_language_like_ours_is_refused_by_its_own_name(coder: Coder, language: str, text: str) -> None:
    outcome = coder.understand(intake.document_from(text=text))
    assert isinstance(outcome, Refusal)
    assert outcome.reason == "unsupported_language"
    assert f"'{language}'" in outcome.detail
