"""A deed that names no doer, or nobody it is done to -> the people, court or police of the land that is spoken of."""

from dragoman.language.codebook import Codebook
from dragoman.values.event import Participant
from dragoman.values.text import Span
from dragoman.values.world import Place
from dragoman.what.frames import Frame
from dragoman.what.homelands import DOMESTIC, Around

PROFESSIONS = ("MED", "JRN", "REL", "BUS")  # who strike and march at home
TRIED_AT_HOME = ("GOV", "ELI", "LEG", "JUD", "OPP", "PTY")  # by whom they serve, where the report does not say otherwise


def own_people(actors: tuple[Participant, ...], place: Place | None) -> tuple[Participant, ...]:
    """Whom a deed without named recipient is done to: the people of the place, else of the actor's country (the last rank)."""
    doer = next((p for p in actors if p.code and p.sector in (*DOMESTIC, *PROFESSIONS)), None)
    if doer is None:
        return ()
    code, basis = (place.code, place.spans) if place is not None and place.code else (doer.code, doer.spans)
    return (_people_of(code, basis),)


def people_there(place: Place | None, named: list[Participant]) -> tuple[Participant, ...]:
    """Who does what nobody is named for: the people of the place, else of the country that it is said to happen in."""
    if place is not None and place.code:
        return (_people_of(place.code, place.spans),)
    return next(((_people_of(p.code, p.spans),) for p in named if p.code), ())


def authority(frame: Frame, recipients: tuple[Participant, ...], around: Around, codebook: Codebook) -> tuple[Participant, ...]:
    """The court or police of the land, for a deed that only they do and that names no doer ("was sentenced to four years").

    The land is that of the place, else that of whoever it is done to where the report has been there or is at home there.
    """
    sector = next((codebook.authorities[m] for m in frame.trigger.modes if m in codebook.authorities), "")
    land, basis = (around.place.code, around.place.spans) if around.place is not None else ("", ())
    if not land:
        local = next((p for p in recipients if p.code and p.sector in (*DOMESTIC, "ELI")), None)
        told = around.setting.code if around.setting is not None and around.setting.code else around.home.code
        if local is not None and told in ((local.code, "") if local.sector in TRIED_AT_HOME else (local.code,)):
            land, basis = local.code, local.spans
    return (Participant("", f"role:{land}:{sector}", "", land, sector, "", (), basis),) if sector and land else ()


def whoever_is_there(actors: tuple[Participant, ...], around: Around) -> tuple[Participant, ...]:
    """Whom an attack hits whose victims nobody names: the people of where it is told, a foreign doer's own land apart."""
    own = {p.code for p in actors if p.sector in ("GOV", "MIL")}
    lands = [(p.code, p.spans) for p in (around.place, around.here, around.setting) if p is not None and p.code]
    lands += [(around.home.code, around.home.basis)] if around.home.told else []
    return next(((_people_of(code, basis),) for code, basis in lands if code not in own), ())


def _people_of(code: str, basis: tuple[Span, ...]) -> Participant:
    """The people of a country, named by nothing but what it was inferred from."""
    return Participant("", f"role:{code}:CVL", "", code, "CVL", "", (), basis)
