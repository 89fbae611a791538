"""The documents of a story -> its independent origins: copies, translations and reports of one agency count once."""

from collections.abc import Sequence
from itertools import groupby

from dragoman.values.corpus import Fingerprint, Origin, Source

OVERLAP_MIN = 0.5  # of three-word shingles (Jaccard), for a near copy
LOOSE_MIN, LOOSE_SHARED_MIN = 0.2, 0.6  # for a copy whose sentences were written anew here and there: of shingles, and of the
# different marks of both (real reports of one event: independent ones have .38 and .33, .28 and .50, .11 and .67 at most)
RETOLD_MIN = 0.1  # of shingles, for two renderings of one foreign text: its names in its order, and some of its words; and for
# what an outlet has made of its own report since, with most of its marks
CONTAINED_MIN = 0.7  # of the shorter text's shingles in the longer one, for a shortened copy
SHARED_MIN = 0.55  # of the different marks of both texts that a translation shares with its original (Jaccard)
ALIKE_MIN = 4  # marks that are a translation even without two telling ones, when they are the same in the same order
TELLING_MIN = 2  # of them, at least, that are no country: persons, bodies, places, numbers, days
ORDER_MIN = 0.77  # length of their longest common sequence, as a share of the longer one: every report of one event names
# its persons and places, but tells other things of them (two clusters of real reports: .76 at most, translations .85 and more)
CUT_SHARED_MIN, CUT_ORDER_MIN = 0.75, 0.9  # for a translation that is shortened: of all marks, and of the shorter sequence
CUT_TELLING_MIN = 4  # of a shortened one that repeats no number: all of its marks must then stand in the longer one


def origins(sources: Sequence[Source]) -> tuple[Origin, ...]:
    """The origins, the one with the earliest report first; every document belongs to one."""
    ordered = sorted(sources, key=lambda s: (s.published or "9999", s.id))
    groups: list[list[tuple[Source, str]]] = []
    for source in ordered:
        joined = [(g, reason) for g in groups if (reason := next((r for s, _ in g if (r := copied(source, s))), ""))]
        if not joined:
            groups.append([(source, "")])
            continue
        home = joined[0][0]
        home.append((source, joined[0][1]))
        for other, _ in joined[1:]:  # the new one is a copy of both: they are one
            home += other
            groups.remove(other)
    return tuple(_origin(g) for g in groups)


def _origin(group: list[tuple[Source, str]]) -> Origin:
    members = sorted(group, key=lambda m: (m[0].published or "9999", m[0].id))
    agency = next((s.agency for s, _ in members if s.agency), "")
    why = tuple(dict.fromkeys(reason for _, reason in members if reason))
    lead = members[0][0]
    return Origin("agency" if agency else "outlet", agency or lead.outlet or lead.id, tuple(s.id for s, _ in members), why)


def copied(a: Source, b: Source) -> str:
    """What makes two documents one origin: "same text", "agency", "near copy", "translation"; "" when nothing does."""
    if a.text_sha256 and a.text_sha256 == b.text_sha256:
        return "same text"
    if a.agency and a.agency == b.agency:
        return "agency"
    if a.language == b.language:
        if near(a.fingerprint, b.fingerprint, least=RETOLD_MIN if a.outlet and a.outlet == b.outlet else LOOSE_MIN):
            return "near copy"
        if jaccard(a.fingerprint, b.fingerprint) < RETOLD_MIN:
            return ""
    return "translation" if translated(a.fingerprint, b.fingerprint) else ""


def near(a: Fingerprint, b: Fingerprint, *, least: float = LOOSE_MIN) -> bool:
    """Whether one text is a near copy, a shortened copy or one with sentences written anew of the other.

    `least` is the share of shingles that is left where sentences were written anew; an outlet that brings its own report up
    to date leaves fewer.
    """
    overlap = jaccard(a, b)
    if overlap >= OVERLAP_MIN or (overlap >= least and shared_marks(a, b) >= LOOSE_SHARED_MIN):
        return True
    common = overlap * (a.words + b.words) / (1 + overlap)
    return bool(common) and common / min(a.words, b.words) >= CONTAINED_MIN


def shared_marks(a: Fingerprint, b: Fingerprint) -> float:
    """Share of the different marks of both texts that are in each, 0 to 1; quotations aside, and 0 with fewer than ALIKE_MIN."""
    one, other = set(a.marks) - {"q"}, set(b.marks) - {"q"}
    shared = one & other
    return len(shared) / len(one | other) if len(shared) >= ALIKE_MIN else 0.0


def jaccard(a: Fingerprint, b: Fingerprint) -> float:
    """Estimated share of shingles that two texts have in common, 0 to 1; 0 when one is too short to tell."""
    if not a.minhash or not b.minhash:
        return 0.0
    return sum(x == y for x, y in zip(a.minhash, b.minhash, strict=True)) / len(a.minhash)


def translated(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two texts name the same persons, places, numbers, days, in nearly the same order.

    Two texts that each give numbers, and none in common, are two reports. A text that is much shorter is a translation only
    when it repeats a number, or has nothing of its own among several persons, places and days.
    """
    one, other = set(a.marks) - {"q"}, set(b.marks) - {"q"}
    first, second = _without_repetition(a.marks), _without_repetition(b.marks)
    if first == second and len(first) >= ALIKE_MIN:
        return True
    shared = one & other
    if _telling(shared) < TELLING_MIN or len(shared) < SHARED_MIN * len(one | other):
        return False
    numbers = [{m for m in marks if m[0] == "#"} for marks in (one, other)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return False
    common, lengths = len(common_sequence(first, second)), (len(first), len(second))
    return common >= ORDER_MIN * max(lengths) or _shortened(shared, one | other, common / min(lengths))


def _shortened(shared: set[str], every: set[str], order: float) -> bool:
    """Whether what two texts share, in this order, is enough when one of them is much shorter."""
    if order < CUT_ORDER_MIN or len(shared) < CUT_SHARED_MIN * len(every):
        return False
    return any(m[0] == "#" for m in shared) or (order == 1 and _telling(shared) >= CUT_TELLING_MIN)


def _telling(marks: set[str]) -> int:
    """How many of these are no country."""
    return sum(m[0] in "#@" or ":" in m for m in marks)


def _without_repetition(marks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mark for mark, _ in groupby(marks))


def common_sequence(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    """The longest sequence of marks that both have in this order."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            table[i][j] = table[i + 1][j + 1] + 1 if a[i] == b[j] else max(table[i + 1][j], table[i][j + 1])
    found: list[str] = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append(a[i])
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return tuple(found)
