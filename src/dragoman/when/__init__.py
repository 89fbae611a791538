"""The anchor of the article; time words -> intervals with granularity."""

from dragoman.when.anchors import anchor
from dragoman.when.expressions import read

__all__ = ["anchor", "read"]
