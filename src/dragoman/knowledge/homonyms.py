"""A city's name and the land that is named right behind it -> the city of that name there, or none."""

from typing import TYPE_CHECKING

from dragoman.knowledge.records import Name
from dragoman.language.pack import Pack
from dragoman.values.syntax import Sentence

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge

# Share of the better-known city's inhabitants from which its namesake in the land spoken of is meant.
NEAR_SIZE, NEAR_SIZE_OF_CAPITAL = 1 / 20, 1 / 10


def land_behind(sentence: Sentence, at: int, pack: Pack, knowledge: "Knowledge") -> str:
    """Code of the country named right behind a place that ends before token `at`: "Nara | in Mali", "Nara, | au Mali".

    "" where there is none, or where the name may be something else.
    """
    tokens, local = sentence.tokens, pack.modality.adpositions.inside - pack.modality.adpositions.origin
    start = at
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    if at < len(tokens) and tokens[at].lemma in local:
        at += 1
    if at == start:
        return ""
    if at < len(tokens) and tokens[at].pos == "det":
        at += 1
    length, names = knowledge.find(sentence.names_in, at) if at < len(tokens) else (0, ())
    if length and _does(sentence, start, at, at + length):
        return ""
    lands = {n.entity.code for n in names if n.entity.kind in ("country", "region") and n.form in ("name", "variant")}
    return next(iter(lands)) if length and len(lands) == 1 and not names[0].support else ""


def _does(sentence: Sentence, start: int, at: int, end: int) -> bool:
    """Whether a country behind a comma is who does something there: "In Geneva, | Kenya and Uganda | started talks"."""
    held, place = sentence.phrase_at(at), sentence.phrase_at(start - 1)
    closed = end < len(sentence.tokens) and sentence.tokens[end].text == ","
    if sentence.tokens[start].text != "," or held < 0 or place < 0 or closed:
        return False
    return sentence.phrases[held].slot == "subject" and sentence.phrases[place].adp != ""


def in_its_land(chosen: Name | None, names: tuple[Name, ...], land: str) -> Name | None:
    """The city of that name in the land that is named with it, None where none is known there; other names as they are."""
    if chosen is None or chosen.entity.kind != "city" or land in ("", chosen.entity.code):
        return chosen
    return next((n for n in names if n.entity.code == land), None)



def of_lands_told(names: tuple[Name, ...], told: tuple[str, ...], knowledge: "Knowledge") -> Name | None:
    """Of cities of one name the one in the only land that the text speaks of, where it does not speak of the first's.

    None where the first is no city or nothing says that another one is meant: "Guadalajara" in a report about Spain.
    """
    cities = [n for n in names if n.entity.kind == "city"]
    first = cities[0].entity if cities else None
    if first is None or not told or first.code in told or names[0].entity.code != first.code:
        return None
    rivals = [n for n in cities[1:] if n.entity.code in told]
    if not rivals or len({n.entity.code for n in rivals}) > 1:
        return None
    capital = knowledge.capital(first.code)
    least = NEAR_SIZE_OF_CAPITAL if capital is not None and capital.id == first.id else NEAR_SIZE
    known = knowledge.population(rivals[0].entity.id) >= least * knowledge.population(first.id)
    return rivals[0] if known else None
