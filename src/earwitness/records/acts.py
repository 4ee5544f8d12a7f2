"""The acts that a ledger records: their names, what each is about, and what its digest covers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One kind of act.

    `name` is the `action` of its entries; one that ends in ":" is followed by the name of a stage.
    `subject` and `digest` say in words what stands in these fields. `leaves_row`: whether an
    observation in the store must fit the entry as long as it is not replaced or forgotten.
    """

    name: str
    subject: str
    digest: str
    leaves_row: bool


MADE, LEADS = "made:", "leads:"
FORGET = "forget"

ACTS = (
    Act(name="init", subject="`case`", digest="the settings at the start", leaves_row=False),
    Act(
        name="intake",
        subject="SHA-256 of the recording",
        digest="the arrival: path, name, time stamp, delivery",
        leaves_row=True,
    ),
    Act(
        name="call_list",
        subject="SHA-256 of the list",
        digest="all rows of one reading; from the second reading on `:n` follows the subject",
        leaves_row=True,
    ),
    Act(
        name="call_list_reading",
        subject="as `call_list`",
        digest="how the list was read: heading, columns, by whom they were named",
        leaves_row=True,
    ),
    Act(
        name="container",
        subject="SHA-256 of the archive (zip, tar, 7z …)",
        digest="its path, and the list of its members",
        leaves_row=True,
    ),
    Act(
        name="delivery",
        subject="id of the delivery",
        digest="one version of what is known of it",
        leaves_row=True,
    ),
    Act(
        name="calls",
        subject="`calls`",
        digest="all calls, as they were assembled from recordings, names and lists",
        leaves_row=False,
    ),
    Act(
        name="transcript",
        subject="SHA-256 of the recording",
        digest="the whole version: author, origin, turns",
        leaves_row=True,
    ),
    Act(
        name="profiles",
        subject="id of the source",
        digest="the source and each of its profiles",
        leaves_row=True,
    ),
    Act(
        name="source",
        subject="id of the source",
        digest="one version of what is said of it: origin, day, numbers that it was asked",
        leaves_row=True,
    ),
    Act(
        name="ranges",
        subject="id of the table of number ranges",
        digest="the table and each block of its ranges",
        leaves_row=True,
    ),
    Act(
        name=MADE,
        subject="what was worked on: a recording or a call",
        digest="key (engine, version, weights, options, inputs) and output of the result",
        leaves_row=True,
    ),
    Act(
        name=LEADS,
        subject="as `made:`",
        digest="as `made:`, of the earlier result that leads again",
        leaves_row=False,
    ),
    Act(
        name="view",
        subject="SHA-256 of the recording",
        digest="SHA-256 of the bytes that were handed out",
        leaves_row=False,
    ),
    Act(
        name="export",
        subject="what was exported: `report`, `bag` …",
        digest="SHA-256 of the file; of a bag, its id",
        leaves_row=False,
    ),
    Act(
        name="move",
        subject="where the store lies from here on: `file` or `postgresql`; of the accounts, "
        "`accounts:` before it",
        digest="every table that was copied: how many rows, and a SHA-256 over them",
        leaves_row=False,
    ),
    Act(
        name="restore",
        subject="`case`",
        digest="SHA-256 of the list of files of the backup from which the case was made",
        leaves_row=False,
    ),
    Act(
        name="stamp_request",
        subject="hash of the entry to be stamped",
        digest="the query and its nonce",
        leaves_row=True,
    ),
    Act(
        name="anchor",
        subject="hash of the stamped entry",
        digest="the authority's answer, and the roots it was checked with",
        leaves_row=True,
    ),
    Act(
        name="edit",
        subject="SHA-256 of the recording",
        digest="the whole version: author, spans, what was written",
        leaves_row=True,
    ),
    Act(
        name="glossary",
        subject="`glossary`",
        digest="the change, its term, and the case's glossary after it",
        leaves_row=False,
    ),
    Act(
        name="themes",
        subject="`themes`",
        digest="the change, its theme, and the case's own themes after it",
        leaves_row=False,
    ),
    Act(
        name="protect",
        subject="`protect`",
        digest="the change, its term, and the case's protect list after it",
        leaves_row=False,
    ),
    Act(
        name="judge",
        subject="id of the attribution, of the claim, or of the pair of voices or profiles",
        digest="the judgement: verdict, reasons, by whom, when",
        leaves_row=True,
    ),
    Act(
        name="restrict",
        subject="id of the call or the person",
        digest="who alone may see it, or that this is lifted; reasons, by whom, when",
        leaves_row=True,
    ),
    Act(
        name="open",
        subject="id of the call or person, or name of the release",
        digest="the same, and what kind of page it was",
        leaves_row=False,
    ),
    Act(
        name="play",
        subject="SHA-256 of the recording",
        digest="the same",
        leaves_row=False,
    ),
    Act(
        name="log_in",
        subject="`desk`",
        digest="how: by password, by a link, by OpenID Connect",
        leaves_row=False,
    ),
    Act(
        name="log_in_refused",
        subject="`desk`",
        digest="at what: password, second factor, link",
        leaves_row=False,
    ),
    Act(
        name="account",
        subject="name of the account",
        digest="what changed: made, role, password, second factor, sessions, shut, open again",
        leaves_row=False,
    ),
    Act(
        name="comment",
        subject="SHA-256 of the recording",
        digest="the comment: span, words, by whom, when",
        leaves_row=True,
    ),
    Act(
        name="facts",
        subject="SHA-256 of the file of facts",
        digest="one version of it: its source and every fact that was read",
        leaves_row=True,
    ),
    Act(
        name="grade",
        subject="id of the claim, of the fact, or of the speaker",
        digest="the grade: source, information, reasons, by whom, when",
        leaves_row=True,
    ),
    Act(
        name="release_draft",
        subject="name of the release",
        digest="one version of what is chosen, and by whom",
        leaves_row=True,
    ),
    Act(
        name="release_edition",
        subject="name of the release, `/`, number of the edition",
        digest="its version of the draft, and its list of files with their SHA-256",
        leaves_row=True,
    ),
    Act(
        name="release_gate",
        subject="as `release_edition`, then `/gate`",
        digest="what the gate found in exactly these bytes",
        leaves_row=True,
    ),
    Act(
        name="release_waiver",
        subject="as `release_gate`",
        digest="the finding, by whom it was accepted, and why",
        leaves_row=True,
    ),
    Act(
        name="release_sign_off",
        subject="as `release_edition`",
        digest="by whom exactly these bytes were signed",
        leaves_row=True,
    ),
    Act(
        name="objection",
        subject="SHA-256 of the recording",
        digest="what somebody has against a clip of a release, or the answer; by whom, and why",
        leaves_row=True,
    ),
    Act(
        name="release_published",
        subject="as `release_edition`",
        digest="which bytes became public, and by whom",
        leaves_row=True,
    ),
    Act(
        name="release_withdrawn",
        subject="as `release_edition`",
        digest="which bytes were taken back, by whom, and why",
        leaves_row=True,
    ),
    Act(
        name=FORGET,
        subject="SHA-256 of the recording",
        digest="the tombstone; the entries that it names then have no rows",
        leaves_row=True,
    ),
    Act(
        name="cleared",
        subject="SHA-256 of the recording",
        digest="the tombstone; nothing is left of the recording in the case folder",
        leaves_row=False,
    ),
    Act(
        name="bag",
        subject="id of the bag",
        digest="the head of its ledger",
        leaves_row=True,
    ),
    Act(
        name="foreign_stamp",
        subject="the head of the ledger of another case",
        digest="a query over that ledger, and the authority's answer if there is one",
        leaves_row=True,
    ),
)
"""Every act, in the order of a case."""

ACCESS = frozenset({"open", "play", "log_in", "log_in_refused", "account"})
"""Acts of people at the desk that change nothing in the store."""

ROWLESS = frozenset(act.name for act in ACTS if not act.leaves_row)


SALTED = frozenset(
    {
        *("intake", "transcript", "container", "calls", "edit", "judge", "grade", MADE, LEADS),
        *("release_draft", "release_edition", "release_gate", "release_waiver"),
        *("release_sign_off", "protect", "restrict", "comment", "objection"),
    }
)
"""Acts whose rows tell of a recording, and may be forgotten: their digests are salted. So is that
of the protect list, whose terms could be guessed."""


def is_salted(action: str) -> bool:
    """Whether the ledger keeps a salted digest of what this act stored."""
    stem, colon, _ = action.partition(":")
    return stem + colon in SALTED


def leaves_row(action: str) -> bool:
    """Whether an entry of this action must have its row; an unknown action must."""
    stem, colon, _ = action.partition(":")
    return stem + colon not in ROWLESS
