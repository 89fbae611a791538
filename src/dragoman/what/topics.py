"""An article, or a sentence of one -> whether its words are of sport, fiction or business, where nobody political acts."""

from dragoman.language.pack import Pack
from dragoman.values.errors import Reason
from dragoman.values.syntax import Sentence
from dragoman.values.world import Mention
from dragoman.what.frames import Frame

TOPICS: tuple[Reason, ...] = ("sport", "fiction", "business")
POLITICAL = ("GOV", "MIL", "COP", "REB", "JUD", "LEG", "SPY", "UAF")
TOPIC_SHARE = 0.012  # share of an article's words that belong to one topic list above which it is about that topic
TOPIC_WORDS_MIN = 3  # so many of them at least
SENTENCE_WORDS_MIN = 2  # and so many in a sentence, of an article that is about something else


def topic(sentences: tuple[Sentence, ...], pack: Pack) -> str:
    """The topic (sport, fiction, business) that the words of an article show it to be about, "" when none."""
    lemmas = [t.lemma for s in sentences for t in s.tokens if t.pos in ("noun", "name")]
    words = sum(len(s.tokens) for s in sentences) or 1
    best, count = "", 0
    for name in TOPICS:
        listed = pack.modality.topics[name]
        hits = sum(map(listed.__contains__, lemmas))
        if hits > count:
            best, count = str(name), hits
    return best if count >= TOPIC_WORDS_MIN and count / words >= TOPIC_SHARE else ""


def off_topic(frame: Frame, of_article: str, name: Reason) -> bool:
    """Whether a topic's words stand in the sentence or rule the article, and no two political actors face each other."""
    political = [m for m in (*frame.actor, *frame.recipient) if _political(m, name)]
    if of_article == name and (not political or (name != "business" and len(political) < 2)):
        return True
    if political:
        return False
    listed = frame.site.pack.modality.topics[name]
    inside = [t for t in frame.site.sentence.tokens if t.lemma in listed and t.pos in ("noun", "name")]
    return len(inside) >= SENTENCE_WORDS_MIN


def _political(mention: Mention, name: Reason) -> bool:
    """Whether somebody is a political actor also where a topic is told: countries play each other, spies are made up."""
    acts = mention.sector in POLITICAL or mention.form in ("title", "metonym")
    return acts and not (name == "sport" and mention.form == "country") and not (name == "fiction" and not mention.code)
