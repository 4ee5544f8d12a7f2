"""What is odd about one row of a call list. The row is kept whole, whatever is said here."""

import re
from collections.abc import Iterator

from earwitness.archive.cells import cell_doubt
from earwitness.archive.equipment import ROUNDED, imei_doubt, imsi_doubt, is_rounded
from earwitness.records.recording import CallListRow

NO_VOICE = re.compile(
    r"\b(?:sms|mms|ussd|gprs|lte|internet|data)\b|смс|ммс|интернет|інтернет|передач\w* дан",
    re.IGNORECASE,
)
BLANK = "is blank: the number was withheld, or not recorded"


def observations_of(row: CallListRow, *, unanswered: bool, service: str) -> Iterator[str]:
    """Everything odd about a row, in plain words. `service` is the type of the row as written."""
    if NO_VOICE.search(service):
        yield f"the list calls this “{service}”, which is no voice call"
    if unanswered:
        yield "the list marks the call as unanswered (-1)"
    yield from number_observations(row)
    for name, text, doubt in (
        ("IMEI", row.imei, imei_doubt),
        ("IMSI", row.imsi, imsi_doubt),
        ("cell", row.cell, cell_doubt),
        ("last cell", row.last_cell, cell_doubt),
    ):
        if said := doubt(text):
            yield f"{name}: {said}"


def number_observations(row: CallListRow) -> Iterator[str]:
    """Lines that are blank beside the other one, and those that a spreadsheet rounded."""
    sides = (("caller", row.untrusted_caller), ("called", row.untrusted_called))
    for side, number in sides:
        if not number and any(other for _, other in sides):
            yield f"{side} line: {BLANK}"
        elif is_rounded(number):
            yield f"{side} line: “{number}”: {ROUNDED}"
