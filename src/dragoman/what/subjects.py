"""A clause -> the phrases that do what it tells: its own subject, an antecedent, whoever controls an infinitive."""

from dragoman.language.pack import Pack
from dragoman.values.syntax import Clause, Phrase, Sentence


def subjects(sentence: Sentence, index: int, pack: Pack) -> list[int]:
    """Indices of the subject phrases of a clause: its own, else its antecedent's, its controller's, or the clause's before."""
    clause = sentence.clauses[index]
    own = [i for i in clause.phrases if sentence.phrases[i].slot == "subject"]
    if own:
        head = sentence.tokens[sentence.phrases[own[0]].head]
        if clause.kind == "relative" and head.text.lower() == clause.opener and clause.antecedent >= 0:
            return _antecedent(sentence, clause, pack)
        if clause.verb is not None and sentence.phrases[own[0]].head == clause.verb.finite and issued(sentence, clause, pack):
            return subjects(sentence, clause.parent, pack)  # "un comunicado en el que | condena"
        return _unsaid_plural(sentence, index, pack) or own
    if clause.kind == "infinitive" and clause.parent >= 0:
        return _named_doer(sentence, clause, pack) or _held(sentence, clause, pack) or _controller(sentence, clause, pack)
    if clause.kind == "participle":
        return _participle_subject(sentence, clause, pack)
    if told := _told_between(sentence, index, pack):
        return told
    if clause.kind in ("main", "relative", "subordinate"):
        first = sentence.tokens[clause.tokens[0]]
        before = next((i for i in range(index - 1, -1, -1) if sentence.clauses[i].kind == clause.kind), -1)
        listed = pack.grammar.order == "subject-verb" and clause.verb is not None and clause.verb.finite == clause.tokens[0]
        lent = clause.verb is not None and 0 <= clause.verb.finite < clause.tokens[0]  # "hat A durchsucht, | B verhört und ..."
        if before >= 0 and (first.pos == "cconj" or listed or lent):
            return subjects(sentence, _beyond_report(sentence, index, before, pack), pack)
    return []


def _beyond_report(sentence: Sentence, index: int, before: int, pack: Pack) -> int:
    """The clause that a clause goes on from: over a report, whose mood is another ("erklärte, A sei krank, | und forderte")."""
    clauses = sentence.clauses
    moods = [c.verb.mood if c.verb is not None else "" for c in clauses]
    if pack.grammar.order != "verb-second" or moods[index] != "indicative" or not moods[before].startswith("subjunctive"):
        return before
    alike = (i for i in range(before - 1, -1, -1) if clauses[i].kind == clauses[index].kind and moods[i] == "indicative")
    return next(alike, before)


def _told_between(sentence: Sentence, index: int, pack: Pack) -> list[int]:
    """Whoever a report goes on about behind a relative clause: "say | two engineers | , who were lost, | have been freed"; []."""
    clause, before = sentence.clauses[index], sentence.clauses[index - 1] if index else None
    if before is None or before.kind != "relative" or clause.kind != "subordinate" or clause.verb is None or clause.opener:
        return []
    above = sentence.clauses[before.parent].verb if before.parent >= 0 else None
    says = above is not None and above.lemma in pack.speech.stance and sentence.tokens[clause.tokens[0]].pos == "verb"
    held = sentence.phrase_at(before.antecedent) if says and pack.grammar.order == "subject-verb" else -1
    return [held] if held >= 0 and sentence.phrases[held].slot == "object" else []


def _unsaid_plural(sentence: Sentence, index: int, pack: Pack) -> list[int]:
    """The subject with which a plural verb without one goes on: "Los rebeldes entraron en la ciudad, donde | mataron ..."; [].

    Not where the verb above accuses: "denunciaron que | detuvieron a dos estudiantes" leaves the doers unsaid.
    """
    clause = sentence.clauses[index]
    own = next(sentence.phrases[i] for i in clause.phrases if sentence.phrases[i].slot == "subject")
    if not pack.grammar.shape.pro_drop or clause.verb is None or own.head != clause.verb.finite:
        return []
    forms = pack.words.verb(sentence.tokens[own.head].text.lower())
    above = clause.parent if clause.parent >= 0 else index - 1
    if (
        above < 0
        or _opens(sentence, above, index)
        or {f.number for f in forms if f.kind == "fin"} != {"p"}
        or _accuses(sentence, above, pack)
    ):
        return []
    found = subjects(sentence, above, pack)
    heads = [sentence.phrases[i] for i in found[:1]]
    return found if all(p.number == "p" and sentence.tokens[p.head].pos in ("noun", "name") for p in heads) else []


def _opens(sentence: Sentence, lower: int, upper: int) -> bool:
    """Whether a clause is part of another one, at any depth: the participle that opens it ("Siendo pocos, | entraron")."""
    seen = 0
    while lower >= 0 and lower != upper and seen < len(sentence.clauses):
        lower, seen = sentence.clauses[lower].parent, seen + 1
    return lower == upper


def _accuses(sentence: Sentence, index: int, pack: Pack) -> bool:
    verb = sentence.clauses[index].verb
    return verb is not None and any(e.event == "ACCUSE" for e in pack.triggers.verbs.get(verb.lemma, ()))


def _participle_subject(sentence: Sentence, clause: Clause, pack: Pack) -> list[int]:
    """The noun right before a participle, else the subject of the clause that a gerund goes with.

    Of "to discuss obstacles | threatening the truce" it is the noun, of "described it | as hitting ships" nobody.
    """
    if clause.antecedent >= 0:
        return _antecedent(sentence, clause, pack)
    if texts := _in_text(sentence, clause, pack):
        return texts
    above = sentence.clauses[clause.parent] if clause.parent >= 0 else None
    if above is None or (clause.opener in pack.grammar.clauses.comparators and above.verb is not None):
        return []
    if clause.opener in pack.modality.adpositions.aim or _of_object(clause, above, pack):  # "blacklisted firms | for supplying"
        blamed = [i for i in above.phrases if sentence.phrases[i].slot == ("object" if _active(above) else "subject")]
        taken = any(sentence.tokens[sentence.phrases[i].head].lemma in pack.grammar.nouns.steps for i in blamed)
        blamed = subjects(sentence, clause.parent, pack) if taken and _active(above) else blamed
        if blamed:
            return blamed
    first = clause.tokens[0]
    behind = sentence.tokens[first].pos == "verb" and sentence.tokens[first - 1].pos in ("noun", "name")
    if behind and (own := _absolute(sentence, first - 1, pack)):
        return own
    if mourned := _deed_of_victims(sentence, clause, above, pack):
        return mourned
    if above.kind == "infinitive" and behind and pack.grammar.shape.compounds:
        return _held_at(sentence, first - 1)
    return subjects(sentence, clause.parent, pack)


def _in_text(sentence: Sentence, clause: Clause, pack: Pack) -> list[int]:
    """The text right before a participle that says what is in it: "vetoed | a resolution | demanding a truce"; else []."""
    held = sentence.phrase_at(clause.tokens[0] - 1) if clause.tokens[0] and not clause.opener else -1
    text = held >= 0 and _is_text(sentence, held, pack) and sentence.phrases[held].end == clause.tokens[0]
    return [held] if text and _active(clause) and not issued(sentence, clause, pack) else []


def _is_text(sentence: Sentence, index: int, pack: Pack) -> bool:
    return sentence.tokens[sentence.phrases[index].head].lemma in pack.speech.phrases.documents


def _text_above(sentence: Sentence, index: int, pack: Pack) -> list[int]:
    """The text that a phrase hangs on: "a resolution against | Syria | , which called for sanctions"; [] without one."""
    above = sentence.phrases[index].parent
    while above >= 0 and not _is_text(sentence, above, pack):
        above = sentence.phrases[above].parent
    return [above] if above >= 0 else []


def _deed_of_victims(sentence: Sentence, clause: Clause, above: Clause, pack: Pack) -> list[int]:
    """The deed that a verb of blame is about, whose harm a gerund tells: "condemned an attack in Kidal, | killing two"."""
    blames = above.verb is not None and any(e.event == "ACCUSE" for e in pack.triggers.verbs.get(above.verb.lemma, ()))
    operators = pack.modality.operators.get(clause.verb.lemma, ()) if clause.verb is not None else ()
    harms = any(o.status == "occurred" and "subject" in o.slot for o in operators)
    if not (blames and harms) or clause.opener or not _active(clause):
        return []
    acted_upon = [i for i in above.phrases if sentence.phrases[i].slot == "object"]
    return [i for i in acted_upon if sentence.tokens[sentence.phrases[i].head].lemma in pack.triggers.nouns]


def _of_object(clause: Clause, above: Clause, pack: Pack) -> bool:
    """Whether a gerund tells what the one does whom the verb acts upon: "accused Libya | of bombing a ship"."""
    lemma = above.verb.lemma if above.verb is not None else ""
    known = lemma in pack.triggers.verbs or lemma in pack.modality.operators
    return known and clause.opener in pack.grammar.shape.gerund_of_object


def _absolute(sentence: Sentence, token: int, pack: Pack) -> list[int]:
    """The phrase with a participle of its own that ends at a token: "ended | with both sides | signing an accord"; else []."""
    held = sentence.phrase_at(token)
    first = sentence.phrases[held].conjunct if held >= 0 and sentence.phrases[held].conjunct >= 0 else held
    return [first] if first >= 0 and sentence.phrases[first].adp in pack.grammar.shape.absolute else []


def _active(clause: Clause) -> bool:
    return clause.verb is not None and clause.verb.voice == "active"


def issued(sentence: Sentence, clause: Clause, pack: Pack) -> bool:
    """Whether a clause says what is in a text that the clause above issues: "adopted a resolution | that calls for a truce"."""
    noun = clause.tokens[0] - 1 if clause.kind == "participle" and clause.antecedent < 0 else clause.antecedent
    while noun > 0 and clause.kind == "participle" and sentence.tokens[noun].lemma in pack.grammar.nouns.time:
        noun -= 1  # "released a report Tuesday | accusing the army"
    held = sentence.phrase_at(noun) if noun >= 0 and clause.parent >= 0 else -1
    above = sentence.clauses[clause.parent].verb if held >= 0 else None
    text = held >= 0 and sentence.tokens[sentence.phrases[held].head].lemma in pack.speech.phrases.documents
    return above is not None and text and above.lemma in pack.speech.phrases.issuing


def _antecedent(sentence: Sentence, clause: Clause, pack: Pack) -> list[int]:
    """The phrase a clause says more about; of a noun and its place ("a bombing in Baghdad | that killed") it is the noun."""
    found = sentence.phrase_at(clause.antecedent)
    if issued(sentence, clause, pack):
        return subjects(sentence, clause.parent, pack)
    if found < 0 or pack.grammar.order != "subject-verb":
        return _held_at(sentence, clause.antecedent)
    phrase, verb = sentence.phrases[found], clause.verb
    if phrase.adp and phrase.slot != "genitive" and (text := _text_above(sentence, found, pack)):
        return text
    if sentence.tokens[clause.tokens[0] - 1].text == "," and phrase.adp not in pack.modality.adpositions.inside:
        return _held_at(sentence, clause.antecedent)
    operators = pack.modality.operators.get(verb.lemma, ()) if verb is not None else ()
    if verb is not None and verb.voice == "active" and any(o.status == "occurred" and "subject" in o.slot for o in operators):
        return _deed_above(sentence, found, pack) or [found]  # "un ataque contra Israel | que dejó diez muertos"
    place = phrase.adp in pack.modality.adpositions.place and sentence.tokens[phrase.head].pos == "name"
    return [phrase.parent] if place and phrase.parent >= 0 else [found]


def _deed_above(sentence: Sentence, index: int, pack: Pack) -> list[int]:
    """The phrase that names a deed, at this one or above it, as a list of one index; [] without one."""
    phrases, tokens = sentence.phrases, sentence.tokens
    while index >= 0:
        if tokens[phrases[index].head].lemma in pack.triggers.nouns:
            return [index]
        index = phrases[index].parent
    return []


def _named_doer(sentence: Sentence, clause: Clause, pack: Pack) -> list[int]:
    """Whoever an infinitive names as its own doer: "the need for | the parties | to cease fire", where languages do so."""
    first = next((t for t in clause.tokens if sentence.tokens[t].pos == "part"), -1)
    if first < 0 or pack.grammar.order != "subject-verb":
        return []
    time = pack.grammar.nouns.time
    doers = [i for i, p in enumerate(sentence.phrases) if p.end == first and p.adp in pack.modality.adpositions.aim]
    return [i for i in doers if sentence.tokens[sentence.phrases[i].head].lemma not in time]


def _held(sentence: Sentence, clause: Clause, pack: Pack) -> list[int]:
    """The noun right before a passive infinitive ("the summit | to be held in May"), where order shows it; else []."""
    first = clause.tokens[0]
    passive = clause.verb is not None and clause.verb.voice == "passive" and pack.grammar.order == "subject-verb"
    above = sentence.clauses[clause.parent].verb
    noun = first > 0 and sentence.tokens[first - 1].pos in ("noun", "name")
    asks = above is not None and any(o.status == "called_for" for o in pack.modality.operators.get(above.lemma, ()))
    return _held_at(sentence, first - 1) if passive and noun and not asks else []


def noun_over(sentence: Sentence, clause: Clause, pack: Pack) -> int:
    """The phrase of the noun that an infinitive hangs on ("Turkey's | decision | to send troops"), -1 without one.

    Only nouns that say what the deed is (a plan, a refusal, a step); between the two there may be the noun's own attributes.
    """
    first = clause.tokens[0]
    verbs = ("verb",) if pack.grammar.order == "verb-second" else ()  # "hat As Plan | kritisiert |, zu"
    between = ("punct", "adj", *verbs)
    for i in range(len(sentence.phrases) - 1, -1, -1):
        phrase = sentence.phrases[i]
        lemma = sentence.tokens[phrase.head].lemma
        if phrase.end > first or not (pack.modality.nouns.effect(lemma) or lemma in pack.grammar.nouns.steps):
            continue
        own = {t for k, p in enumerate(sentence.phrases) if sentence.descends(k, i) for t in range(p.start, p.end)}
        own |= _dated(sentence, phrase.end, first, pack)
        if all(t in own or sentence.tokens[t].pos in between for t in range(phrase.end, first)):
            return i
    return -1


def _dated(sentence: Sentence, start: int, end: int, pack: Pack) -> set[int]:
    """The tokens between two that only say when: "the step | early this month | to expel diplomats"."""
    times = [p for p in sentence.phrases if start <= p.start and p.end <= end]
    return {t for p in times if sentence.tokens[p.head].lemma in pack.grammar.nouns.time for t in range(p.start, p.end)}


def _owner_of_plan(sentence: Sentence, clause: Clause, pack: Pack) -> list[int] | None:
    """Who does what an infinitive under a noun tells: the owner of a plan, whoever a call goes to; None if that is left open.

    A noun with an adjective of a country names its owner itself ("the | Turkish | decision to send troops").
    """
    noun = noun_over(sentence, clause, pack)
    if noun < 0:
        return None
    phrase, below = sentence.phrases[noun], [i for i in sentence.below(noun) if sentence.phrases[i].conjunct < 0]
    if pack.modality.nouns.effect(sentence.tokens[phrase.head].lemma) == "called_for":
        return [i for i in below if sentence.phrases[i].adp in pack.modality.adpositions.addressee]
    owners = [i for i in below if sentence.phrases[i].slot == "genitive"]
    beside = [t for t in range(phrase.inner, phrase.end) if t != phrase.head and sentence.tokens[t].pos in ("adj", "name")]
    named = any(sentence.tokens[t].text[0].isupper() for t in beside)
    return owners or ([noun] if named else None)


def _controller(sentence: Sentence, clause: Clause, pack: Pack) -> list[int]:
    """The phrase that does what an infinitive names: the noun's owner, the asked one after verbs of asking, else the subject."""
    owner = _owner_of_plan(sentence, clause, pack)
    if owner is not None:
        return owner
    parent = sentence.clauses[clause.parent]
    if blamed := _pointed_at(sentence, clause, parent, pack):
        return blamed
    asks = parent.verb is not None and any(o.status == "called_for" for o in pack.modality.operators.get(parent.verb.lemma, ()))
    if asks and parent.verb is not None:
        wanted = ("subject",) if parent.verb.voice == "passive" else ("object", "dative")
        asked = [i for i in parent.phrases if sentence.phrases[i].slot in wanted]
        if asked:
            return asked
        first = next((o.status for o in pack.modality.operators[parent.verb.lemma] if "complement" in o.slot), "")
        if first == "called_for" and parent.verb.voice == "active":
            return []  # "appelle | à instaurer une trêve": whoever should
    return subjects(sentence, clause.parent, pack)


def _pointed_at(sentence: Sentence, clause: Clause, parent: Clause, pack: Pack) -> list[int]:
    """Whom a verb acts upon for what he does, as a word says: "lobte | Togo | dafür, ...", "criticó a Togo | por atacar"; []."""
    if parent.verb is None or parent.verb.reflexive:
        return []
    beside = any(sentence.lowered[t] in pack.grammar.clauses.of_object for t in parent.tokens)
    if not beside and not _blamed_for(sentence, clause, parent, pack):
        return []
    wanted = ("subject",) if parent.verb.voice == "passive" else ("object", "dative")
    personal = {f"adp:{a}" for a in pack.grammar.shape.personal} if parent.verb.voice == "active" else set()
    return [i for i in parent.phrases if sentence.phrases[i].slot in wanted or sentence.phrases[i].slot in personal]


def _blamed_for(sentence: Sentence, clause: Clause, parent: Clause, pack: Pack) -> bool:
    """Whether an infinitive tells what somebody is blamed, praised or punished for: "criticó a Togo | por atacar Benín"."""
    under = sentence.tokens[clause.tokens[0]].lemma in pack.grammar.shape.infinitive_of_object
    lemma = parent.verb.lemma if parent.verb is not None else ""
    return under and any({"object", "case:dat"} & set(e.recipient) for e in pack.triggers.verbs.get(lemma, ()))


def _held_at(sentence: Sentence, token: int) -> list[int]:
    """The phrase that holds a token, as a list of one index, or []."""
    held = sentence.phrase_at(token)
    return [held] if held >= 0 else []


def asked_for(clause: Clause, phrase: Phrase, pack: Pack) -> bool:
    """Whether the verb of a clause asks for what a phrase of it names ("riefen zu | Verhandlungen | auf")."""
    slot = phrase.slot_name
    operators = pack.modality.operators.get(clause.verb.lemma, ()) if clause.verb is not None else ()
    return any(o.status == "called_for" and slot in o.slot for o in operators)
