"""grammar.toml of a pack -> Grammar: closed classes and the named properties of a language."""

from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.language.reading import read_toml


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Auxiliaries, prefixes and particles of the verb; what a language does not have stays empty.

    `future` are auxiliaries over an infinitive that make it future, `support` those that say nothing of their own ("do"),
    `prospective` sequences of lemmas after which an infinitive is still to come ("be to", "be going to", "ir a"),
    `reported_future` auxiliaries that are a future when somebody says so ("said it would ..."), `intransitive` verbs whose
    past participle stands behind no noun ("troops arrived" is a clause, "troops sent" is none).
    """

    have: str
    be: str
    become: str = ""
    be_perfect: bool = False
    present_ahead: bool = False
    """The present with the day of the report tells what is still to come ("empfängt heute"); what is past has a past tense."""
    particle_infinitive: str = ""
    participle_prefix: str = ""
    loose: frozenset[str] = frozenset()
    """Of the separable prefixes those that are adverbs beside verbs that no list has with them ("protestieren | weiter")."""
    separable: tuple[str, ...] = ()
    inseparable: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    reflexive: frozenset[str] = frozenset()
    causative: frozenset[str] = frozenset()
    has_done: frozenset[str] = frozenset()
    """Of the causatives those whose subject has the deed done ("a fait | arrêter | dix opposants"), or suffers it where they
    are reflexive ("s'est fait | arrêter")."""
    forms: dict[str, tuple[str, str, str, str]] = {}
    suffixes: dict[str, str] = {}
    passive: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    prospective: tuple[tuple[str, ...], ...] = ()
    reported_future: frozenset[str] = frozenset()
    wished: frozenset[str] = frozenset()
    """Forms of a modal that without a day tell what is asked for: "Togo | solle | die Grenze öffnen"."""
    due: frozenset[str] = frozenset()
    unmet: frozenset[str] = frozenset()
    """Modals that say of a deed in the perfect that it was not done ("should have resigned")."""
    intransitive: frozenset[str] = frozenset()
    middle: frozenset[str] = frozenset()
    """Verbs whose bare participle says what its noun does itself ("los presidentes, | reunidos | en Asunción")."""


class Clauses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that open, join and negate clauses."""

    subordinators: frozenset[str]
    weak_subordinators: frozenset[str]
    content: frozenset[str]
    conditional: frozenset[str]
    temporal_past: frozenset[str]
    purpose: frozenset[str]
    infinitive_openers: frozenset[str]
    negating_openers: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    noun_coordinators: frozenset[str]
    comparators: frozenset[str]
    negators: frozenset[str]
    not_negating: frozenset[str]
    occasion: frozenset[str] = frozenset()
    """Openers of clauses that tell the deed in which another came about ("were killed | when jets struck a house")."""
    verb_first: str = ""
    whether: frozenset[str] = frozenset()
    """Openers of clauses that leave open what they tell ("unklar ist, | ob | ..."); conditional."""
    may_come: frozenset[str] = frozenset()
    """Modals that begin a condition behind the clause that depends on it ("droht mit Krieg, | sollte Israel angreifen")."""
    according: frozenset[str] = frozenset()
    """Openers of clauses that say what a noun of saying before them says ("Berichte, | wonach | ...")."""
    summing_up: frozenset[str] = frozenset()
    """Openers of clauses about the whole clause before them ("... geliefert haben, | was | Teheran dementierte")."""
    some_of: frozenset[str] = frozenset()
    """Relatives that may name some of a group between commas ("dix soldats, | dont | un officier, ont été tués")."""
    reciprocal: tuple[tuple[str, ...], ...] = ()
    """Words that say that several do a deed to each other ("each other", "einander")."""
    of_object: frozenset[str] = frozenset()
    """Words that point at an infinitive which tells what whoever is acted upon does ("kritisierte Togo | dafür |, ...")."""
    instances: frozenset[str] = frozenset()
    """Words behind which some of those stand whom the phrase before tells ("mehrere Länder, | darunter | Peru")."""
    whichever: frozenset[str] = frozenset()
    """Determiners of a noun that a wish behind it describes ("| cualquier | declaración que vulnere la ley")."""
    accompanying: frozenset[str] = frozenset()
    """Adpositions under which a negator says nothing of the deed ("the talks ended | with no agreement")."""


class Adpositions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Adpositions by the case they govern (`plain`: none), postpositions, and contracted forms (form -> lemma).

    A plain adposition may have several words ("because of"); frames name it with underscores.
    """

    accusative: frozenset[str] = frozenset()
    dative: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    postpositions: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    """Of the postpositions those that never stand before their noun."""
    reasons: frozenset[str] = frozenset()
    """Those in front of a deed that the subject answers, mostly somebody else's ("verhängt | wegen | der Unterdrückung ...")."""
    pairing: frozenset[str] = frozenset()
    """Those under which two parties stand ("clashes | between | rebels and the army")."""
    measuring: frozenset[str] = frozenset()
    """Those under which a length of time measures the noun behind it ("zu fünf Jahren | Haft")."""
    contracted: dict[str, str] = {}
    merged: dict[str, str] = {}
    """The case that the last letter of a contracted form shows ("i|m": dative)."""
    capital: dict[str, str] = {}
    """Forms at the start of a sentence that papers write without their accent ("A Paris")."""


class DeterminerStems(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Stems of determiners by their kind of inflection."""

    like_der: tuple[str, ...] = ()
    like_ein: tuple[str, ...] = ()


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Time nouns, measures, endings that tell gender and plural."""

    time: frozenset[str]
    measure: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    """Names with a feminine article, which tells their case ("drohte | der EU |")."""
    masculine: frozenset[str] = frozenset()
    """Names with a masculine one, whose accusative looks like a dative plural ("in | den Libanon")."""
    plural: frozenset[str] = frozenset()
    """Names that are plural, also without an article ("| Emirate | weisen Botschafter aus")."""
    money: frozenset[str] = frozenset()
    """Nouns for which a currency sign before a sum stands ("gave | $5 million")."""
    name_parts: frozenset[str] = frozenset()
    person_parts: tuple[str, ...] = ()
    attributive: frozenset[str] = frozenset()
    """Names that stand before their noun like its first part ("das | US | Militär")."""
    simple: tuple[str, ...] = ()
    """Ends, in small letters, of words that are no compounds although they end in a noun ("opposition")."""
    endings: tuple[tuple[str, str, str], ...] = ()
    generic_endings: tuple[str, ...] = ()
    steps: frozenset[str] = frozenset()
    """Nouns for something done, which a gerund behind them names: the subject does it ("took the | step | of recalling")."""
    borders: frozenset[str] = frozenset()
    """Nouns of the line between two lands: an attack near it is not made on whoever lives behind it."""
    places: frozenset[str] = frozenset()
    """Nouns of ground: with the adjective of a country beside them they say where ("la capitale guinéenne")."""
    capitals: frozenset[str] = frozenset()
    """Those of them that mean the seat of the government, which is a city."""


class TextRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Abbreviations, pairs of quotation marks, words that open a sentence after a number with a full stop, clitics.

    `clitics_before` and `clitics_after` are written onto a word and are tokens of their own ("l'", "'s"); `names_begin` are
    such starts that before a capital belong to a name ("N'Djamena"). `enclitics` are tokens of their own
    only behind one of `enclitic_hosts` ("reunir|se", "atacándo|los"), and never in the words of `unsplit` ("charla").
    `ordinals` are endings written onto digits ("14th").
    """

    abbreviations: frozenset[str]
    quote_pairs: tuple[str, ...]
    sentence_openers: frozenset[str] = frozenset()
    clitics_before: tuple[str, ...] = ()
    names_begin: tuple[str, ...] = ()
    clitics_after: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    enclitic_hosts: tuple[str, ...] = ()
    unsplit: frozenset[str] = frozenset()
    ordinals: tuple[str, ...] = ()


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language without cases shows who does what: properties of its family, by name.

    `possessive` are marks behind an owner ("'s"), `genitive` adpositions in front of one ("of", "de"); `receiver` adpositions
    of the indirect object, `personal` the one that marks a person as direct object (Spanish "a"). `adjectives_after`: an
    adjective follows its noun. `pro_drop`: a clause needs no subject. `inversion`: the subject may follow its verb.
    `headline_infinitive`: in headlines an infinitive is a future ("X to visit Y"); `headline_participle`: a participle
    stands there without its auxiliary ("Opposant arrêté"). `adjective_endings` are endings
    by which an unlisted word is an adjective.

    For verb-final languages: `particles` are written onto a noun and tell its slot; one with further words behind it ("X Y")
    is an adposition of its own. `dictionary` is the ending of a verb's dictionary form, `passive` ending of a passive
    lemma = that of the active one.
    """

    possessive: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    genitive_repeated: bool = False
    """Whether each of several owners has its adposition ("les présidents du Pérou et | du Chili")."""
    receiver: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    """Adpositions of which the name of a country chooses one ("au Mexique et en Colombie")."""
    complemented: frozenset[str] = frozenset()
    """Adjectives behind which the adposition of owners says more about them ("frontalière | du Rwanda")."""
    personal: str = ""
    ago: frozenset[str] = frozenset()
    """Forms of verbs that stand before a length of time like an adposition ("| hace | tres años")."""
    adjectives_after: bool = False
    pro_drop: bool = False
    unsaid: frozenset[str] = frozenset()
    """Event types whose doer a passive or a plural verb without a subject may leave unsaid where an entry asks for him."""
    inversion: bool = False
    headline_infinitive: bool = False
    headline_participle: bool = False
    participle_attribute: bool = False
    """A present participle right behind a noun says more about it ("des avions | effectuant des vols")."""
    absolute: frozenset[str] = frozenset()
    """Adpositions that open a phrase with a participle of its own ("ended | with both sides signing an accord")."""
    gerund_kept: frozenset[str] = frozenset()
    """Adpositions under which a gerund says what somebody is kept from doing ("barred envoys | from entering")."""
    gerund_of_object: frozenset[str] = frozenset()
    """Adpositions under which a gerund is done by whom the verb acts upon ("accused Libya | of bombing a ship")."""
    infinitive_of_object: frozenset[str] = frozenset()
    """Adpositions under which an infinitive is ("criticó a Libia | por bombardear un barco")."""
    infinitive_adpositions: frozenset[str] = frozenset()
    adjective_endings: tuple[str, ...] = ()
    compounds: bool = False
    particles: dict[str, Literal["topic", "subject", "object", "genitive", "with", "adp", "none"]] = {}
    dictionary: str = ""
    passive: dict[str, str] = {}


Feats = tuple[str, ...]
"""Readings of a form: case letter, number letter, gender letter (missing letters: any)."""


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """How a language builds clauses: named family properties and closed classes."""

    language: str
    name: str
    name_own: str
    order: Literal["verb-second", "subject-verb", "verb-final"]
    verbs: Verbs
    modals: dict[str, Literal["expected", "conditional", "called_for"]]
    clauses: Clauses
    adpositions: Adpositions
    determiners: dict[str, Feats]
    pronouns: dict[str, Feats]
    nouns: Nouns
    text: TextRules
    draft: bool = False
    """Unfinished: texts in the language are coded only when it is asked for by name."""
    shape: Shape = Shape()
    respelled: tuple[tuple[str, str], ...] = ()
    """Letters that some write in other ways, in all words ("Strasse", "liess", as the Swiss do)."""
    adverb_endings: tuple[str, ...] = ()
    adverbs: frozenset[str] = frozenset()
    """Adverbs of several words ("par la suite"); those of one word stand in words/frequent.tsv."""
    relational: str = ""
    definite: frozenset[str] = frozenset()
    nouns_capitalised: bool = False
    name_endings: tuple[str, ...] = ()
    determiner_stems: DeterminerStems = DeterminerStems()
    determiner_endings: dict[str, dict[str, Feats]] = {}
    adjective_endings: dict[str, Feats] = {}

    @cached_property
    def adjective_ends(self) -> tuple[str, ...]:
        """The endings of adjectives, whatever they tell."""
        return tuple(self.adjective_endings)

    @cached_property
    def governs(self) -> dict[str, str]:
        """Adposition lemma -> letters of the cases it governs."""
        table: dict[str, str] = {}
        for letters, words in (
            ("g", self.adpositions.genitive),
            ("ad", self.adpositions.both),
            ("d", self.adpositions.dative),
            ("a", self.adpositions.accusative),
            ("", self.adpositions.plain),
        ):
            for word in sorted(words):
                table[word] = table.get(word, "") + letters
        return table

    @cached_property
    def determiner_forms(self) -> dict[str, Feats]:
        """Every form of every determiner -> its readings."""
        forms = dict(self.determiners)
        for kind, stems in (("like_der", self.determiner_stems.like_der), ("like_ein", self.determiner_stems.like_ein)):
            for stem in stems:
                for ending, feats in self.determiner_endings[kind].items():
                    forms.setdefault(stem + ending, feats)
        return forms

    @cached_property
    def before_infinitives(self) -> tuple[tuple[str, ...], ...]:
        """Rows of lemmas that make one verb group with the infinitive behind them, its particle left out ("be", "be going")."""
        several = (tuple(m.split()) for m in (*self.modals, *sorted(self.verbs.support)) if " " in m)
        rows = (*self.verbs.prospective, *several)
        return tuple(tuple(word for word in row if word != self.verbs.particle_infinitive) for row in rows)

    @cached_property
    def closed(self) -> dict[str, tuple[str, ...]]:
        """Closed-class word -> the parts of speech that it can have, the first being the usual one."""
        table: dict[str, tuple[str, ...]] = {}
        clauses, adpositions = self.clauses, self.adpositions
        for pos, words in (
            ("det", sorted(self.determiner_forms)),
            ("pron", sorted(self.pronouns)),
            ("adp", sorted({*adpositions.plain, *adpositions.contracted})),
            ("sconj", sorted(clauses.subordinators)),
            ("cconj", sorted(clauses.coordinators)),
            ("pron", sorted(clauses.relatives | self.verbs.reflexive)),
            ("adv", sorted(self.adverbs)),
            ("part", sorted({*clauses.negators, self.verbs.particle_infinitive} - {""})),
        ):
            for word in words:
                if pos not in table.get(word, ()):
                    table[word] = (*table.get(word, ()), pos)
        return table

    @cached_property
    def adverb_rows(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """First word of an adverb of several words -> its words, each time."""
        table: dict[str, list[tuple[str, ...]]] = {}
        for row in (tuple(a.lower().split()) for a in sorted(self.adverbs)):
            table.setdefault(row[0], []).append(row)
        return {first: tuple(rows) for first, rows in table.items()}

    @cached_property
    def compounds(self) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """First word of a closed-class expression of several words -> (its words, the expression), longest first.

        An expression that ends in an adposition stands for its contracted forms too ("près de": "près du").
        """
        table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        forms: dict[str, list[str]] = {}
        for form, lemma in self.adpositions.contracted.items():
            forms.setdefault(lemma, []).append(form)
        for text in sorted(self.closed):
            *first, last = text.split()
            for form in (last, *forms.get(last, ())) if first else ():
                table.setdefault(first[0], []).append(((*first, form), text))
        return {k: tuple(sorted(v, key=lambda w: (-len(w[0]), w))) for k, v in table.items()}


def read_grammar(path: Path) -> Grammar:
    """The Grammar of a pack folder's grammar.toml; PackError names file and path."""
    return read_toml(path, Grammar)
