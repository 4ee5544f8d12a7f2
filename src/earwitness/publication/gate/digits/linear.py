"""Expressions with many choices, searched in bytes in one pass whatever they hold (RE2)."""

from typing import Any

import re2

MOST_MEMORY = 128 << 20
"""Bytes that a search may hold. Estimate: the largest needs 20 MB on ordinary texts."""


def compiled(pattern: bytes) -> Any:
    """An expression without groups that are told, on bytes as they are."""
    options = re2.Options()
    options.never_capture = True
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = MOST_MEMORY
    return re2.compile(pattern, options)
