"""Words of a sentence and a position -> how many of them make one unit there: a title, a name, a fixed expression."""

from dragoman.clauses.subject_verb.options import Word
from dragoman.knowledge import Knowledge
from dragoman.language.pack import Pack


def expression(words: list[Word], i: int, pack: Pack) -> int:
    """Length of the closed-class expression of several words that starts here, its words set; 0 when none does."""
    following = words[i + 1].lower if i + 1 < len(words) else ""
    for expression, name in pack.grammar.compounds.get(words[i].lower, ()):
        if expression[1] != following:
            continue
        part = words[i : i + len(expression)]
        if tuple(w.lower for w in part) == expression and not _begins_name(part):
            pos, *others = pack.grammar.closed[name]
            if "adp" in others and (i + len(part) >= len(words) or "num" not in words[i + len(part)].options):
                pos = "adp"  # "près de la ville", not "près de 60 villes"
            if pos == "adp" and i and words[i - 1].pos == "det":  # "sa grâce aux détenus"
                continue
            if pos == "adp" and _opens_infinitive(words, i, len(part), pack):  # "is due to meet"
                continue
            for word in part:
                set_word(word, pos, "")
                word.joined = True
            part[0].joined, part[0].lemma = False, name.replace(" ", "_")
            return len(expression)
    return 0


def _begins_name(part: list[Word]) -> bool:
    """Whether a later word of an expression begins a name instead: "culpó al | Frente de Liberación"."""
    return part[0].text.islower() and any(w.text.istitle() for w in part[1:])


def _opens_infinitive(words: list[Word], i: int, length: int, pack: Pack) -> bool:
    """Whether the last word of an expression is the particle of an infinitive behind "be": "is due | to meet"."""
    last, behind = words[i + length - 1], words[i + length] if i + length < len(words) else None
    before = next((w for w in reversed(words[:i]) if w.options[0] != "adv"), None)
    planned = any(len(p) > 2 and p[1] == words[i].lower for p in pack.grammar.verbs.prospective)
    bare = behind is not None and "inf" in behind.kinds and behind.options[0] == "verb"
    be = before is not None and pack.grammar.verbs.be in {f.lemma for f in before.forms}
    return planned and bare and be and last.lower == pack.grammar.verbs.particle_infinitive


def compound(words: list[Word], i: int, pack: Pack) -> int:
    """Length of the noun of several words of a frame that starts here, set as one noun ("alto el fuego"); 0 when none does.

    Not where the head stands at the end ("peace talks").
    """
    word = words[i]
    if pack.grammar.shape.compounds or not {"noun", "adj"} & set(word.options):
        return 0
    lemma = pack.words.singular(word.lower)
    for words_behind in pack.triggers.noun_tails.get(lemma, ()):
        part = words[i + 1 : i + 1 + len(words_behind)]
        pairs = list(zip(part, words_behind, strict=False))
        if len(part) == len(words_behind) and all(t in (w.lower, pack.words.singular(w.lower)) for w, t in pairs):
            for w, t in pairs:
                set_word(w, "noun", t)
                w.joined = True
            set_word(word, "noun", lemma)
            word.noun = pack.words.noun(word.text)
            return 1 + len(words_behind)
    return 0


def tail(words: list[Word], i: int, pack: Pack) -> int:
    """How many words behind a verb are fixed parts of its lemma ("llevó | a cabo"); they are no phrase of their own."""
    for lemma in dict.fromkeys(f.lemma for f in words[i].forms):
        for words_behind in pack.triggers.tails.get(lemma, ()):
            part = words[i + 1 : i + 1 + len(words_behind)]
            owned = len(words_behind) == 1 and i + 2 < len(words) and _owner_mark(words[i + 2], pack)
            if tuple(w.lower for w in part) == words_behind and not owned:  # "fait don | de vaccins"
                for word in part:
                    set_word(word, "part", word.lower)
                return len(words_behind)
    return 0


def _owner_mark(word: Word, pack: Pack) -> bool:
    return pack.grammar.adpositions.contracted.get(word.lower, word.lower) in pack.grammar.shape.genitive


def unit(words: list[Word], texts: list[str], i: int, knowledge: Knowledge, pack: Pack) -> int:
    """Length of the title or name of several words that starts here, its words set; 0 when none does.

    A title becomes one noun ("minister of defence"); a name is looked for where its first word may be
    another ("South Korea").
    """
    upcoming = words[i + 1] if i + 1 < len(words) else None
    if upcoming is None or not texts[i][0].isalpha():
        return 0
    small = upcoming.options[0] in ("adp", "det") and "name" not in words[i].options
    if small and (pack.grammar.shape.adjectives_after or "noun" in words[i].options or knowledge.title(texts[i]) is not None):
        length, _ = knowledge.title_at(texts, i)
        if length > 1:
            for word in words[i : i + length]:
                set_word(word, "noun", word.text)
                word.joined = True
            words[i].joined, words[i].noun = False, None
            noun = pack.words.noun(words[i].text)
            words[i].lemma = noun.lemma.lower() if noun is not None else words[i].lower
            return length
    return _name(words, texts, i, upcoming, pack=pack, knowledge=knowledge) if texts[i][0].isupper() else 0


def _name(words: list[Word], texts: list[str], i: int, upcoming: Word, *, pack: Pack, knowledge: Knowledge) -> int:
    """Length of the name of the atlas that starts here, its words set, where a rule could part it or take it for a verb."""
    first = words[i]
    parted = upcoming.options[0] in ("adp", "det") or (upcoming.text[0].isupper() and "verb" in upcoming.options)
    joined = upcoming.text[0].isupper() if first.options != ("name",) else parted
    follows = upcoming.text[0].islower() if pack.grammar.shape.adjectives_after else upcoming.options[0] in ("adp", "det")
    if not joined and "verb" not in first.options and not follows:
        return 0
    length, names = knowledge.find(texts, i)
    if first.lower in pack.grammar.definite and all(t[0].islower() for t in texts[i + 1 : i + length]):
        return 0  # "La réunion" is not La Réunion
    if not length or names[0].support or (length < 2 and first.options[:1] != ("verb",)):
        return 0
    for word in words[i : i + length]:
        set_word(word, "name", word.text)
    words[i + length - 1].relational = names[0].entity.kind == "organisation"
    return length


def set_word(word: Word, pos: str, lemma: str) -> None:
    """Nothing; sets part of speech and lemma of a word."""
    word.pos, word.lemma = pos, lemma  # type: ignore[assignment]  # a part of speech of the pack's tables
