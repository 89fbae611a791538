"""An actor phrase and a day -> Candidates, best first: "el canciller chino", "le patron de l'OTAN", "Egyptian border guards"."""

from itertools import dropwhile

import msgspec

from dragoman.knowledge.lookup import Knowledge
from dragoman.knowledge.phrases import LONGEST_PHRASE, Part, Reader
from dragoman.knowledge.records import Holding, Name, Title
from dragoman.knowledge.rolenouns import RoleNoun, RoleNouns
from dragoman.language.names import NameRules
from dragoman.values.world import Entity

LEADER = "leader"  # office of a word that names whoever is highest: chief, head, patron
FORMER = "ELI"  # PLOVER sector of former officials
BODIES = ("organisation", "group", "party", "media")
ACCREDITED = {("ambassador", "org:UN"): "un_ambassador"}  # an office at a body is one of the country that sends
STATES = ("country", "region")
# offices that states have and bodies do not: those of a body's members are the body itself
OF_STATES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister")
FAMILY_NAMES = ("monarch", "judge", "general", "mayor")  # offices whose words many people bear as their name
HIRAGANA = ("\u3041", "\u309f")  # particles between the names of a Japanese phrase
LONGEST_SMALL_WORD = 4  # letters of articles and prepositions; a longer unknown word says something that is not understood


class Candidate(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """Who a phrase may mean: the fields of a record's participant, the term's dates, the source of the row, and why."""

    identifier_id: str
    identifier_text: str
    code: str = ""
    sector: str = ""
    office: str = ""
    start: str = ""
    end: str = ""
    src: str = ""
    why: str = ""


class Scene(msgspec.Struct, frozen=True):
    """What a phrase is read against: the day (ISO, "" = any), the home country, the phrase as asked."""

    phrase: str
    on: str = ""
    home: str = ""


class Actors:
    """Reads actor phrases of one language."""

    def __init__(self, knowledge: Knowledge, roles: RoleNouns, rules: NameRules) -> None:
        self._knowledge = knowledge
        self._reader = Reader(knowledge, roles, rules)
        self._honorifics, self._titles = roles.honorifics, rules.titles

    def who(self, phrase: str, *, on: str = "", home: str = "") -> tuple[Candidate, ...]:
        """Everybody the phrase may mean, best first; () when nothing in it is known.

        `on` is an ISO date: offices are those of that day. `home` (ISO alpha-3) is the country of a title without one.
        """
        text = " ".join(phrase.split())
        if not text or len(text) > LONGEST_PHRASE:
            return ()
        scene = Scene(text, on, home)
        parts = self._reader.parts(text)
        found = not self._family_name(parts) and (
            self._coordinated(parts, scene)
            or self._joint(parts, scene)
            or self._titled(parts, scene)
            or self._titleless(parts, scene)
            or self._role(parts, scene)
            or self._named(parts, scene)
        )
        unique = {(c.identifier_id, c.office, c.start): c for c in reversed(found or self._strangers(parts, scene))}
        return tuple(reversed(tuple(unique.values())))

    def _family_name(self, parts: tuple[Part, ...]) -> bool:
        """Whether a title is somebody's family name, an unknown given name before it and nothing else ("Rüdiger | König")."""
        if self._knowledge.characters or len(parts) != 2 or not _unknown(parts[0]):
            return False
        given = len(parts[0].text) > LONGEST_SMALL_WORD - 2 and parts[0].text.lower() not in self._honorifics
        office = parts[1].titles[0].office if parts[1].titles else ""
        return given and office in FAMILY_NAMES and parts[1].text[:1].isupper()

    def unknown(self, phrase: str) -> int:
        """How many words of a phrase are nothing that this language knows."""
        return sum(p.end - p.start for p in self._reader.parts(" ".join(phrase.split())[:LONGEST_PHRASE]) if p.kind == "word")

    # what the phrase belongs to

    def _owners(self, parts: tuple[Part, ...]) -> list[tuple[Entity, str]]:
        """Countries and bodies that the words give, each with its words: bodies before countries, sure before doubtful."""
        found: list[tuple[int, Entity, str]] = []
        for part in parts:
            found += [(1, e, f"'{part.text}' is of {e.name}") for e in part.entities]
            sure = [n for n in part.names if not n.support]
            for name in (sure or list(part.names))[:1] if part.kind in ("name", "role") else ():
                owner = self._owner(name, sure or list(part.names))
                if owner is not None:
                    rank = (0 if owner.kind in BODIES else 1) + (0 if sure else 2)
                    found.append((rank, owner, f"'{part.text}' names {owner.name}" + ("" if sure else ", with the title")))
        return [(e, why) for _, e, why in sorted(found, key=lambda f: f[0])]

    def _owner(self, name: Name, names: list[Name]) -> Entity | None:
        """The country or body behind a name; a seat of government or a city stands for its country."""
        chosen = next((n for n in names if n.entity.kind in (*STATES, *BODIES)), name)
        if chosen.entity.kind == "city":
            return self._knowledge.country(chosen.entity.code)
        return chosen.entity if chosen.entity.kind in (*STATES, *BODIES) else None

    # readings

    def _coordinated(self, parts: tuple[Part, ...], scene: Scene) -> list[Candidate]:
        """ "Chancellor Scholz and President Macron": one of each side, cut at the last small word before the second title."""
        titles = [i for i, p in enumerate(parts) if p.kind == "title"]
        if len(titles) < 2:
            return []
        between = [i for i in range(titles[0] + 1, titles[1]) if parts[i].kind == "word" and not _unknown(parts[i])]
        named = between and any(p.kind == "name" or _unknown(p) for p in parts[titles[1] + 1 :])
        if not named:
            return []
        cut = between[-1]
        sides = (
            self._titled(parts[:cut], scene),
            self._coordinated(parts[cut + 1 :], scene) or self._titled(parts[cut + 1 :], scene),
        )
        return [*sides[0][:1], *sides[1]] if all(sides) else []

    def _joint(self, parts: tuple[Part, ...], scene: Scene) -> list[Candidate]:
        """A joint word or name on its own means all its members; with a title or role noun, one of each."""
        found: list[Candidate] = []
        for part in parts:
            members = part.entities if part.kind == "joint" else self._members(part)
            if len(members) < 2:
                continue
            others = tuple(p for p in parts if p is not part)
            for number, entity in enumerate(members, 1):
                alone = msgspec.structs.replace(part, kind="relational", entities=(entity,), names=())
                with_owner = (alone, *others)
                why = f"joint name '{part.text}', {number} of {len(members)}"
                one = self._titled(with_owner, scene)[:1] or self._role(with_owner, scene)[:1] or [_of(entity, why)]
                found += [msgspec.structs.replace(c, why=why if c.why == why else f"{why}; {c.why}") for c in one]
        return found

    def _members(self, part: Part) -> tuple[Entity, ...]:
        codes = next((n.members for n in part.names if n.members), ())
        return tuple(e for e in map(self._knowledge.country, codes) if e is not None)

    def _titled(self, parts: tuple[Part, ...], scene: Scene) -> list[Candidate]:
        """A title: its bearer by name, else whoever holds the office on the day, else the office itself."""
        at = next((p for p in parts if p.kind == "title"), None)
        if at is None:
            return []
        owners = self._owners(tuple(p for p in parts if p is not at)) + [(e, f"'{at.text}'") for e in at.entities]
        people = self._people(parts)
        before = [w for p in parts[: parts.index(at)] for w in p.text.split()]
        feminine = self._knowledge.feminine(before, at.text.split())
        found: list[Candidate] = []
        for title in self._fitting(at.titles, owners, scene.home):
            title, owners = _accredited(self._modified(title, parts), owners)
            owner, why = self._of_title(title, owners, scene)
            found += self._bearers(title, owner, people, scene, f"title '{at.text}'")
            if title.office == LEADER and self._narrowed(parts, at):
                owner_code = owner.code if owner is not None else ""
                part = f"title '{at.text}' of a part"
                found.append(Candidate(f"role:{owner_code}:", scene.phrase, owner_code, "", LEADER, why=part))
            elif not people or not any(c.src for c in found):
                said = f"title '{at.text}', {why}" if why else f"title '{at.text}'"
                found += self._holders(title, owner, scene, said, feminine)
        return found

    def _narrowed(self, parts: tuple[Part, ...], title: Part) -> bool:
        """Whether a head is that of a part: "trade | chief", "patron de | l'agence spatiale", "leader of | the rebels"."""
        at = parts.index(title)
        if at and title.text.lower() in self._titles.narrowed and _thing(parts[at - 1], capitals=False):
            return True
        rest = tuple(dropwhile(lambda p: p.kind in ("relational", "name") or _small(p), parts[at + 1 :]))
        behind = any(_small(p) for p in parts[at + 1 : len(parts) - len(rest)])
        if rest and rest[0].role is not None and rest[0].role.sector in ("GOV", ""):
            rest = rest[1:]  # "chief of the regime" is the state's, "of the agency | for space" is not
        if not rest or rest[0].names:
            return False
        return rest[0].role is not None or (behind and _thing(rest[0], capitals=self._titles.capitalised))

    def _fitting(self, titles: tuple[Title, ...], owners: list[tuple[Entity, str]], home: str) -> tuple[Title, ...]:
        """Of several meanings of a title those that fit the country of the phrase: its own word, else the general one."""
        codes = [e.code for e, _ in owners] or ([home] if home else [])
        own = tuple(t for t in titles if t.code and t.code in codes)
        general = tuple(t for t in titles if not t.code)
        return own or (general if codes and general else titles)

    def _modified(self, title: Title, parts: tuple[Part, ...]) -> Title:
        at = next((i for i, p in enumerate(parts) if p.kind == "title"), 0)
        kinds = {p.kind for p in parts[: at + 2]}
        title = self._knowledge.deputy(title) if "deputy" in kinds else title
        return msgspec.structs.replace(title, former=True) if "former" in kinds else title

    def _of_title(self, title: Title, owners: list[tuple[Entity, str]], scene: Scene) -> tuple[Entity | None, str]:
        """The country or body of a title: its own, the words' around it, else home."""
        if title.body and (body := self._knowledge.entity(title.body)) is not None:
            return body, f"which names {body.name}"
        if title.code and not (title.weak and owners):
            return self._knowledge.country(title.code), "which names its country"
        if owners:
            return owners[0]
        home = self._knowledge.country(scene.home) if scene.home else None
        return home, "home country" if home is not None else ""

    def _people(self, parts: tuple[Part, ...]) -> tuple[str, ...]:
        """The words of a personal name in the phrase: names of persons, and unknown words with a capital."""
        words: list[str] = []
        last = -1
        for part in parts:
            if part.kind == "name" and any(n.entity.kind == "person" for n in part.names):
                words += part.text.split()
            elif _unknown(part) and self._knowledge.characters:
                words = [*words[:-1], words[-1] + part.text] if words and part.start == last else [*words, part.text]
                last = part.end
            elif _unknown(part) and part.start and part.text.lower() not in self._honorifics:
                words.append(part.text)
        return tuple(words)

    def _bearers(self, title: Title, owner: Entity | None, people: tuple[str, ...], scene: Scene, why: str) -> list[Candidate]:
        """Persons of that name, those first who held this very office on the day."""
        if not people:
            return []
        held = self._knowledge.person(people, scene.on)
        code = owner.code if owner is not None else title.code
        near = [h for h in held if not code or h.code == code] or list(held)
        if near:
            ranked = sorted(near, key=lambda h: (h.office != title.office, h.former and not title.former))
            best = ranked[0].entity.id
            told = [h for h in ranked if h.office == title.office] or [h for h in ranked if h.entity.id == best][:1]
            return [_holding(h, scene, f"{why}, name '{' '.join(people)}'", named=title.office) for h in told]
        name = " ".join(people)
        return [
            Candidate(f"person:{_slug(name)}", name, code, title.sector, title.office, why=f"{why}; '{name}' is not in the atlas")
        ]

    def _holders(self, title: Title, owner: Entity | None, scene: Scene, why: str, feminine: bool) -> list[Candidate]:
        body = owner.id if owner is not None else title.code
        known: tuple[Holding, ...] = ()
        if body and not title.former:
            known = self._knowledge.holders(title.office, body, scene.on, feminine=feminine)
            if not known and title.office == LEADER and title.sector in ("", "GOV"):
                known = self._knowledge.leaders(body, scene.on, feminine=feminine)
        found = [_holding(h, scene, why) for h in known]
        if not known and owner is not None and owner.kind == "organisation" and title.office in OF_STATES:
            return [msgspec.structs.replace(_of(owner, f"{why}; the states of this body"), office=title.office)]
        code = owner.code if owner is not None else title.code
        sector = FORMER if title.former else title.sector or (owner.sector if owner is not None else "")
        office = Candidate(
            f"role:{code}:{sector}" if code else f"office:{title.office}", scene.phrase, code, sector, title.office, why=why
        )
        return found or [office]

    def _titleless(self, parts: tuple[Part, ...], scene: Scene) -> list[Candidate]:
        """A role noun with the name of somebody whom the atlas has in that country: "l'ancien président américain D. Trump"."""
        at = next((p for p in parts if p.kind == "role"), None)
        people = self._people(parts) if at is not None else ()
        held = self._knowledge.person(people, scene.on) if len(people) > 1 else ()
        codes = {e.code for e, _ in self._owners(tuple(p for p in parts if p is not at))}
        near = tuple(h for h in held if not codes or h.code in codes)
        why = f"role noun '{at.text}', name '{' '.join(people)}'" if at is not None else ""
        return [_holding(h, scene, why) for h in _telling(near)]

    def _role(self, parts: tuple[Part, ...], scene: Scene) -> list[Candidate]:
        """A role noun of a country or body; the noun alone is of the home country where it is an institution."""
        at = next((p for p in parts if p.kind == "role"), None)
        if at is None or at.role is None:
            return []
        own = next((n.entity for n in at.names if n.entity.kind in BODIES), None)
        others = [e for e, _ in self._owners(tuple(p for p in parts if p is not at))]
        if own is not None and all(e.code == own.code for e in others):
            return [_of(own, f"name '{at.text}'")]
        named = [p for p in parts if p.kind == "name" and any(n.entity.kind in BODIES and not n.support for n in p.names)]
        owners = self._owners(tuple(p for p in parts if p is not at)) + [(e, f"'{at.text}'") for e in at.entities]
        if not owners and scene.home and at.role.kind == "institution" and (home := self._knowledge.country(scene.home)):
            owners = [(home, "home country")]
        bodies = [e for e, _ in owners if e.kind in BODIES] if named else []
        return [self._as_role(at.role, e, scene, f"role noun '{at.text}', {why}", bodies) for e, why in owners[:3]] or [
            Candidate(f"role::{at.role.sector}", scene.phrase, "", at.role.sector, why=f"role noun '{at.text}', no country")
        ]

    def _as_role(self, role: RoleNoun, owner: Entity, scene: Scene, why: str, bodies: list[Entity]) -> Candidate:
        sector = role.sector or owner.sector
        if owner in bodies and owner.kind == "group":
            return Candidate(owner.id, owner.name, owner.code, owner.sector or sector, src=owner.src, why=why)
        return Candidate(f"role:{owner.code}:{sector}", scene.phrase, owner.code, sector, src=owner.src, why=why)

    def _named(self, parts: tuple[Part, ...], scene: Scene) -> list[Candidate]:
        """Names and adjectives without a title or role noun; a person is told with the offices of the day."""
        found: list[tuple[bool, Candidate]] = []
        alone, strange = not any(_unknown(p) for p in parts), _strange(parts)
        for part in parts:
            for name in part.names if alone or any(not n.support for n in part.names) else ():
                if not alone and (name.form == "metonym" or name.entity.kind == "city"):
                    continue  # "New | Bern" is elsewhere
                found += [(name.support, c) for c in self._of_name(name, part, scene, strange)]
            found += [(False, self._of_relational(e, part, parts, scene)) for e in part.entities if part.kind == "relational"]
        return [c for _, c in sorted(found, key=lambda f: (f[0], not f[1].identifier_id.startswith("inst:")))]

    def _of_relational(self, entity: Entity, part: Part, parts: tuple[Part, ...], scene: Scene) -> Candidate:
        """A people where the phrase has nothing else, else somebody of that country whom the words do not tell."""
        strange = _strange(parts)
        if strange:
            why = f"'{part.text}' is of {entity.name}; '{strange}' is no role noun that is known"
            return Candidate(f"role:{entity.code}:", scene.phrase, entity.code, "", src=entity.src, why=why)
        if entity.kind == "country" and self._reader.people(part):
            why = f"demonym '{part.text}'"
            return Candidate(f"role:{entity.code}:CVL", scene.phrase, entity.code, "CVL", src=entity.src, why=why)
        return _of(entity, f"adjective '{part.text}'")

    def _of_name(self, name: Name, part: Part, scene: Scene, strange: str) -> list[Candidate]:
        why = f"{name.form} '{part.text}'" + (", needs support" if name.support else "")
        entity = name.entity
        if strange and name.form in ("demonym", "name", "acronym", "variant") and entity.kind in (*STATES, "organisation"):
            why += f"; '{strange}' is no role noun that is known"
            if name.form == "demonym":
                return [Candidate(f"role:{entity.code}:", scene.phrase, entity.code, "", src=entity.src, why=why)]
        if entity.kind == "person":
            held = self._knowledge.terms(entity.id, scene.on)
            return [_holding(h, scene, why) for h in _telling(held)] or [_of(entity, why)]
        if name.form == "demonym" and not strange:
            return [Candidate(f"role:{entity.code}:CVL", scene.phrase, entity.code, "CVL", src=entity.src, why=why)]
        return [_of(entity, why)]

    def _strangers(self, parts: tuple[Part, ...], scene: Scene) -> list[Candidate]:
        """A bare name that the atlas bears in another spelling."""
        words = tuple(p.text for p in parts if _unknown(p) or p.kind == "name")
        if not words:
            return []
        held = self._knowledge.person(words, scene.on)
        ids = {h.entity.id for h in held}
        name = " ".join(words)
        return [
            _holding(h, scene, f"'{name}' in another spelling" + (", needs support" if h.support else ""))
            for h in (held if len(ids) > 1 else _telling(held))
        ]


def _accredited(title: Title, owners: list[tuple[Entity, str]]) -> tuple[Title, list[tuple[Entity, str]]]:
    """ "L'ambassadeur de Russie à l'ONU" is Russia's, not the UN's: the office at a body, and the countries alone."""
    office = next((o for e, _ in owners if (o := ACCREDITED.get((title.office, e.id)))), "")
    senders = [(e, why) for e, why in owners if e.kind in STATES]
    return (msgspec.structs.replace(title, office=office), senders) if office and senders else (title, owners)


def _strange(parts: tuple[Part, ...]) -> str:
    """The words of a phrase in lower case that are not known and too long for an article or preposition."""
    return " ".join(p.text for p in parts if p.kind == "word" and p.text[:1].islower() and len(p.text) > LONGEST_SMALL_WORD)


def _small(part: Part) -> bool:
    """Whether a part is an article or a preposition."""
    return part.kind == "word" and part.text[:1].islower() and len(part.text) <= LONGEST_SMALL_WORD


def _thing(part: Part, *, capitals: bool) -> bool:
    """Whether a part is a longer word that is not known, and no name by its capital."""
    return part.kind == "word" and len(part.text) > LONGEST_SMALL_WORD and (capitals or part.text[:1].islower())


def _unknown(part: Part) -> bool:
    """Whether a part is a word that could be a name and is not known."""
    first = part.text[:1]
    return part.kind == "word" and first.isalpha() and not first.islower() and not HIRAGANA[0] <= first <= HIRAGANA[1]


def _telling(held: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """The terms of the day, else the last one that is over."""
    now = tuple(h for h in held if not h.former)
    return now or held[:1]


def _holding(held: Holding, scene: Scene, why: str, named: str = "") -> Candidate:
    """A term as a candidate; one that is over makes a former official."""
    then = f"; held {held.office} on {scene.on}" if scene.on and not held.former else ""
    over = f"; former {held.office}, until {held.end}" if held.former else ""
    other = f"; the atlas does not have this person as {named}" if named and named != held.office else ""
    return Candidate(
        held.entity.id, held.entity.name, held.code, FORMER if held.former else held.sector, held.office,
        held.start, held.end, held.src, why + then + over + other,
    )  # fmt: skip


def _of(entity: Entity, why: str) -> Candidate:
    sector = entity.sector or ("GOV" if entity.kind == "country" else "")
    return Candidate(entity.id, entity.name, entity.code, sector, entity.office, src=entity.src, why=why)


def _slug(name: str) -> str:
    return "-".join(name.lower().split())
