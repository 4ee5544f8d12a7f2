"""What a backup of a case holds."""

from dataclasses import dataclass

from earwitness.records.custody import LedgerHead, VerificationProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A whole copy of a case in a folder, or the case that was made of one.

    `head` is where the ledger stood, `manifest` the SHA-256 of the list of files, `files` and
    `bytes` what that list names; `left_out` names what was there and was not copied. `problems`
    is what `verify` found in the copy.
    """

    path: str
    head: LedgerHead
    manifest: str
    recordings: int
    files: int
    bytes: int
    left_out: tuple[str, ...] = ()
    problems: tuple[VerificationProblem, ...] = ()
