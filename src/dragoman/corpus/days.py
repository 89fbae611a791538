"""A date as files and feeds write it -> an ISO day, or ""."""

import re

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl"]
"""Languages in which press databases write the dates of their exports."""


def iso_day(words: str) -> str:
    """The day that the words name, "" when they name none: "March 14, 2024 Thursday", "14.03.2024", "20240314"."""
    words = words.strip()
    if match := _ISO.match(words):
        return match[0]
    if match := _COMPACT.match(words):
        return "-".join(match.groups())
    if not words or len(words) > 80:
        return ""
    import dateparser

    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY", "PREFER_LOCALE_DATE_ORDER": True}
    found = dateparser.parse(words, languages=LANGUAGES, settings=settings)
    return found.date().isoformat() if found else ""
