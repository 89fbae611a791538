"""Language packs: reading them, and what a word does in a language."""
