"""A frame and the place of the deed -> the participants of the event, their countries filled in where the rest tells them."""

import msgspec

from dragoman.language.codebook import Codebook
from dragoman.language.pack import Pack
from dragoman.values.event import TALKS, Participant
from dragoman.values.text import Span
from dragoman.values.world import ENVOYS, NO_STATES, SAME_NOUN, Entity, Home, Mention, Place
from dragoman.what.captives import FREES, of_own_state
from dragoman.what.frames import Frame

# Sectors whose unnamed members belong to the place they act in, and of those who act upon their own country's people.
LOCAL = (
    "CVL",
    "OPP",
    "COP",
    "MIL",
    "REB",
    "UAF",
    "LAB",
    "EDU",
    "SOC",
    "CRM",
    "AGR",
    "JUD",
    "LEG",
    "PTY",
    "REL",
    "MED",
    "JRN",
    "BUS",
    "PRM",
    "ELI",
)
NOBODYS = ("UAF",)  # gunmen of whom nobody knows where they come from
SETTLED = ("CVL", "OPP", "COP", "LAB", "EDU", "SOC", "AGR", "JUD", "LEG", "PTY", "REL")  # who are at home where the report is
DOMESTIC = ("GOV", "COP", "JUD", "LEG", "OPP", "PTY", "LAB", "CVL", "EDU", "SOC", "AGR", "REB", "MIL", "SPY")
TRIED_AT_HOME = ("GOV", "ELI", "LEG", "JUD", "OPP", "PTY")  # by whom they serve, where the report does not say otherwise
TELLING = ("ASSAULT", "COERCE", "PROTEST")  # told also where nobody's country is known
SAID = ("ACCUSE", "REQUEST", "REJECT", "THREATEN")
HELP = ("AID", "SUPPORT")  # rebels who are helped are somebody else's
INNER = ("REB", "OPP", "LAB", "EDU", "PTY")  # whom a country's own army fights
SUBJECTS = ("COP", "JUD", "LEG", "OPP", "PTY", "LAB", "CVL", "EDU", "SOC", "AGR", "JRN", "ELI")


Sides = tuple[tuple[Participant, ...], tuple[Participant, ...]]


class Around(msgspec.Struct, frozen=True):
    """Where a deed is told: its own place, another one that its sentence names, the last one of the report, the home country.

    The later ones say less of who comes from there.
    """

    place: Place | None
    here: Place | None
    setting: Place | None
    home: Home


def participants(frame: Frame, around: Around, codebook: Codebook) -> Sides:
    """Actors and recipients of a frame; a symmetric one has all as actors."""
    actors, recipients = _sides(frame, around.place or around.here, around.setting)
    if frame.trigger.event in TELLING and around.home.told and not any(p.code for p in (*actors, *recipients)):
        actors, recipients = _of_home(actors, around.home), _of_home(recipients, around.home)
    if frame.trigger.symmetric and not any(p.code for p in actors) and any(p.sector in INNER for p in actors):
        actors = _of_one_land(actors, around, frame.trigger.event)
    if frame.trigger.event == FREES:
        recipients = of_own_state(actors, recipients, around.home.code)
    land = () if actors else _authority(frame, recipients, around, codebook)
    if land:  # "several officials were arrested in Zimbabwe"
        theirs = (p.sector in ("GOV", "ELI") and not (p.code or p.identifier_id or p.office in ENVOYS) for p in recipients)
        code, basis = land[0].code, land[0].basis
        recipients = tuple(p.of_country(code, basis) if own else p for p, own in zip(recipients, theirs, strict=True))
    return actors or land, recipients


def _sides(frame: Frame, place: Place | None, setting: Place | None) -> Sides:
    """Those whom the frame names for each side, with the country of the place, or of the other side."""
    event = frame.trigger.event
    others = tuple(m for m in frame.recipient if not _sent_abroad(m, event))
    if event in TALKS or (frame.trigger.symmetric and event != "ASSAULT"):
        place = None  # "signed in Qatar": where treaties are signed nobody need be at home
    if event == FREES and any(m.code and m.sector == "GOV" for m in frame.actor):
        setting = None  # whom a government frees it has held itself
    doing = _doing(frame, others, place, setting)
    abroad = event == "SANCTION" and _of_others(doing, place or setting)
    done_to = _done_to(frame, others, None if abroad else place, None if abroad else setting)
    if frame.trigger.symmetric:
        return _same_country(_unique(doing + done_to), (), event), ()
    place = place or setting
    actors = _unique(doing)
    if not actors and "own_people" in frame.trigger.actor:
        actors = _people_there(place, _flat(others, None, None))
    recipients = _other_side(frame, actors, _unique(done_to), others)
    if event == "SANCTION":
        recipients = _beside_foreign(actors, recipients)
    if not recipients and event == "SANCTION" and len(others) < len(frame.recipient):
        recipients = _other_state(frame, actors)
    if not recipients and "own_people" in frame.trigger.recipient:
        recipients = _own_people(actors, place)
    blamed = frame.parties.done_to.through == "deed"  # rebels whom a state blames need not be its own
    if event == "ACCUSE" and not blamed:
        recipients = _rebels_there(frame, actors, recipients)
    if abroad or blamed or _of_any_country(frame, actors, recipients):
        return actors, recipients
    speaks = event in SAID and any(p.identifier_id == f"country:{p.code}" for p in recipients)  # of another state, by its name
    return actors if speaks else _same_country(actors, recipients, event), _same_country(recipients, actors, event)


def _doing(frame: Frame, others: tuple[Mention, ...], place: Place | None, setting: Place | None) -> list[Participant]:
    """The doers that a frame names: help comes to a place, not from there; gunmen come from nowhere."""
    event = frame.trigger.event
    states = {m.code for m in others if _state(m, event) or m.office in ENVOYS}  # no state summons its own ambassador
    doers = tuple(_from_elsewhere(m) if m.inferred and m.code in states else m for m in frame.actor)
    nobodys = tuple(m for m in doers if event == "ASSAULT" and m.sector in NOBODYS)
    given = event == "AID"
    rest = tuple(m for m in doers if m not in nobodys)
    return _flat(nobodys, None, None) + _flat(rest, None if given else place, None if given else setting)


def _done_to(frame: Frame, others: tuple[Mention, ...], place: Place | None, setting: Place | None) -> list[Participant]:
    """The other side that a frame names: those from abroad are of no place, and whom a country's police take of that country."""
    others = tuple(_from_elsewhere(m) if m.inferred and _taken_by_locals(frame, m) else m for m in others)
    more = ("GOV",) if frame.trigger.event == "PROTEST" else ()  # "protests in Kenya against the government"
    foreign = tuple(m for m in others if _foreign(m, frame.site.pack))
    return _flat(tuple(m for m in others if m not in foreign), place, setting, more) + _flat(foreign, None, None)


def _other_side(
    frame: Frame, actors: tuple[Participant, ...], found: tuple[Participant, ...], others: tuple[Mention, ...]
) -> tuple[Participant, ...]:
    """The recipients without the doers themselves: no state acts upon itself ("Iran denied the charges against Tehran")."""
    known, doers = {(p.identifier_id, p.spans) for p in actors}, {a.code for a in actors if a.code}
    recipients = tuple(p for p in found if (p.identifier_id, p.spans) not in known)
    left = tuple(p for p in recipients if not (p.code in doers and p.identifier_id.startswith("country:")))
    itself = all(a.sector == "GOV" for a in actors) and all(_state(m, frame.trigger.event) for m in others)
    return left if left or itself else recipients


def _sent_abroad(mention: Mention, event: str) -> bool:
    """Whether somebody is the doer's own envoy who is called home, or own troops that he will not call home."""
    if event == "SANCTION":
        return mention.owned and mention.office in ENVOYS
    return event == "REJECT" and mention.sector == "MIL" and (mention.owned or mention.why == SAME_NOUN)


def _of_others(doing: list[Participant], place: Place | None) -> bool:
    """Whether a government acts from abroad: those whom it punishes need not be of the place that is spoken of."""
    return place is not None and any(p.code and p.code != place.code and p.sector in ("GOV", "IGO") for p in doing)


def _beside_foreign(actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Those thought to be of the doer's land are not, beside others' ("| the embassy | and the consulate of Spain")."""
    own = {p.code for p in actors if p.code}
    foreign = [p for p in recipients if p.code and p.code not in own]
    if len({p.code for p in foreign}) != 1:
        return recipients
    return tuple(p.of_country(foreign[0].code, foreign[0].spans) if p.basis and p.code in own else p for p in recipients)


def _other_state(frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The only other state that the sentence names, whose envoy is sent away: "accused Iran and expelled its ambassador"."""
    doers = {p.code for p in actors}
    named = [m for m in frame.site.reading.mentions if _state(m, frame.trigger.event) and m.code not in doers]
    return tuple(participant(m) for m in named[:1]) if doers and len({m.code for m in named}) == 1 else ()


def _rebels_there(frame: Frame, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[Participant, ...]:
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


def _state(mention: Mention, event: str) -> bool:
    """Whether a mention is a state itself; where people are attacked or protest its capital is a place."""
    state = mention.entity is not None and mention.entity.id == f"country:{mention.code}"
    return state and (mention.form == "country" or (mention.form == "metonym" and event not in TELLING))


def _from_elsewhere(mention: Mention) -> Mention:
    """An office thought to be at home, that acts upon its home: it is of a country not told ("le roi" writes to Ankara)."""
    return msgspec.structs.replace(mention, code="", entity=None, basis=(), why="office of another country")


def _of_any_country(frame: Frame, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> bool:
    """Whether the two sides are as often of different countries: who is attacked, and who holds hostages.

    Police, a government by its office, and an army against its own country's rebels are at home.
    """
    if frame.trigger.event in ("RETREAT", "COERCE"):
        return any(p.sector in ("REB", "UAF", "CRM") for p in actors)
    own = any(p.sector in ("COP", "GOV") and not p.identifier_id.startswith("country:") for p in actors)
    at_home = any(p.sector == "MIL" for p in actors) and all(p.sector in INNER for p in recipients)
    at_home = at_home or (all(_rebels(p) for p in actors) and all(p.sector in ("MIL", "COP") for p in recipients))
    return frame.trigger.event == "ASSAULT" and not own and not at_home


def _rebels(person: Participant) -> bool:
    """Whether somebody is a country's rebels by their role: an armed group of the atlas fights abroad as well."""
    return person.sector == "REB" and person.identifier_id.startswith("role:")


def _own_people(actors: tuple[Participant, ...], place: Place | None) -> tuple[Participant, ...]:
    """Whom a deed without named recipient is done to: the people of the place, else of the actor's country (the last rank)."""
    doer = next((p for p in actors if p.code and p.sector in DOMESTIC), None)
    if doer is None:
        return ()
    code, basis = (place.code, place.spans) if place is not None and place.code else (doer.code, doer.spans)
    return (_people_of(code, basis),)


def _people_there(place: Place | None, named: list[Participant]) -> tuple[Participant, ...]:
    """Who does what nobody is named for: the people of the place, else of the country that it is said to happen in."""
    if place is not None and place.code:
        return (_people_of(place.code, place.spans),)
    return next(((_people_of(p.code, p.spans),) for p in named if p.code), ())


def _people_of(code: str, basis: tuple[Span, ...]) -> Participant:
    """The people of a country, named by nothing but what it was inferred from."""
    return Participant("", f"role:{code}:CVL", "", code, "CVL", "", (), basis)


def _of_one_land(people: tuple[Participant, ...], around: Around, event: str) -> tuple[Participant, ...]:
    """A government and its rebels who agree, neither of a known country: of the land that the report is about.

    Where they only talk, the place named last is as often where they do.
    """
    land, basis = (around.home.code, around.home.basis) if around.home.told else ("", ())
    if not land and around.setting is not None and event not in TALKS:
        land, basis = around.setting.code, around.setting.spans
    both = any(p.sector == "GOV" for p in people) and len(people) > 1
    return tuple(p.of_country(land, basis) if not p.identifier_id else p for p in people) if land and both else people


def _of_home(people: tuple[Participant, ...], home: Home) -> tuple[Participant, ...]:
    """Unnamed groups as those of the home country: of a deed that names no country at all."""
    return tuple(p.of_country(home.code, home.basis) if p.sector in LOCAL and not p.identifier_id else p for p in people)


def _authority(frame: Frame, recipients: tuple[Participant, ...], around: Around, codebook: Codebook) -> tuple[Participant, ...]:
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


def _flat(
    mentions: tuple[Mention, ...], place: Place | None, setting: Place | None, more: tuple[str, ...] = ()
) -> list[Participant]:
    people = [part for m in mentions for part in (m.members or (m,))]
    return [participant(_on_the_spot(m, place or (setting if m.sector in SETTLED else None), more)) for m in people]


def _foreign(mention: Mention, pack: Pack) -> bool:
    """Whether somebody is only said to be from abroad ("| foreign | journalists")."""
    return not mention.code and any(w.lower().startswith(pack.roles.reference.foreign) for w in mention.text.split())


def _taken_by_locals(frame: Frame, mention: Mention) -> bool:
    """Whether the police or a court of a named country act upon an office that had its country from the report only."""
    if frame.trigger.event not in ("COERCE", "SANCTION") or mention.person:
        return False
    return any(m.code and m.code != mention.code and not m.inferred and m.sector in ("COP", "JUD") for m in frame.actor)


def _on_the_spot(mention: Mention, place: Place | None, more: tuple[str, ...] = ()) -> Mention:
    """A group or local body without a country of its own is of the country where the deed is done."""
    if (
        place is None
        or not place.code
        or not (
            mention.form in ("role", "group")
            or (mention.form == "title" and not mention.person and (mention.sector in SETTLED or mention.former))
        )
        or ("ELI" if mention.former else mention.sector) not in (*LOCAL, *more)
        or (mention.code and not mention.inferred)
        or (mention.entity is not None and mention.entity.kind not in ("role", "person"))
    ):
        return mention
    entity = Entity(f"role:{place.code}:{mention.sector}", mention.text, place.code, mention.sector, "role")
    return msgspec.structs.replace(mention, code=place.code, entity=entity, basis=place.spans, why="country of the place")


def _same_country(people: tuple[Participant, ...], others: tuple[Participant, ...], event: str) -> tuple[Participant, ...]:
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
    own = _at_home_with(other, event)
    return tuple(
        p.of_country(other.code, other.spans) if not (p.code or p.identifier_id.startswith("region:")) and p.sector in own else p
        for p in people
    )


def _at_home_with(other: Participant, event: str) -> tuple[str, ...]:
    """The sectors of those who are of the other side's country unless the text says otherwise."""
    if other.sector not in ("GOV", "MIL"):
        return ("GOV", *LOCAL)
    if event in HELP:
        return SUBJECTS
    own = (*SUBJECTS, "REB")
    return tuple(s for s in own if s != "ELI") if event == "SANCTION" and other.sector == "GOV" else own  # another's oligarchs


def _unique(found: list[Participant]) -> tuple[Participant, ...]:
    kept: dict[tuple[str, str], Participant] = {}
    for p in found:
        kept.setdefault((p.identifier_id or p.entity_text, p.code), p)
    return tuple(kept.values())


def participant(mention: Mention) -> Participant:
    """The participant that a resolved mention is."""
    entity = mention.entity
    return Participant(
        entity_text=mention.text,
        identifier_id=entity.id if entity else "",
        identifier_text=entity.name if entity else mention.person,
        code=mention.code or (entity.code if entity else ""),
        sector="ELI" if mention.former else mention.sector or (entity.sector if entity else ""),
        office=mention.office or (entity.office if entity else ""),
        spans=mention.spans,
        basis=mention.basis,
    )
