"""Tagged words -> which of the verbs of a stretch are finite there."""

from dragoman.clauses.verb_second.words import Word
from dragoman.language.pack import Pack


def finites(tokens: list[int], words: list[Word], pack: Pack) -> list[int]:
    """Tokens of the stretch that can only be, or most likely are, finite verbs, in order."""
    verbs = [t for t in tokens if words[t].pos == "verb"]
    return [t for t in verbs if _is_finite(t, verbs, words, pack)]


def _is_finite(token: int, verbs: list[int], words: list[Word], pack: Pack) -> bool:
    word = words[token]
    kinds = {f.kind for f in word.forms}
    if "fin" not in kinds:
        return False
    if len(kinds) == 1:
        return True
    if (
        "inf" in kinds
        and token
        and words[token - 1].lower == pack.grammar.verbs.particle_infinitive
        and words[token - 1].pos == "part"
    ):
        return False
    others = [v for v in verbs if v != token]
    grammar = pack.grammar.verbs
    helpers = {grammar.have, grammar.be, grammar.become, *pack.grammar.modals, *grammar.causative}
    helped = [v for v in others if any(f.kind == "fin" and f.lemma in helpers for f in words[v].forms)]
    if "part2" in kinds or "inf" in kinds:
        if any(f.lemma in helpers and f.kind == "fin" for f in word.forms):
            if _closes_modal(token, others, words, pack):
                return False
            purely = [v for v in others if {f.kind for f in words[v].forms} == {"fin"}]
            return not purely
        if helped:
            return False
        if "inf" in kinds:
            return not any("fin" in {f.kind for f in words[v].forms} and v < token for v in others)
    return True


def _closes_modal(token: int, others: list[int], words: list[Word], pack: Pack) -> bool:
    """Whether an auxiliary behind a participle is the infinitive of a modal before it ("sollen Dörfer beschossen | haben")."""
    modal = any(f.kind == "fin" and f.lemma in pack.grammar.modals for v in others if v < token for f in words[v].forms)
    return modal and token - 1 in others and any(f.kind == "part2" for f in words[token - 1].forms)
