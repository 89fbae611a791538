"""A word that may be an adverb -> whether it is one here, or an adposition, a conjunction, a noun, a part of its verb.

Rules of `tagging`: words, position, pack -> part of speech, "" when the rule has nothing to say.
"""

from dragoman.clauses.subject_verb.options import Word
from dragoman.language.pack import Pack

AGO_REACH = 5  # words before the unit of a length of time: "hace | poco más de un | mes"


def once(words: list[Word], i: int, pack: Pack) -> str:
    """A word that is conjunction and adverb: an adverb right behind an auxiliary ("has | once again rejected")."""
    options, last = words[i].options, words[i - 1] if i else None
    helps = last is not None and last.pos == "verb" and last.lemmas & {pack.grammar.verbs.have, pack.grammar.verbs.be}
    return "adv" if helps and {"sconj", "adv"} <= set(options) else ""


def adverb_or_noun(words: list[Word], i: int, pack: Pack) -> str:
    """A word in no list with the ending of adverbs is a noun behind an article or a contracted one ("du campement")."""
    if words[i].options != ("adv", "noun") or not pack.grammar.shape.adjectives_after:
        return ""
    last = words[i - 1] if i else None
    opens = last is not None and (last.pos in ("det", "num") or last.lower in pack.grammar.adpositions.contracted)
    return "noun" if opens else "adv"


def ago(words: list[Word], i: int, pack: Pack) -> str:
    """A verb before a length of time, which tells how long ago a deed was like an adposition: "| hace | más de tres años"."""
    for word in words[i + 1 : i + 1 + AGO_REACH]:
        if pack.words.singular(word.lower) in pack.grammar.nouns.time:
            return "adp"
        if not {"num", "det", "adv", "adp", "adj", "pron"} & set(word.options):
            return ""
    return ""


def fixed(words: list[Word], i: int, pack: Pack) -> str:
    """A small word that makes one verb with the verb before it, its object possibly between ("call off", "put it down")."""
    last = next((w for w in reversed(words[max(i - 4, 0) : i]) if w.pos == "verb"), None)
    if last is None or not any(words[i].lower in pack.triggers.particles.get(f.lemma, ()) for f in last.forms):
        return ""
    return "part" if last is words[i - 1] else ""


def adverb(words: list[Word], i: int, pack: Pack) -> str:
    """A word that is adposition and adverb: an adposition where a noun phrase follows."""
    upcoming = words[i + 1] if i + 1 < len(words) else None
    nominal = upcoming is not None and bool({"det", "noun", "name", "num", "pron", "adj"} & set(upcoming.options[:2]))
    return "adp" if nominal or _before_described(words, i, pack) else "adv"


def _before_described(words: list[Word], i: int, pack: Pack) -> bool:
    """Whether a participle and its noun follow ("seized boats | in | disputed waters")."""
    if i + 2 >= len(words) or not pack.grammar.shape.compounds or "part2" not in words[i + 1].kinds:
        return False
    return bool({"noun", "name", "adj"} & set(words[i + 2].options)) and words[i].lower in pack.modality.adpositions.place
