"""A frame and the place of the deed -> the participants of the event, their countries filled in where the rest tells them."""

import msgspec

from dragoman.language.codebook import Codebook
from dragoman.language.pack import Pack
from dragoman.values.event import TALKS, Participant
from dragoman.values.world import ENVOYS, LEADERS, SAME_NOUN, Mention, Place
from dragoman.what.captives import FREES, of_own_state
from dragoman.what.frames import Frame
from dragoman.what.homelands import (
    INNER,
    SETTLED,
    Around,
    of_home,
    of_one_land,
    of_the_foreign_one,
    of_the_land,
    of_the_other_side,
    of_their_land,
    of_where_they_are,
    on_the_spot,
)
from dragoman.what.unnamed import authority, own_people, people_there, whoever_is_there

TELLING = ("ASSAULT", "COERCE", "PROTEST")  # told also where nobody's country is known
PAIR = 2
SAID = ("ACCUSE", "REQUEST", "REJECT", "THREATEN")


VISIT = "visit"
FROM_ABROAD = ("SOC", "MED")  # helpers, who as hostages are mostly from another land than they are held in
Sides = tuple[tuple[Participant, ...], tuple[Participant, ...]]


def participants(frame: Frame, around: Around, codebook: Codebook) -> Sides:
    """Actors and recipients of a frame; a symmetric one has all as actors."""
    actors, recipients = _sides(frame, around.place or around.here, around.setting)
    if frame.trigger.event in TELLING and around.home.told and not any(p.code for p in (*actors, *recipients)):
        actors, recipients = of_home(actors, around.home), of_home(recipients, around.home)
    if frame.trigger.symmetric and not any(p.code for p in actors) and any(p.sector in INNER for p in actors):
        actors = of_one_land(actors, around, frame.trigger.event)
    if frame.trigger.event == FREES:
        recipients = of_own_state(actors, recipients, around.home.code)
    if not recipients and "people_there" in frame.trigger.recipient:
        recipients = whoever_is_there(actors, around)
    if frame.trigger.event == "COERCE" and not frame.trigger.modes:  # a coup is made at home
        actors = of_their_land(actors, recipients)
    land = () if actors else authority(frame, recipients, around, codebook)
    if land:  # "several officials were arrested in Zimbabwe"
        theirs = (p.sector in ("GOV", "ELI") and not (p.code or p.identifier_id or p.office in ENVOYS) for p in recipients)
        code, basis = land[0].code, land[0].basis
        recipients = tuple(p.of_country(code, basis) if own else p for p, own in zip(recipients, theirs, strict=True))
    actors, recipients = _of_the_report(frame, actors or land, recipients, around)
    return _unsettled(frame, actors), _unsettled(frame, recipients)


def _of_the_report(frame: Frame, actors: tuple[Participant, ...], recipients: tuple[Participant, ...], around: Around) -> Sides:
    """Both sides, those of no known country as of the land of the report: not whom one blames, frees, or calls foreign."""
    foreign = any(_foreign(m, frame.site.pack) for m in (*frame.actor, *frame.recipient))
    if foreign or frame.trigger.event == FREES or _blamed(frame):
        return actors, recipients
    return of_the_land(actors, recipients, around), of_the_land(recipients, actors, around)


def _unsettled(frame: Frame, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The participants; those who are only said to be from abroad are of no country that the rest tells."""
    unnamed = (m for m in (*frame.actor, *frame.recipient) if not (m.members or m.office))
    abroad = {m.spans for m in unnamed if _foreign(m, frame.site.pack)}
    return tuple(p.of_country("", ()) if p.spans in abroad else p for p in people) if abroad else people


def _sides(frame: Frame, place: Place | None, setting: Place | None) -> Sides:
    """Those whom the frame names for each side, with the country of the place, or of the other side."""
    event = frame.trigger.event
    theirs = (m for m in frame.recipient if not (_sent_abroad(m, event) or _doer_again(m, frame)))
    others = tuple(_of_the_host(m, frame, place) for m in theirs)
    if event in TALKS or (frame.trigger.symmetric and event != "ASSAULT"):
        place = None  # "signed in Qatar": where treaties are signed nobody need be at home
    if event == FREES and any(m.code and m.sector == "GOV" for m in frame.actor):
        setting = None  # whom a government frees it has held itself
    if event == FREES and not frame.actor and any(m.sector in FROM_ABROAD for m in others):
        place = setting = None  # nobody says where "| the aid workers | were freed in Mali" come from
    doing = _doing(frame, others, place, setting)
    abroad = event == "SANCTION" and _of_others(doing, place or setting)
    done_to = _done_to(frame, others, None if abroad else place, None if abroad else setting)
    if frame.trigger.symmetric:
        return of_the_other_side(_by_name(_unique(doing + done_to)), (), event), ()
    actors = _unique(doing)
    if not actors and "own_people" in frame.trigger.actor:
        actors = people_there(place or setting, _flat(others, None, None))
    recipients = _recipients(frame, actors, _other_side(frame, actors, _unique(done_to), others), place or setting)
    if abroad or _blamed(frame) or _of_any_country(frame, actors, recipients):
        return actors, recipients
    state = any(p.identifier_id == f"country:{p.code}" for p in recipients)  # another one, by its name
    speaks = state and event in (*SAID, "SANCTION")
    return actors if speaks else of_the_other_side(actors, recipients, event), of_the_other_side(recipients, actors, event)


def _recipients(
    frame: Frame, actors: tuple[Participant, ...], found: tuple[Participant, ...], place: Place | None
) -> tuple[Participant, ...]:
    """The recipients that were found, as other than the doers; where there are none, whoever the deed cannot do without."""
    event = frame.trigger.event
    if event == "SANCTION":
        found = of_the_foreign_one(actors, found)
    if not found and event == "SANCTION" and any(_sent_abroad(m, event) for m in frame.recipient):
        found = _other_state(frame, actors)
    if not found and "own_people" in frame.trigger.recipient:
        found = own_people(actors, place)
    return of_where_they_are(frame, actors, found) if event == "ACCUSE" and not _blamed(frame) else found


def _blamed(frame: Frame) -> bool:
    """Whether the recipients are blamed for a deed: rebels whom a state blames need not be its own."""
    return frame.parties.done_to.through == "deed"


def _doing(frame: Frame, others: tuple[Mention, ...], place: Place | None, setting: Place | None) -> list[Participant]:
    """The doers that a frame names: help comes to a place, not from there; gunmen between two lands from neither."""
    event = frame.trigger.event
    states = {m.code for m in others if _state(m, event) or m.office in ENVOYS}  # no state summons its own ambassador
    doers = tuple(_from_elsewhere(m) if m.inferred and m.code in states else m for m in frame.actor)
    given = event == "AID"
    lands = {p.code for p in frame.site.reading.places if p.code}
    nobodys = tuple(m for m in doers if m.sector == "UAF" and len(lands) > 1)  # "gunmen took hostages in Israel | to Gaza"
    doers = tuple(m for m in doers if m not in nobodys)
    return _flat(nobodys, None, None) + _flat(doers, None if given else place, None if given else setting)


def _done_to(frame: Frame, others: tuple[Mention, ...], place: Place | None, setting: Place | None) -> list[Participant]:
    """The other side that a frame names: those from abroad are of no place, and whom a country's police take of that country."""
    others = tuple(_from_elsewhere(m) if m.inferred and _taken_by_locals(frame, m) else m for m in others)
    more = ("GOV",) if frame.trigger.event == "PROTEST" else ()  # "protests in Kenya against the government"
    abroad = setting is not None and any(m.sector == "MIL" and m.code not in ("", setting.code) for m in frame.actor)
    if abroad and setting is not None and all(a < frame.site.sentence.start for a, _ in setting.spans):
        others = tuple(on_the_spot(m, place or setting) if m.sector in INNER else m for m in others)  # rebels abroad
    foreign = tuple(m for m in others if _foreign(m, frame.site.pack))
    return _flat(tuple(m for m in others if m not in foreign), place, setting, more) + _flat(foreign, None, None)


def _of_the_host(mention: Mention, frame: Frame, place: Place | None) -> Mention:
    """A body thought to be the visitor's own as that of the land where he is: "visited | the ministry | in Paris"."""
    own = mention.form == "role" and mention.basis and any(m.code == mention.code for m in frame.actor)
    if not own or VISIT not in frame.trigger.modes or place is None or place.code == mention.code:
        return mention
    return on_the_spot(_from_elsewhere(mention), place, ("GOV",))


def _other_side(
    frame: Frame, actors: tuple[Participant, ...], found: tuple[Participant, ...], others: tuple[Mention, ...]
) -> tuple[Participant, ...]:
    """The recipients without the doers themselves: no state acts upon itself ("Iran denied the charges against Tehran")."""
    known, doers = {(p.identifier_id, p.spans) for p in actors}, {a.code for a in actors if a.code}
    recipients = tuple(p for p in found if (p.identifier_id, p.spans) not in known)
    states = {a.code for a in actors if a.identifier_id == f"country:{a.code}"} if frame.trigger.event == "SANCTION" else set()
    left = tuple(
        p
        for p in recipients
        if not (p.code in doers and p.identifier_id.startswith("country:"))
        and not (p.code in states and p.office in LEADERS)  # no state punishes its own head
    )
    itself = all(a.sector == "GOV" for a in actors) and all(_state(m, frame.trigger.event) for m in others)
    return left if left or itself else recipients


def _sent_abroad(mention: Mention, event: str) -> bool:
    """Whether somebody is the doer's own envoy who is called home, or own troops that he will not call home."""
    if event in ("SANCTION", "ACCUSE"):
        return mention.owned and mention.office in ENVOYS
    return event == "REJECT" and mention.sector == "MIL" and (mention.owned or mention.why == SAME_NOUN)


def _doer_again(mention: Mention, frame: Frame) -> bool:
    """Whether a pronoun beside a deed is thought to be its doer's country: nobody sinks | them | and means himself."""
    state = mention.entity is not None and mention.entity.id == f"country:{mention.code}"
    same = any(m.code == mention.code for m in frame.actor)
    return mention.form == "pronoun" and state and same and not frame.trigger.symmetric


def _of_others(doing: list[Participant], place: Place | None) -> bool:
    """Whether a government acts from abroad: those whom it punishes need not be of the place that is spoken of."""
    return place is not None and any(p.code and p.code != place.code and p.sector in ("GOV", "IGO") for p in doing)


def _other_state(frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The only other state that the sentence names, whose envoy is sent away: "accused Iran and expelled its ambassador"."""
    doers = {p.code for p in actors}
    named = [m for m in frame.site.reading.mentions if _state(m, frame.trigger.event) and m.code not in doers]
    return tuple(participant(m) for m in named[:1]) if doers and len({m.code for m in named}) == 1 else ()


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
    if frame.trigger.event in TALKS and any(_counterpart(frame, m) for m in (*frame.actor, *frame.recipient)):
        return True  # "the minister received | his Ugandan counterpart"
    if any(_guest(frame, m) for m in frame.recipient):
        return True  # who protests before an embassy, or storms it, is not of its country
    if frame.trigger.event in ("RETREAT", "COERCE"):
        return any(p.sector in ("REB", "UAF", "CRM") for p in actors)
    own = any(p.sector in ("COP", "GOV") and not p.identifier_id.startswith("country:") for p in actors)
    at_home = any(p.sector == "MIL" for p in actors) and all(p.sector in INNER for p in recipients)
    at_home = at_home or (all(_rebels(p) for p in actors) and all(p.sector in ("MIL", "COP") for p in recipients))
    return frame.trigger.event == "ASSAULT" and not own and not at_home


def _guest(frame: Frame, mention: Mention) -> bool:
    """Whether a mention is a body that stands in another country than its own: "l'ambassade de France"."""
    sentence = frame.site.sentence
    return mention.sentence == sentence.index and sentence.tokens[mention.head].lemma in frame.site.pack.roles.reference.guests


def _counterpart(frame: Frame, mention: Mention) -> bool:
    """Whether somebody is called the other's counterpart, who is of another country."""
    sentence, same = frame.site.sentence, frame.site.pack.roles.reference.same_office
    return mention.sentence == sentence.index and sentence.tokens[mention.head].lemma in same


def _rebels(person: Participant) -> bool:
    """Whether somebody is a country's rebels by their role: an armed group of the atlas fights abroad as well."""
    return person.sector == "REB" and person.identifier_id.startswith("role:")


def _flat(
    mentions: tuple[Mention, ...], place: Place | None, setting: Place | None, more: tuple[str, ...] = ()
) -> list[Participant]:
    """The participants that mentions are, each of a list by itself, as those of the place that they act in."""
    people = [part for m in mentions for part in (m.members or (m,))]
    return [participant(on_the_spot(m, place or (setting if m.sector in SETTLED else None), more)) for m in people]


def _foreign(mention: Mention, pack: Pack) -> bool:
    """Whether somebody is only said to be from abroad ("| foreign | journalists")."""
    return not mention.code and any(w.lower().startswith(pack.roles.reference.foreign) for w in mention.text.split())


def _taken_by_locals(frame: Frame, mention: Mention) -> bool:
    """Whether the police or a court of a named country act upon an office that had its country from the report only."""
    if frame.trigger.event not in ("COERCE", "SANCTION") or mention.person:
        return False
    return any(m.code and m.code != mention.code and not m.inferred and m.sector in ("COP", "JUD") for m in frame.actor)


def _by_name(people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The participants without states whose leaders are named too: "the presidents of Peru and Chile, Ana Ruiz and Luis Paz"."""
    named = {p.code for p in people if p.identifier_id.startswith("person:") and p.office in LEADERS}
    whole = {p.code for p in people if p.identifier_id in (f"country:{p.code}", f"role:{p.code}:GOV")}
    if len(named & whole) < PAIR:
        return people
    return tuple(p for p in people if p.code not in named or p.identifier_id.startswith("person:"))


def _unique(found: list[Participant]) -> tuple[Participant, ...]:
    """The participants, each once."""
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
