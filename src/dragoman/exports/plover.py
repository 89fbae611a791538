"""Events -> PLOVER JSON: the full record of Dragoman, and the strict form of the manual."""

from typing import Any

import msgspec

from dragoman.language.codebook import Codebook
from dragoman.values.event import Event, Participant

STRICT_FIELDS = ("entity_text", "identifier_id", "identifier_text", "code", "sector")


def record(event: Event) -> bytes:
    """One event as a line of JSON (UTF-8, no newline) with all fields of the record."""
    return msgspec.json.encode(event)


def strict(event: Event, codebook: Codebook) -> dict[str, Any] | None:
    """The event in strict PLOVER form, None for a denied one.

    A future act of cooperation or yielding is AGREE, a future SANCTION, COERCE or ASSAULT is THREATEN; other expected ones
    carry the context future, conditional and called-for ones hypothetical, background ones historical (auxiliary modes).
    """
    if event.status == "denied":
        return None
    kind, modes, context = event.event[0], event.mode, list(event.context)
    if event.status == "expected" and kind in codebook.future_is_agree:
        kind, modes = "AGREE", ()
    elif event.status == "expected" and kind in codebook.future_is_threaten:
        kind, modes = "THREATEN", ()
    elif event.status in codebook.auxiliary:
        context.append(codebook.auxiliary[event.status])
    if event.background:
        context.append(codebook.auxiliary["background"])
    return {
        "id": event.id,
        "date": event.date,
        "enddate": event.enddate,
        "event": [kind],
        "mode": list(modes),
        "context": context,
        "quad_code": codebook.types[kind].quad,
        "event_scale": codebook.scale(kind, tuple(modes)),
        "actor": [_participant(p) for p in event.actor],
        "recipient": [_participant(p) for p in event.recipient],
        "event_loc": {k: v for k, v in msgspec.to_builtins(event.event_loc).items() if k not in ("spans", "precision")}
        if event.event_loc
        else None,
        "event_text": list(event.event_text),
        "text": event.text,
        "text_info": {"sequence": event.text_info.sequence, "start": event.text_info.start, "end": event.text_info.end},
        "cite_info": {
            k: v
            for k, v in msgspec.to_builtins(event.cite_info).items()
            if k in ("id", "url", "title", "outlet", "author", "published", "language")
        },
        "coder": event.coder,
    }


def _participant(participant: Participant) -> dict[str, Any]:
    return {field: getattr(participant, field) for field in STRICT_FIELDS}
