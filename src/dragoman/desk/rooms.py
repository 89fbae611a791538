"""`dragoman pipeline`: the rooms in their order, from what they say of themselves."""

import importlib

import click

ORDER = (
    (
        "intake",
        "bytes -> Document, Article",
        "furniture.toml",
        "empty binary too_large broken_json unreadable no_article_text unsupported_language mixed_language",
    ),
    ("clauses", "Article -> Sentences, Clauses, Phrases", "grammar.toml words/*.tsv", "-"),
    ("when", "Article -> Anchor; Sentence -> TimeSpans", "times.toml", "no_anchor ambiguous_time"),
    ("who", "Sentence -> Mentions; Article -> Home; Discourse -> Discourse", "roles.toml, the atlas", "no_home ambiguous_name"),
    ("where", "Sentence -> Places", "the atlas", "unknown_place ambiguous_name"),
    ("said", "Sentences, Mentions -> Statements", "speech.toml", "-"),
    (
        "what",
        "Reading, Scene -> Events",
        "triggers/*.toml modality.toml codebook/plover.toml",
        "negated no_actor no_recipient not_political missing_slot forbidden_word missing_word embedded "
        "unsupported_noun question sport fiction business",
    ),
    ("stories", "Events of one article -> one record an event", "-", "same_event"),
)


def print_rooms() -> None:
    """Prints room by room: what it takes and gives, the pack files it reads, what it may refuse."""
    for name, flow, files, refusals in ORDER:
        room = importlib.import_module(f"dragoman.{name}")
        click.echo(f"{name:8} {flow}")
        click.echo(f"         {(room.__doc__ or '').strip().splitlines()[0]}")
        click.echo(f"         reads {files}; may refuse: {refusals}")
