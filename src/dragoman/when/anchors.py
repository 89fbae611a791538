"""An article -> the day it speaks from."""

from dragoman.language.times import Times
from dragoman.values.text import Article
from dragoman.values.time import Anchor
from dragoman.when.values import day, nearest_year, safe

DATELINE_DAYS = 7  # a report appears at most a week after its dateline; an older dateline belongs to something else


def anchor(article: Article, times: Times) -> Anchor:
    """The anchor: the dateline's day when it agrees with the day of publication or stands alone, else that day."""
    stated = _dateline(article)
    if stated is not None:
        return stated
    if article.published:
        return Anchor(article.published[:10], article.published_from or "given")
    return Anchor()


def _dateline(article: Article) -> Anchor | None:
    line = article.dateline
    if line is None or not line.date:
        return None
    spans = (line.date_span,) if line.date_span else ()
    published = day(article.published[:10]) if article.published else None
    if line.date[:4] != "XXXX":
        return Anchor(line.date, "dateline", spans)
    if published is None:
        return None
    month, number = int(line.date[5:7]), int(line.date[8:10])
    there = safe(nearest_year(published, month, number, -1), month, number)
    if there is None or not -1 <= (published - there).days <= DATELINE_DAYS:
        return None
    return Anchor(there.isoformat(), "dateline", spans)
