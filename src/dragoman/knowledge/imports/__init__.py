"""Dictionaries that users own -> an overlay: folders of tables like the atlas's, whose rows win."""

from dragoman.knowledge.imports.found import Found, Problem, Term
from dragoman.knowledge.imports.overlay import FORMATS, Manifest, import_files, overlay_folder, overlays, remove_overlay

__all__ = [
    "FORMATS", "Found", "Manifest", "Problem", "Term", "import_files", "overlay_folder", "overlays", "remove_overlay",
]  # fmt: skip
