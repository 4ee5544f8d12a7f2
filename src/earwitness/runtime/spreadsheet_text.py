"""Cells of CSV that spreadsheet programs must not take for formulas.

A text that begins with one of `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before
it (OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection). Every CSV that
is written goes through `as_text`; what is read back goes through `from_text`.
"""

STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_text(cell: str) -> str:
    """The cell, with an apostrophe where a program could take it for a formula."""
    return f"'{cell}" if _bare(cell).startswith(STARTS_OF_FORMULAS) else cell


def from_text(cell: str) -> str:
    """The cell as it was before `as_text`."""
    is_marked = cell.startswith("'") and _bare(cell).startswith(STARTS_OF_FORMULAS)
    return cell[1:] if is_marked else cell


def _bare(cell: str) -> str:
    """Without apostrophes and spaces at its start: programs skip these, and so nothing that began
    with an apostrophe itself is lost on the way back."""
    return cell.lstrip("' ") or cell
