"""What stands before or above a mention -> whose it is: "son pays", letters that the article gave a body, a piece of ground."""

import msgspec

from dragoman.values.syntax import Sentence
from dragoman.values.world import NO_STATES, OWNED, Mention
from dragoman.who.context import Context, again

SERVANTS = ("MIL", "COP", "GOV")  # whose servants a possessive tells ("ses troupes")
OWNERS = ("title", "name", "pronoun", "role", "country", "metonym")


def own_country(mention: Mention, context: Context) -> Mention | None:
    """ "Son pays", "ses troupes" are of the country of the first one named, or of whoever they are listed with or act for."""
    first, head = context.sentence.tokens[mention.start].text.lower(), context.sentence.tokens[mention.head]
    reference = context.pack.roles.reference
    countries = mention.form == "country" and mention.plural
    if mention.code or first not in reference.own or head.lemma in reference.same_office or countries:
        return None
    known = [m for m in context.before if len(m.code) == 3 and m.form in OWNERS]
    near = [] if mention.form == "country" else _beside_or_above(context.sentence, mention)
    owner = next((m for h in near for m in known if m.start <= h < m.end), None)
    stranger = any(m.start <= h < m.end and not m.code for h in near for m in context.before)  # whose country nobody says
    if owner is None and not stranger and (mention.form == "country" or mention.sector in SERVANTS):
        owner = next((m for m in known if mention.form == "country" or m.code not in NO_STATES), None)
    return (
        msgspec.structs.replace(mention, code=owner.code, basis=owner.spans[:1], why=OWNED)
        if owner
        else None
    )


def by_letters(mention: Mention, context: Context) -> Mention | None:
    """Whoever the article has introduced by these letters: "l'état-major (JCS)", later "le JCS"."""
    if mention.form != "name" or not mention.person.isupper():
        return None
    known = next((m for m in (*context.before, *context.discourse.mentions) if m.short == mention.person), None)
    return (
        msgspec.structs.replace(again(mention, known), person="", form=known.form, why="letters named before") if known else None
    )


def named_ground(mention: Mention, context: Context) -> bool:
    """Whether a single name says which ground is meant ("le territoire | de Masisi"): it is no person there."""
    sentence = context.sentence
    held = sentence.phrase_at(mention.head)
    own = sentence.phrases[held] if held >= 0 else None
    above = sentence.phrases[own.parent] if own is not None and own.slot == "genitive" and own.parent >= 0 else None
    return above is not None and sentence.tokens[above.head].lemma in context.pack.grammar.nouns.places


def _beside_or_above(sentence: Sentence, mention: Mention) -> list[int]:
    """Heads of the phrase that one is listed with ("the king and | his guards"), of the subjects of its clause or one above."""
    phrases, held, index = sentence.phrases, sentence.phrase_at(mention.head), sentence.clause_of(mention.head)
    if held < 0 or index < 0:
        return []
    joined = phrases[held].conjunct
    beside = [phrases[joined].head] if joined >= 0 else []
    subjects: list[int] = []
    while index >= 0 and not subjects:
        subjects = [i for i in sentence.clauses[index].phrases if phrases[i].slot == "subject" and i != held]
        index = sentence.clauses[index].parent  # "the envoy said that | his government | was ready"
    return beside + [phrases[i].head for i in subjects]
