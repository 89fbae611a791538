"""Tagged words and a position -> what comes next: the verb of the clause that may begin here, where a subject starts."""

from dragoman.clauses.subject_verb.options import Word, says
from dragoman.language.pack import Pack

QUOTES = frozenset("\"“”„«»‘’'")
INSIDE = ("noun", "name", "pron", "num", "det", "adj", "adp", "adv", "part")
"""Parts of speech that stand in a noun phrase with its attributes, or between it and its verb."""


TIME_REACH = 6  # tokens that a time between two commas may have
NAMING = ("name", "noun", "adj", "det")
PRIVATE = ("CVL", "EDU", "LAB", "OPP", "SOC", "REF", "AGR", "REL", "MED", "JRN")  # sectors of people who hold no office


def next_word(words: list[Word], i: int) -> int:
    """The next word that is no adverb and no quotation mark, -1 at the end."""
    return next((k for k in range(i, len(words)) if words[k].pos != "adv" and words[k].text not in QUOTES), -1)


def finite_ahead(words: list[Word], i: int, pack: Pack) -> int:
    """The finite verb of the clause that could begin here: nothing but noun phrases may stand before it; -1 without one.

    A verb right behind "and" goes on with a clause before: "summoned the envoy, Ali Rezaei, and | gave him a note".
    """
    for k in range(i, len(words)):
        word = words[k]
        if word.pos == "verb" and word.finite:
            before = k - 1
            while before > i and words[before].pos == "adv":
                before -= 1  # "and | strongly | protested"
            return -1 if k > i and words[before].pos == "cconj" else k
        if word.text in QUOTES:
            continue
        if word.pos not in INSIDE and not (word.pos == "cconj" and k > i):
            return -1
        if word.pos == "pron" and word.lower in pack.grammar.clauses.relatives and k > i:
            return -1
    return -1


def within_report(words: list[Word], tokens: list[int], finite: int, i: int, pack: Pack) -> bool:
    """Whether only names stand between a verb of saying and the conjunction at `i`: "said | US and British forces must go"."""
    said = words[finite] if finite >= 0 else None
    if said is None or not says(said, pack):
        return False
    between = [words[t] for t in tokens if finite < t < i]
    return bool(between) and all(w.pos in NAMING for w in between) and between[-1].lemma not in pack.grammar.nouns.time


def words_verbless(words: list[Word], tokens: list[int], kind: str) -> bool:
    """Whether a clause without finite verb has its opener but no verb yet ("to | cut", "killing one and | arresting 12")."""
    return kind in ("infinitive", "participle") and not any(words[t].pos == "verb" for t in tokens)


def _joins(words: list[Word], t: int) -> bool:
    """Whether a conjunction stands between two nouns ("US | and | British forces")."""
    around = words[t - 1 : t] + words[t + 1 : t + 2]
    return words[t].pos == "cconj" and len(around) == 2 and all(w.pos in ("name", "noun", "adj", "det", "num") for w in around)


def subject_start(words: list[Word], tokens: list[int], finite: int, i: int, pack: Pack) -> int:
    """First token of the noun phrase, with its attributes, that stands before the verb at `i` and behind the one at `finite`.

    The verb itself where it is one of saying and its subject follows.
    """
    if said_by_next(words, i, pack):
        return i
    start, t, mine = i, i - 1, set(tokens)
    while t in mine and t > finite and (words[t].pos in INSIDE or _joins(words, t)):
        opens = words[t].pos in ("det", "pron") or (t - 1 not in mine) or words[t - 1].pos in ("verb", "adp")
        if words[t].pos not in ("adp", "adv", "part") and opens and (t - 1 not in mine or words[t - 1].pos != "adp"):
            start = t
            if words[t - 1].pos not in ("noun", "name", "pron") or words[t].pos in ("det", "pron"):
                return start
        t -= 1
    return start if start < i else max(t + 1, finite + 1)


def of_opening_infinitive(words: list[Word], tokens: list[int], start: int, pack: Pack) -> bool:
    """Whether a noun phrase right behind an infinitive that opens the sentence is its object and no subject of what follows."""
    verbs, led = [t for t in tokens if words[t].pos == "verb"], tokens[:1] == [0] and words[0].pos == "adp"
    if not pack.grammar.shape.pro_drop or not led or len(verbs) != 1 or verbs[0] != start - 1:
        return False
    forms = words[verbs[0]].forms
    return all(f.kind == "inf" for f in forms) and not any(f.lemma in pack.grammar.verbs.intransitive for f in forms)


def people_asking(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a participle of asking stands right behind the people who ask: "fired at students | demanding elections".

    Of officials the sentence's subject may ask: "wrote to ministers | urging them to act".
    """
    noun = words[i - 1].noun if i and words[i - 1].pos == "noun" else None
    role = pack.roles.by_lemma.get(noun.lemma) if noun is not None and noun.number == "p" else None
    asks = any(f.kind == "part1" and pack.speech.stance.get(f.lemma) == "demands" for f in words[i].forms)
    return asks and role is not None and role.kind in ("person", "group") and role.sector in PRIVATE


def takes_infinitive(word: Word, pack: Pack) -> bool:
    """Whether a bare infinitive belongs to the verb before it: a modal, a future, a causative."""
    verbs = pack.grammar.verbs
    lemmas = word.lemmas
    return bool(lemmas & {*pack.grammar.modals, *verbs.future, *verbs.causative}) or any(
        len(p) == 1 and p[0] in lemmas for p in verbs.prospective
    )


def prospective(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether an infinitive belongs to the verb group before it ("is to | visit", "has to | leave", "va a | visitar")."""
    near = [w for w in words[max(i - 4, 0) : i] if w.pos != "adv"]
    for lemmas in pack.grammar.before_infinitives:
        tail = near[-len(lemmas) :]
        if (
            len(tail) == len(lemmas)
            and all(p in w.lemmas | {w.lower, w.lemma} for p, w in zip(lemmas, tail, strict=True))
            and tail[0].pos == "verb"
        ):
            return True
    return False


def proclitics(words: list[Word], infinitive: int, pack: Pack) -> int:
    """How many pronouns lean on the infinitive behind them: "se rendre", "le leur dire"."""
    count = 0
    while count < infinitive:
        word = words[infinitive - count - 1]
        oblique = bool(word.feats) and all(f[0] != "n" for f in word.feats)
        if word.pos != "pron" or not (oblique or word.lower in pack.grammar.verbs.reflexive):
            break
        count += 1
    return count


def led_by(words: list[Word], infinitive: int, pack: Pack) -> int:
    """How many pronouns and words of negation stand right before an infinitive and belong to it: "ne pas | se rendre"."""
    count = proclitics(words, infinitive, pack)
    while count < infinitive and words[infinitive - count - 1].lower in pack.grammar.clauses.negators:
        count += 1
    return count


def of_one_tense(words: list[Word], following: Word, host: int, clauses: list[tuple[int, int]]) -> int:
    """The clause that a further verb goes on with: the nearest around it whose verb has its tense, else the nearest.

    `clauses` are finite token and parent of each, -1 for none.
    """
    wanted, at = {(f.tense, f.mood) for f in following.forms if f.kind == "fin"}, host
    while at >= 0:
        finite, parent = clauses[at]
        if finite >= 0 and wanted & {(f.tense, f.mood) for f in words[finite].forms if f.kind == "fin"}:
            return at
        at = parent
    return of_one_mood(words, following, host, clauses)


def of_one_mood(words: list[Word], following: Word, host: int, clauses: list[tuple[int, int]]) -> int:
    """The nearest clause around whose verb has the mood of a further one: "negó que hubiera atacado y | reprendió a X"."""
    wanted, at = {f.mood for f in following.forms if f.kind == "fin"}, host
    while at >= 0:
        finite, parent = clauses[at]
        if finite >= 0 and wanted & {f.mood for f in words[finite].forms if f.kind == "fin"}:
            return at
        at = parent
    return host


def said_above(words: list[Word], following: Word, tokens: list[int], finite: int, above: int, pack: Pack) -> bool:
    """Whether a further verb of saying goes on with the one above: "said | the detention was wrong and | demanded a reply".

    What is said has a deed or another thing said as its subject, which says nothing itself, or is set before it in time
    ("denied that troops | had | attacked and | said"); `above` is the verb above, or -1.
    """
    subject = next((words[t] for t in reversed(tokens) if t < finite and words[t].pos in ("noun", "name", "pron")), None)
    if above < 0 or subject is None or subject.pos != "noun" or not (says(following, pack) and says(words[above], pack)):
        return False
    earlier = pack.grammar.shape.compounds and pack.grammar.verbs.have in words[finite].lemmas
    mute = earlier or subject.lemma in pack.triggers.nouns or subject.lemma in pack.speech.phrases.nouns
    tenses = [{(f.tense, f.mood) for f in w.forms if f.kind == "fin"} for w in (following, words[above])]
    return mute and bool(tenses[0] & tenses[1])


def last_nominal(words: list[Word], i: int) -> int:
    """The noun that a relative clause at `i` belongs to: the last one before it, a comma between allowed; -1 without one."""
    for t in range(i - 1, -1, -1):
        word = words[t]
        if word.pos in ("noun", "name") or (word.pos == "pron" and t < i - 1):
            return t
        if word.pos not in ("punct", "adp", "adj", "num", "adv", "det", "pron"):
            return -1
    return -1


def leads_headline(word: Word, pack: Pack) -> bool:
    """Whether a first word is a participle that is the verb of a headline: "Detenido en Barcelona un presunto yihadista"."""
    return pack.grammar.shape.headline_participle and word.pos == "verb" and "part2" in word.kinds


def participle_first(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a participle opens the sentence, before a comma and its subject: "| Reçu à Paris par le président, X a ..."."""
    if not pack.grammar.shape.adjectives_after or "part2" not in words[i].kinds:
        return False
    comma = next((t for t in range(i + 1, len(words)) if words[t].text in ",;:."), -1)
    if comma < 0 or words[comma].text != "," or any(w.pos == "verb" and w.finite for w in words[i:comma]):
        return False
    return finite_ahead(words, comma + 1, pack) >= 0


def initial(words: list[Word], i: int) -> bool:
    """Whether a full stop belongs to the first letter of a name: "K | . | Sharma Oli"."""
    letter, upcoming = (words[i - 1].text if i else ""), (words[i + 1].text if i + 1 < len(words) else "")
    return words[i].text == "." and len(letter) == 1 and letter.isupper() and upcoming[:1].isupper()


def shares_helper(words: list[Word], tokens: list[int], i: int, pack: Pack) -> int:
    """The conjunction behind which a participle has a subject of its own and the auxiliary of before; 0 where it has none.

    "Deux soldats ont été tués | et | trois rebelles neutralisés".
    """
    joint = next((t for t in reversed(tokens) if words[t].pos in ("cconj", "verb")), -1)
    mine = list(range(joint + 1, i))
    if joint < 1 or words[joint].pos != "cconj" or not mine or not set(mine) <= set(tokens):
        return 0
    passive = [words[t] for t in tokens if t < joint and words[t].pos == "verb"]
    helped = any(w.lemmas & {pack.grammar.verbs.be, *pack.grammar.verbs.passive} for w in passive)
    headed = len(passive) == 1 and "part2" in passive[0].kinds and "fin" not in passive[0].kinds
    subject = all(words[t].pos in INSIDE for t in mine) and words[mine[0]].pos in ("det", "num", "noun", "name", "adj")
    return joint if subject and passive and "part2" in passive[-1].kinds and (helped or headed) else 0


def _beside_time(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a comma opens or closes nothing but a time between two commas: "ont été tués | , | lundi | , | lors d'une ..."."""
    if not pack.grammar.shape.adjectives_after:
        return False
    return _time_only(words, i + 1, 1, pack) or _time_only(words, i - 1, -1, pack)


def _time_only(words: list[Word], start: int, step: int, pack: Pack) -> bool:
    seen, at = False, start
    while 0 <= at < len(words) and abs(at - start) <= TIME_REACH:
        word = words[at]
        if word.text == ",":
            return seen
        time = word.lemma in pack.grammar.nouns.time
        if not time and word.pos not in ("num", "det", "adv") and not (word.pos == "adp" and seen == (step > 0)):
            return False
        seen, at = seen or time, at + step
    return False


def closes_nothing(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a comma stands beside a time, or before a relative pronoun: "le ministre français, | qui lui a signifié"."""
    if _beside_time(words, i, pack):
        return True
    upcoming = words[i + 1] if i + 1 < len(words) else None
    relative = upcoming is not None and upcoming.pos == "pron" and upcoming.lower in pack.grammar.clauses.relatives
    return relative and i > 0 and words[i - 1].pos in ("noun", "name", "adj")


def said_by_next(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a verb of saying stands before its subject: "... dans le nord | a indiqué le ministre"."""
    verbs = [w for w in words[i : i + 3] if w.pos == "verb"]
    upcoming = next((w for w in words[i + 1 :] if w.pos not in ("verb", "adv") and w.lemma not in pack.grammar.nouns.time), None)
    turned = upcoming is not None and upcoming.pos in ("det", "name", "noun")
    return pack.grammar.shape.inversion and not pack.grammar.shape.pro_drop and turned and any(says(w, pack) for w in verbs)


def by_somebody(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether the doer of a participle follows soon: "une mesure prise la veille par l'Algérie"."""
    for word in words[i + 1 : i + 5]:
        if word.options[0] in ("verb", "punct", "sconj"):
            return False
        if word.lower in pack.grammar.verbs.agent:
            return True
    return False


def of_deed(word: Word, last: Word, pack: Pack) -> bool:
    """Whether a participle that is no finite form says more about the noun right before it ("l'attaque | menée dimanche")."""
    free = pack.grammar.shape.adjectives_after and last.pos == "noun" and "fin" not in word.kinds
    return free and any(o.doer for f in word.forms for o in pack.modality.operators.get(f.lemma, ()))


def said_of(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a participle that also names people stands right behind a name or noun: "un opposant | condamné à mort"."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    goes_on = upcoming is not None and upcoming.options[0] == "adp" and upcoming.lower not in pack.grammar.shape.genitive
    noun = pack.words.noun(words[i].text)
    people = noun is not None and noun.lemma in pack.roles.by_lemma
    return people and goes_on and pack.grammar.shape.adjectives_after and "fin" not in words[i].kinds


def bare_infinitive(word: Word, last: Word, pack: Pack) -> bool:
    """Whether a word that may be an infinitive only stands behind an adposition that takes one."""
    return last.lemma in pack.grammar.shape.infinitive_adpositions and all(f.kind == "inf" for f in word.forms)


def meant(words: list[Word], i: int, last: int, pack: Pack) -> int:
    """The noun that a relative clause belongs to, -1 where a pronoun takes up the whole clause (", lo | que dejó")."""
    neuter = i > 0 and words[i - 1].pos == "pron" and words[i - 1].lower not in pack.grammar.definite
    return -1 if neuter else last
