"""Search over what is said: any inflection, exact phrases, near misses, and the translation."""

from earwitness.runtime.search.index import (
    Hit,
    IndexUnusable,
    IndexWriting,
    SearchDocument,
    SearchIndex,
)

__all__ = ["Hit", "IndexUnusable", "IndexWriting", "SearchDocument", "SearchIndex"]
