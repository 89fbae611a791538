"""Signs about the document itself: glued words, untranslated fragments, mojibake, copies of agency text, machine translation."""

import itertools
import re
from collections.abc import Collection

from dragoman.intake.decoding import looks_double_encoded
from dragoman.language.pack import Pack
from dragoman.values.text import Block, Dateline, Finding, Rights, Span

_WORD = re.compile(r"[^\W\d_]+")
GLUED_PART_MIN = 4  # letters that each half of a glued word must have
Written = tuple[str, int, int]
"""A word and its span."""
REASONS_MIN = 2  # a single sign of machine translation may be an accident


def findings(
    text: str,
    blocks: tuple[Block, ...],
    line: Dateline | None,
    rights: tuple[Rights, ...],
    repeated: tuple[Span, ...],
    agency: str,
    pack: Pack,
) -> tuple[Finding, ...]:
    """All findings of intake about a document, each with the characters that show it."""
    spoken = tuple((b.start, b.end) for b in blocks if b.kind in ("body", "caption", "headline"))
    found = [Finding("rights_notice", f"{r.scope}: {r.notice}", (r.span,)) for r in rights]
    if repeated:
        found.append(Finding("repeated_title", f"a line above stands again {len(repeated)} times", repeated))
    if looks_double_encoded(text):
        found.append(Finding("mojibake", "characters were decoded in the wrong encoding on the way"))
    if agency:
        spans = (line.agency_span,) if line is not None and line.agency_span else ()
        found.append(Finding("agency_copy", f"the text is a report of {agency}", spans))
    words = dict.fromkeys(itertools.chain.from_iterable(_WORD.findall(text, start, end) for start, end in spoken))
    glued = _glued(text, spoken, words, pack)
    fragments = _fragments(text, spoken, words, pack)
    return (*found, *glued, *fragments, *_translation(text, spoken, agency, line, glued, fragments, pack))


def _glued(text: str, spoken: tuple[Span, ...], words: Collection[str], pack: Pack) -> list[Finding]:
    """A name or noun of the text with a verb of saying stuck to it ("Nordkoreasagte"), or two words with a capital inside."""
    cuts = {word: cut for word in words if (cut := _cut(word, words, pack))}
    found = []
    for block in _written(text, spoken) if cuts else ():
        for word, a, b in block:
            cut = cuts.get(word, 0)
            if cut:
                detail = f"'{word}' is '{word[:cut]}' and '{word[cut:]}'"
                found.append(Finding("glued_words", detail, ((a, a + cut), (a + cut, b))))
    return found


def _written(text: str, spoken: tuple[Span, ...]) -> list[list[Written]]:
    """The words of each block with their spans."""
    return [[(m.group(), *m.span()) for m in _WORD.finditer(text, start, end)] for start, end in spoken]


def _cut(word: str, words: Collection[str], pack: Pack) -> int:
    if len(word) < 2 * GLUED_PART_MIN or not word[0].isupper() or word.isupper():
        return 0
    stance = pack.speech.stance
    for cut in range(GLUED_PART_MIN, len(word) - GLUED_PART_MIN + 1):
        left, right = word[:cut], word[cut:]
        if left not in words:
            continue
        if right[0].isupper() and right[1:].islower() and (right in words or right.lower() in words):
            return cut
        past = [f.lemma for f in pack.words.verb(right) if f.kind == "fin" and f.tense == "past"] if right.islower() else []
        if any(not {lemma, prefix + lemma}.isdisjoint(stance) for lemma in past for prefix in pack.grammar.verbs.separable):
            return cut
    return 0


def _fragments(text: str, spoken: tuple[Span, ...], words: Collection[str], pack: Pack) -> list[Finding]:
    """A function word of another language between lower-case words of this one ("um a möglicherweise")."""
    foreign = pack.furniture.translation.foreign_words
    found = []
    for block in () if foreign.isdisjoint(words) else _written(text, spoken):
        for i in [i for i, (word, _, _) in enumerate(block) if word in foreign and 0 < i < len(block) - 1]:
            (before, first, end), (word, a, b), (after, start, _) = block[i - 1 : i + 2]
            apart = text[end:a] + text[b:start]
            known = before.islower() and before not in foreign and bool(pack.words.closed(before))
            if apart == "  " and known and after not in foreign:
                detail = f"'{before} {word}': '{word}' is no word of this language"
                found.append(Finding("untranslated_fragment", detail, ((first, b),)))
    return found


def _translation(
    text: str,
    spoken: tuple[Span, ...],
    agency: str,
    line: Dateline | None,
    glued: list[Finding],
    fragments: list[Finding],
    pack: Pack,
) -> list[Finding]:
    reasons: list[str] = []
    spans: list[Span] = []
    known = pack.furniture.agency_forms.get(agency.lower())
    if known is not None and not known.own_language:
        reasons.append(f"{agency} does not publish in this language")
        spans += [line.agency_span] if line is not None and line.agency_span else []
    for label, group in (("glued words", glued), ("untranslated words", fragments)):
        if group:
            reasons.append(label)
            spans += [s for f in group for s in f.spans]
    if not reasons:  # calques are one reason more, and alone too few
        return []
    calques = [m for start, end in spoken for m in pack.furniture.calques.finditer(text, start, end)]
    if len({m.group().lower() for m in calques}) >= REASONS_MIN:
        reasons.append("calques: " + ", ".join(dict.fromkeys(m.group() for m in calques)))
        spans += [m.span() for m in calques]
    if len(reasons) < REASONS_MIN:
        return []
    return [Finding("machine_translation", "likely machine translation: " + "; ".join(reasons), tuple(sorted(spans)))]
