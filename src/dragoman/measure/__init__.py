"""Scores against gold and examples; floors that may not fall."""
