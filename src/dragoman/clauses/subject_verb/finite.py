"""Tagged words -> which verbs are finite, which participles are adjectives, which adpositions open a clause."""

from itertools import pairwise

from dragoman.clauses.subject_verb.neighbours import before, parted_helper
from dragoman.clauses.subject_verb.options import Word
from dragoman.language.pack import Pack

NOMINAL = ("noun", "name", "pron", "det", "num", "adj")


def settle(words: list[Word], pack: Pack) -> None:
    """Sets `finite` of verbs, and turns participles into adjectives and adpositions into conjunctions where they are these."""
    for i, word in enumerate(words):
        if word.pos == "verb":
            _verb(words, i, pack)
            if _planned(words, i, pack):
                word.pos, word.finite = "part", False
    for i, word in enumerate(words):
        weak = word.pos == "adp" and not word.joined and word.lower in pack.grammar.clauses.weak_subordinators
        if weak and _opens_clause(words, i, pack):
            word.pos, word.lemma = "sconj", word.lower
        elif word.pos == "sconj" and _only_compares(words, i, pack):
            word.pos = "adp"


def _only_compares(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a word of comparison has no clause: "Les syndicats, | comme le SNE, ...", "vu | comme un affront, ..."."""
    clauses = pack.grammar.clauses
    compares = not words[i].joined and words[i].lower in clauses.comparators & clauses.weak_subordinators
    upcoming = words[i + 1] if i + 1 < len(words) else None
    return compares and i > 0 and upcoming is not None and upcoming.pos in NOMINAL and not _opens_clause(words, i, pack)


def _planned(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a participle ends a phrase that makes an infinitive future ("tiene | previsto | reunirse")."""
    last = before(words, i)
    lemmas = {f.lemma for f in last.forms} if last is not None and last.pos == "verb" else set()
    return any(len(p) == 2 and p[0] in lemmas and p[1] == words[i].lower for p in pack.grammar.verbs.prospective)


def _verb(words: list[Word], i: int, pack: Pack) -> None:
    word = words[i]
    kinds = word.kinds
    last = before(words, i)
    if "part2" in kinds or "part1" in kinds:
        upcoming = words[i + 1] if i + 1 < len(words) else None
        able = last is not None and last.pos in ("det", "adj", "num", "adp", "cconj") and not _clearly_finite(words, i, pack)
        able = able and not _floats(words, i, last, pack)
        if last is None and not pack.grammar.shape.adjectives_after and _opening(words, i, kinds):
            word.pos = "adj"
            return
        if able and last is not None and _attributive(words, i, last, upcoming, pack, kinds):
            word.pos = "adj"
            return
    if "fin" not in kinds:
        return
    if kinds == {"fin"}:
        word.finite = True
        return
    helper = parted_helper(words, i, pack) or last
    if helper is not None and helper.pos == "verb" and _helps(helper, kinds, pack):
        return
    particle = pack.grammar.verbs.particle_infinitive
    if "inf" in kinds and last is not None and particle and _after(words, i, particle):
        return
    if "inf" in kinds and last is not None and (last.pos == "adp" or (not pack.grammar.shape.compounds and last.pos == "verb")):
        return
    word.finite = not ("part2" in kinds and _reduced(words, i, pack))


def _floats(words: list[Word], i: int, last: Word | None, pack: Pack) -> bool:
    """Whether a word that counts the subject stands between "be" and its participle: "han sido | todos | liberados"."""
    grammar = pack.grammar
    if last is None or last.pos != "det" or last.lower not in grammar.pronouns or last.lower in grammar.definite:
        return False
    return i > 1 and words[i - 2].pos == "verb" and bool(words[i - 2].lemmas & {grammar.verbs.be, grammar.verbs.have})


def _clearly_finite(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a form that may be a participle is none: of "have" and "be", and behind the day of a month ("on May 15 | met")."""
    verbs = pack.grammar.verbs
    dated = i > 1 and words[i - 1].pos == "num" and words[i - 2].lemma in pack.grammar.nouns.time
    return dated or any(f.lemma in (verbs.have, verbs.be) for f in words[i].forms)


def _opening(words: list[Word], i: int, kinds: frozenset[str]) -> bool:
    """A participle that opens a sentence in front of its noun: "Ousted president ...", "Newly appointed minister ..."."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    rest = next((w for w in words[i + 1 :] if w.pos == "verb" or w.text == ","), None)
    return (
        "part2" in kinds
        and upcoming is not None
        and upcoming.pos in ("noun", "name", "adj")
        and rest is not None
        and rest.pos == "verb"
    )


def _after(words: list[Word], i: int, particle: str) -> bool:
    last = next((w for w in reversed(words[:i]) if w.pos != "adv"), None)
    return last is not None and last.lower == particle and last.pos == "part"


def _attributive(words: list[Word], i: int, last: Word, upcoming: Word | None, pack: Pack, kinds: frozenset[str]) -> bool:
    """A participle inside a noun phrase: "the captured soldiers", "killed and wounded civilians"."""
    if upcoming is None or upcoming.pos not in ("noun", "name", "adj"):
        return pack.grammar.shape.adjectives_after and last.pos == "det"
    if pack.grammar.shape.adjectives_after and last.pos != "det" and upcoming.lemma in pack.grammar.nouns.time:
        return False  # "Trois soldats maliens | tués lundi"
    if last.pos == "adp":
        return kinds == {"part2"} or ("part2" in kinds and "fin" in kinds)
    if last.pos == "cconj":
        return i > 1 and words[i - 2].pos == "adj" and not _predicated(words, i - 2, pack)
    return True


def _predicated(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether an adjective is what somebody is, no part of a noun phrase: "the claim was | baseless and urged Kyiv"."""
    last = next((w for w in reversed(words[:i]) if w.pos != "adv"), None)
    return last is not None and last.pos == "verb" and pack.grammar.verbs.be in last.lemmas


def _helps(last: Word, kinds: frozenset[str], pack: Pack) -> bool:
    """Whether the verb before is an auxiliary that takes this form."""
    verbs, lemmas = pack.grammar.verbs, last.lemmas
    if lemmas & {verbs.have, verbs.be, *verbs.passive} and kinds & {"part2", "part1"}:
        return True
    return bool(lemmas & {*pack.grammar.modals, *verbs.future, *verbs.support, *verbs.causative}) and "inf" in kinds


def _reduced(words: list[Word], i: int, pack: Pack) -> bool:
    """A participle that shortens a relative clause: "troops backed by Russia attacked", "the man arrested on Monday was"."""
    last = words[i - 1] if i else None
    upcoming = words[i + 1] if i + 1 < len(words) else None
    done = upcoming is not None and upcoming.pos == "adp" and upcoming.lemma in pack.grammar.verbs.agent
    if last is not None and last.text == "," and i > 1 and words[i - 2].pos in ("noun", "name") and done:
        return True  # "the deal, | brokered by Oman, ..."
    if last is None or last.pos not in ("noun", "name"):
        return False
    if any(f.lemma in pack.grammar.verbs.intransitive for f in words[i].forms):
        return False
    if _too_many(words, i, pack):
        return True
    if last.lemma in pack.grammar.nouns.time:
        return False
    return done or _verb_follows(words, i, pack) or (upcoming is not None and upcoming.pos == "adp" and _asked(words, i, pack))


def _asked(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the last verb before asks for something: "demanded the release of a priest | held in Iran", not that he held."""
    verb = next((k for k in range(i - 1, -1, -1) if words[k].pos == "verb"), -1)
    opened = any(w.pos in ("sconj", "cconj", "punct") for w in words[verb + 1 : i])
    operators = (o for lemma in words[verb].lemmas for o in pack.modality.operators.get(lemma, ()))
    return verb >= 0 and not opened and words[verb].finite and any(o.status == "called_for" for o in operators)


def _verb_follows(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether only adverbials part a participle from the finite verb of its clause: "the man arrested | on Monday | was ..."."""
    under = False  # an adposition that waits for its noun
    for k, word in enumerate(words[i + 1 :], i + 1):
        if word.pos == "adp":
            under = True
        elif word.pos in NOMINAL and not under:
            return False
        elif word.pos == "verb":
            return all(f.kind == "fin" for f in word.forms) or _auxiliary(word, pack)
        elif word.text == ",":
            return _in_parenthesis(words, i, k)
        elif word.pos in ("sconj", "cconj", "part") or word.text in ";:—":
            return False
        if word.pos in ("noun", "name", "pron") and k + 1 < len(words) and words[k + 1].pos not in ("noun", "name", "adj"):
            under = False
    return False


def _auxiliary(word: Word, pack: Pack) -> bool:
    """Whether a word can be the finite verb of helping: "Americans held in Iran | have | been released"."""
    verbs = pack.grammar.verbs
    return "fin" in word.kinds and bool(word.lemmas & {verbs.be, verbs.have, *verbs.future, *pack.grammar.modals})


def _in_parenthesis(words: list[Word], i: int, comma: int) -> bool:
    """Whether a participle stands in a remark between commas behind which the verb comes: ", in a note | sent today, said"."""
    opens = next((k for k in range(i - 1, -1, -1) if words[k].text == "," or words[k].pos == "verb"), -1)
    resumes = next((w for w in words[comma + 1 :] if w.pos != "adv"), None)
    remark = opens > 0 and words[opens].text == "," and words[opens + 1].pos == "adp" and words[opens - 1].pos in NOMINAL
    return remark and resumes is not None and resumes.pos == "verb" and any(f.kind == "fin" for f in resumes.forms)


def _too_many(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the clause has its finite verb already, and that is none of saying: "hosted a meeting | aimed at peace"."""
    for word in reversed(words[:i]):
        if word.text in ",;:—–(" or word.pos in ("sconj", "cconj") or word.lower in pack.grammar.clauses.relatives:
            return False
        weak = word.pos == "adp" and not word.joined and word.lower in pack.grammar.clauses.weak_subordinators
        if weak and _acts_on(words, i, pack):
            return False  # "raised the alarm after the envoy | accused the army"
        if word.pos == "verb" and word.finite:
            return not any(f.lemma in pack.speech.stance or f.lemma == pack.grammar.verbs.be for f in word.forms)
    return False


def _acts_on(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether an object stands right behind a verb, as behind no shortened passive."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    nominal = upcoming is not None and upcoming.pos in ("det", "name", "pron", "num", "noun")
    return nominal and upcoming is not None and upcoming.lemma not in pack.grammar.nouns.time and pack.grammar.shape.compounds


def _opens_clause(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a subject and its finite verb follow before the clause can end ("after talks failed")."""
    seen = False
    for last, word in pairwise(words[i:]):
        if word.text in ",;:.!?—–(" or word.pos == "sconj":
            return False
        if word.pos == "pron" and word.lower in pack.grammar.clauses.relatives:
            return False  # "tras un ataque en el | que | murieron diez soldados"
        if last.pos == "cconj" and word.pos == "verb":
            return False  # "calificó la acción como una amenaza y | pidió"
        if word.pos == "part" and seen and word.lower not in pack.grammar.shape.possessive:
            return False
        if word.pos == "verb":
            return seen and word.finite
        if word.pos == "cconj" and not seen:
            return False
        seen = seen or word.pos in ("noun", "name", "pron")
    return False
