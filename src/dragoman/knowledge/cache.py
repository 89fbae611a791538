"""Compiled atlas <-> a file in the user's cache folder, named by the hash of what it was made from."""

import os
import sys
from pathlib import Path

import msgspec

from dragoman.knowledge.records import Compiled

KEPT = 4  # compiled atlases of one language
FORMAT = 8  # counts up whenever the meaning of a compiled field changes


def cache_folder() -> Path:
    """Folder for files that can be made again: XDG_CACHE_HOME, LOCALAPPDATA or ~/Library/Caches, and `dragoman` in it."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "dragoman"


def stored(key: str) -> Compiled | None:
    """The compiled atlas of that key, None when there is none or it cannot be read."""
    try:
        return msgspec.msgpack.decode(_path(key).read_bytes(), type=Compiled)
    except (OSError, RuntimeError, msgspec.MsgspecError):
        return None


def store(key: str, compiled: Compiled) -> bool:
    """Whether the compiled atlas could be written; a folder that cannot be written to is no error."""
    try:
        path = _path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(msgspec.msgpack.encode(compiled))
        part.replace(path)
        _forget_older(path)
    except (OSError, RuntimeError):
        return False
    return True


def _path(key: str) -> Path:
    return cache_folder() / f"atlas-{FORMAT}-{key}.msgpack"


def _forget_older(path: Path) -> None:
    """Removes the oldest compiled atlases of the same language; with and without overlays a few are in use."""
    language = path.stem.split("-")[2]
    others = [p for p in path.parent.glob(f"atlas-*-{language}-*.msgpack") if p != path]
    for other in sorted(others, key=lambda p: (-p.stat().st_mtime, p.name))[KEPT - 1 :]:
        other.unlink(missing_ok=True)
