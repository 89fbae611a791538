"""Participants without a country -> of the country that the place, the other side or the report says that they are of."""

import msgspec

from dragoman.values.event import TALKS, Participant
from dragoman.values.world import NO_STATES, Entity, Home, Mention, Place
from dragoman.what.frames import Frame

# Sectors whose unnamed members belong to the place they act in, and of those who act upon their own country's people.
LOCAL = (
    "CVL", "OPP", "COP", "MIL", "REB", "UAF", "LAB", "EDU", "SOC", "CRM", "AGR", "JUD", "LEG", "PTY", "REL", "MED", "JRN", "BUS",
    "PRM", "ELI",
)  # fmt: skip
SETTLED = ("CVL", "OPP", "COP", "LAB", "EDU", "SOC", "AGR", "JUD", "LEG", "PTY", "REL")  # who are at home where the report is
DOMESTIC = (
    "GOV",
    "COP",
    "JUD",
    "LEG",
    "OPP",
    "PTY",
    "LAB",
    "CVL",
    "EDU",
    "SOC",
    "AGR",
    "REB",
    "MIL",
    "SPY",
)  # whose other side is of their own country
INNER = ("REB", "OPP", "LAB", "EDU", "PTY")  # whom a country's own army fights
SUBJECTS = ("COP", "JUD", "LEG", "OPP", "PTY", "LAB", "CVL", "EDU", "SOC", "AGR", "JRN", "ELI")  # whom a government governs
HELP = ("AID", "SUPPORT")  # rebels who are helped are somebody else's
ARMED = ("UAF", "SPY")  # who besides are of the land that a report is about


class Around(msgspec.Struct, frozen=True):
    """Where a deed is told: its own place, another one that its sentence names, the last one of the report, the home country.

    The later ones say less of who comes from there.
    """

    place: Place | None
    here: Place | None
    setting: Place | None
    home: Home


def of_home(people: tuple[Participant, ...], home: Home) -> tuple[Participant, ...]:
    """Unnamed groups as those of the home country: of a deed that names no country at all."""
    return tuple(p.of_country(home.code, home.basis) if p.sector in LOCAL and not p.identifier_id else p for p in people)


def of_the_land(people: tuple[Participant, ...], others: tuple[Participant, ...], around: Around) -> tuple[Participant, ...]:
    """Those of whom nothing else says where they are from, of the land that the report is about: "| the army | and the police".

    The last of the ranks: only where no place told last, and nobody who takes part, is of another land.
    """
    land, told = around.home.code, {p.code for p in (*people, *others) if p.code and p.code not in NO_STATES}
    places = {p.code for p in (around.place, around.here, around.setting) if p is not None and p.code}
    if not around.home.told or not (told | places) <= {land}:
        return people
    own = (*LOCAL, *ARMED)
    return tuple(
        p.of_country(land, around.home.basis) if p.sector in own and not (p.code or p.identifier_id) else p for p in people
    )


def of_one_land(people: tuple[Participant, ...], around: Around, event: str) -> tuple[Participant, ...]:
    """A government and its rebels who agree, neither of a known country: of the land that the report is about.

    Where they only talk, the place named last is as often where they do.
    """
    land, basis = (around.home.code, around.home.basis) if around.home.told else ("", ())
    if not land and around.setting is not None and event not in TALKS:
        land, basis = around.setting.code, around.setting.spans
    both = any(p.sector == "GOV" for p in people) and len(people) > 1
    return tuple(p.of_country(land, basis) if not p.identifier_id else p for p in people) if land and both else people


def on_the_spot(mention: Mention, place: Place | None, more: tuple[str, ...] = ()) -> Mention:
    """A group or local body without a country of its own is of the country where the deed is done."""
    sector = "ELI" if mention.former else mention.sector
    if place is None or not place.code or sector not in (*LOCAL, *more) or not _of_no_country(mention):
        return mention
    entity = Entity(f"role:{place.code}:{mention.sector}", mention.text, place.code, mention.sector, "role")
    return msgspec.structs.replace(mention, code=place.code, entity=entity, basis=place.spans, why="country of the place")


def _of_no_country(mention: Mention) -> bool:
    """Whether somebody without a name, or with the bare title of one who is at home where the report is, has no country."""
    title = mention.form == "title" and not mention.person and (mention.sector in SETTLED or mention.former)
    listed = mention.entity is not None and mention.entity.kind not in ("role", "person")
    known = mention.code and not mention.inferred
    return (title or mention.form in ("role", "group")) and not (known or listed)


def of_the_other_side(people: tuple[Participant, ...], others: tuple[Participant, ...], event: str) -> tuple[Participant, ...]:
    """Unnamed groups are of the other side's country, when nothing else says whose they are (the last of the ranks).

    So are a government, parliament or police that a country's own people turn to.
    """
    mate = next((p for p in people if p.code and p.code not in NO_STATES and p.sector == "GOV"), None)
    if mate is not None:  # "between Caracas and the opposition"
        people = tuple(p.of_country(mate.code, mate.spans) if not p.code and p.sector in INNER else p for p in people)
    other = next((p for p in others if p.code and p.code not in NO_STATES and p.sector in DOMESTIC), None)
    if other is None:
        return people
    if other.sector == "JUD" and event == "SANCTION":  # whom a court sentences, unless the text says whose he is
        people = tuple(msgspec.structs.replace(p, sector="CVL") if not p.sector and not p.code else p for p in people)
    own, at = _at_home_with(other, event), other
    return tuple(p.of_country(at.code, at.spans) if p.sector in own and not (p.code or _of_none(p)) else p for p in people)


def of_their_land(people: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Soldiers who take power are of the land that they take it in: "the president was deposed by | the army"."""
    land = next((p for p in others if p.code and p.code not in NO_STATES), None)
    if land is None:
        return people
    basis = land.spans or land.basis
    return tuple(p.of_country(land.code, basis) if p.sector in ("MIL", "GOV") and not p.code else p for p in people)


def _of_none(person: Participant) -> bool:
    """Whether somebody is known and of no single country: a region, a band that fights across borders."""
    return person.identifier_id.startswith(("region:", "band:"))


def _at_home_with(other: Participant, event: str) -> tuple[str, ...]:
    """The sectors of those who are of the other side's country unless the text says otherwise."""
    if other.sector not in ("GOV", "MIL"):
        return ("GOV", *LOCAL)
    if event in HELP:
        return SUBJECTS
    foreign = event == "ACCUSE" and other.identifier_id == f"country:{other.code}"  # "Russland wirft | Rebellen | vor ..."
    own = SUBJECTS if foreign else (*SUBJECTS, "REB")
    if event == "COERCE" and other.identifier_id.startswith("role:"):
        own = (*own, "GOV")  # "the junta arrested | three ministers"
    return tuple(s for s in own if s != "ELI") if event == "SANCTION" and other.sector == "GOV" else own  # another's oligarchs


def of_the_foreign_one(actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Those thought to be of the doer's land are not, beside others' ("| the embassy | and the consulate of Spain")."""
    own = {p.code for p in actors if p.code}
    foreign = [p for p in recipients if p.code and p.code not in own]
    if len({p.code for p in foreign}) != 1:
        return recipients
    return tuple(p.of_country(foreign[0].code, foreign[0].spans) if p.basis and p.code in own else p for p in recipients)


def of_where_they_are(
    frame: Frame, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Rebels whom a state accuses of a deed in another one are of that: "accused rebels of breaking the truce | in Syria"."""
    sentence, inside = frame.site.sentence, frame.site.pack.modality.adpositions.inside
    doers = {p.code for p in actors}
    named = [m for m in frame.site.reading.mentions if m.form == "country" and m.code not in doers]
    there = [m for m in named if (held := sentence.phrase_at(m.head)) >= 0 and sentence.phrases[held].adp in inside]
    if len({m.code for m in there}) != 1:
        return recipients
    return tuple(
        p.of_country(there[0].code, there[0].spans) if p.sector == "REB" and not (p.code or p.identifier_id) else p
        for p in recipients
    )
