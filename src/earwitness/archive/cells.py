"""Cells of the mobile network, as call lists write them (MCC-MNC-LAC-CID)."""

import re
from dataclasses import dataclass

SEPARATOR = re.compile(r"\s*[-:/_.,;\s]\s*")
DECIMAL = re.compile(r"[0-9]+")
HEXADECIMAL = re.compile(r"[0-9A-F]+", re.IGNORECASE)
# 3GPP TS 23.003: area codes have 16 bits (4.1, 19.4.2.3, tracking areas of 5G 24); cell
# identities 16 (4.3.1), 28 (19.6) or 36 bits (19.6A). What is beyond these is no cell.
MAX_AREA = 2**24 - 1
MAX_CELL = 2**36 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CellIdentity:
    """The parts of a cell as written; `mcc` and `mnc` are empty where only LAC and CID stand.

    Whether digits alone are decimal or hexadecimal is not known, so nothing is converted.
    """

    mcc: str
    mnc: str
    lac: str
    cid: str


def read_cell(text: str) -> CellIdentity | None:
    """`001-01-2F20-E170` or `2F20-E170` in parts, None if it is written otherwise (an address).

    MCC has three digits, MNC two or three (3GPP TS 23.003, section 2.2).
    """
    parts = SEPARATOR.split(text.strip())
    if len(parts) not in (2, 4) or not all(map(HEXADECIMAL.fullmatch, parts[-2:])):
        return None
    mcc, mnc = parts[:2] if len(parts) == 4 else ("", "")
    if len(parts) == 4 and not (is_code(mcc, 3, 3) and is_code(mnc, 1, 3)):
        return None
    return CellIdentity(mcc=mcc, mnc=mnc, lac=parts[-2], cid=parts[-1])


def is_code(text: str, fewest: int, most: int) -> bool:
    """Whether this is a decimal code of that many digits."""
    return fewest <= len(text) <= most and DECIMAL.fullmatch(text) is not None


def cell_doubt(text: str) -> str:
    """Why a written cell can be none, "" if nothing speaks against it or it is no identity."""
    cell = read_cell(text)
    if cell is None:
        return ""
    if least(cell.lac) > MAX_AREA or least(cell.cid) > MAX_CELL:
        return f"“{text}” has larger numbers than any cell has"
    return ""


def least(part: str) -> int:
    """The smaller of the two readings: decimal if there are only digits, else hexadecimal."""
    return int(part) if DECIMAL.fullmatch(part) else int(part, 16)
