"""The tables of a case.

A row holds what is asked for by column, and the whole record as JSON in `body`; `records_json`
maps one to the other. Rows that say what was observed are only ever added.
"""

from typing import ClassVar

from django.db import models

from earwitness.runtime.store.listing_models import PROJECTIONS as PROJECTIONS


class RecordingRow(models.Model):
    """One recording: an original under its hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    byte_size = models.BigIntegerField()
    source_name = models.TextField()


class IntakeRow(models.Model):
    """One arrival of a recording, from one path."""

    recording = models.ForeignKey(RecordingRow, on_delete=models.PROTECT, related_name="intakes")
    source_path = models.TextField()
    body = models.JSONField()

    class Meta:
        """The same bytes from the same path are one arrival."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "source_path"], name="one_arrival")
        ]


class DeliveryRow(models.Model):
    """One version of a delivery; the one with the highest number leads."""

    delivery = models.CharField(max_length=64)
    version = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """A correction is a version of its own."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "version"], name="one_delivery_version")
        ]


class ContainerRow(models.Model):
    """One archive (zip, tar, 7z …) that was opened, from one path, with the list of its members."""

    sha256 = models.CharField(max_length=64)
    source_path = models.TextField()
    body = models.JSONField()

    class Meta:
        """The same bytes from the same path are one container."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256", "source_path"], name="one_container")
        ]


class SeenFileRow(models.Model):
    """How a file looked to the system when it was taken in. A memory, not an observation; `digest`
    is of all of it (`memory`), empty if version 0.1.0 wrote it."""

    path = models.TextField(primary_key=True)
    sha256 = models.CharField(max_length=64)
    signature = models.JSONField()
    digest = models.CharField(max_length=64, default="")


class CallListReadingRow(models.Model):
    """How a call list was read, once for each reading that gave other rows."""

    list_sha256 = models.CharField(max_length=64)
    reading = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """The reading with the highest number leads."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list_sha256", "reading"], name="one_list_reading")
        ]


class CallListEntryRow(models.Model):
    """One row of a call list, as one reading saw it."""

    list_sha256 = models.CharField(max_length=64)
    reading = models.IntegerField(default=1)
    row_number = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """The same row of the same reading is there once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list_sha256", "reading", "row_number"], name="one_list_row"
            )
        ]


class CallRow(models.Model):
    """One call, assembled from recordings and call lists."""

    id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(null=True, db_index=True)
    body = models.JSONField()


class CallRecordingRow(models.Model):
    """Which recordings a call has."""

    call = models.ForeignKey(CallRow, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64, db_index=True)


class ProfileSourceRow(models.Model):
    """One export that was read."""

    id = models.CharField(max_length=64, primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    body = models.JSONField()


class ProfileRow(models.Model):
    """One profile of a source."""

    source = models.ForeignKey(ProfileSourceRow, on_delete=models.CASCADE)
    profile_id = models.TextField()
    body = models.JSONField()


class SourceStatementRow(models.Model):
    """One version of what people say of a source; the one with the highest number leads."""

    source = models.CharField(max_length=64)
    version = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """A correction is a version of its own."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "version"], name="one_source_statement")
        ]


class RangeTableRow(models.Model):
    """One registry table of number ranges that was read."""

    id = models.CharField(max_length=64, primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    body = models.JSONField()


class RangeBlockRow(models.Model):
    """Some ranges of a table, as lists of texts."""

    table = models.ForeignKey(RangeTableRow, on_delete=models.CASCADE)
    position = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """Blocks of a table are a line."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "position"], name="one_range_block")
        ]


class ResultRow(models.Model):
    """What a stage made of one subject, with its provenance. `current` marks the leading one."""

    key = models.CharField(max_length=64, primary_key=True)
    stage = models.CharField(max_length=32)
    subject = models.CharField(max_length=64)
    provenance = models.JSONField()
    output = models.JSONField()
    output_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        """Small columns stand in the index: in the table SQLite reads through outputs to them."""

        indexes: ClassVar = [
            models.Index(
                fields=["stage", "subject", "current", "key", "output_digest"],
                name="result_without_output",
            )
        ]


class TranscriptRow(models.Model):
    """A transcript that came from outside or from a person; engines' ones are results."""

    sha256 = models.CharField(max_length=64, db_index=True)
    origin = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    body = models.JSONField()

    class Meta:
        """The same transcript is taken once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256", "digest"], name="one_transcript")
        ]


class TranscriptVersionRow(models.Model):
    """One version that a person made of a recording's transcript."""

    sha256 = models.CharField(max_length=64, db_index=True)
    number = models.IntegerField()
    digest = models.CharField(max_length=64)
    body = models.JSONField()

    class Meta:
        """Versions of a recording are a line."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256", "number"], name="one_transcript_version")
        ]


class JudgementRow(models.Model):
    """One decision of a person; a later one of the same subject supersedes it."""

    id = models.CharField(max_length=64, primary_key=True)
    subject = models.TextField(db_index=True)
    body = models.JSONField()


class FactFileRow(models.Model):
    """One version of a file of published facts; of a name the one with the highest number leads."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.TextField()
    version = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """A changed file is a version of its own."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "version"], name="one_fact_version")
        ]


class GradeRow(models.Model):
    """One grade that a person gave; a later one of the same subject supersedes it."""

    id = models.CharField(max_length=64, primary_key=True)
    subject = models.TextField(db_index=True)
    body = models.JSONField()


class RestrictionRow(models.Model):
    """One decision on who may see a call or a person; a later one of a subject supersedes it."""

    id = models.CharField(max_length=64, primary_key=True)
    subject = models.TextField(db_index=True)
    body = models.JSONField()


class RestrictionMarkRow(models.Model):
    """What is restricted now (`restriction_marks`); follows from the restrictions in force.
    `restriction` is the subject of one."""

    kind = models.CharField(max_length=16)
    marked = models.TextField(db_index=True)
    restriction = models.TextField()
    allowed = models.JSONField()

    class Meta:
        """Marked once by each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "marked", "restriction"], name="one_mark")
        ]


class CommentRow(models.Model):
    """One remark on a span of a recording, which is its subject."""

    id = models.CharField(max_length=64, primary_key=True)
    subject = models.CharField(max_length=64, db_index=True)
    body = models.JSONField()


class ObjectionRow(models.Model):
    """What somebody has against a clip of a release, or an answer to that; `subject` is the
    recording."""

    id = models.CharField(max_length=64, primary_key=True)
    subject = models.CharField(max_length=64, db_index=True)
    release = models.TextField(db_index=True)
    body = models.JSONField()


class ProblemRow(models.Model):
    """An open problem. It goes when the same stage succeeds on the same subject; `digest` as
    `SeenFileRow`'s."""

    subject = models.TextField()
    stage = models.CharField(max_length=32)
    what = models.TextField()
    remedy = models.TextField()
    met_at = models.DateTimeField()
    digest = models.CharField(max_length=64, default="")

    class Meta:
        """One open problem for each subject and stage."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "stage"], name="one_open_problem")
        ]


class LedgerRow(models.Model):
    """One ledger entry, exactly as hashed."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.TextField()
    action = models.CharField(max_length=40)
    subject = models.TextField()
    digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """Asked for the newest of an act, and whether an act came after an entry."""

        indexes: ClassVar = [models.Index(fields=["action", "sequence"], name="act_in_order")]


class SaltRow(models.Model):
    """The salt of a subject's digests in the ledger. It goes when the subject is forgotten."""

    subject = models.TextField(primary_key=True)
    salt = models.CharField(max_length=32)


class ReleaseDraftRow(models.Model):
    """One version of what is chosen for a release; the one with the highest number leads."""

    release = models.TextField()
    version = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """Nothing that was chosen is overwritten."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "version"], name="one_draft_version")
        ]


class ReleaseClipRow(models.Model):
    """A clip as it is from one version of a draft on (`release_clips`)."""

    release = models.TextField()
    clip = models.TextField()
    version = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """Nothing that was chosen is overwritten."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release", "clip", "version"], name="one_clip_of_a_draft_version"
            )
        ]


class ReleaseEditionRow(models.Model):
    """One package as it was built."""

    release = models.TextField()
    number = models.IntegerField()
    body = models.JSONField()

    class Meta:
        """An edition is built once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "number"], name="one_edition")
        ]


class GateLookRow(models.Model):
    """What the gate saw of an edition, once."""

    id = models.CharField(max_length=64, primary_key=True)
    release = models.TextField()
    edition = models.IntegerField()
    body = models.JSONField()


class WaiverRow(models.Model):
    """One person accepted one finding of the gate."""

    id = models.CharField(max_length=64, primary_key=True)
    release = models.TextField()
    edition = models.IntegerField()
    body = models.JSONField()


class SignOffRow(models.Model):
    """One person signed an edition."""

    id = models.CharField(max_length=64, primary_key=True)
    release = models.TextField()
    edition = models.IntegerField()
    body = models.JSONField()


class ReleaseStepRow(models.Model):
    """An edition became public, or was taken back."""

    id = models.CharField(max_length=64, primary_key=True)
    release = models.TextField()
    edition = models.IntegerField()
    body = models.JSONField()


class StampRequestRow(models.Model):
    """A query for a time stamp over one ledger entry."""

    sequence = models.BigIntegerField()
    nonce = models.TextField(unique=True)
    body = models.JSONField()


class AnchorRow(models.Model):
    """A time-stamping authority's answer to a query."""

    request = models.ForeignKey(StampRequestRow, on_delete=models.PROTECT, related_name="anchors")
    body = models.JSONField()


class TombstoneRow(models.Model):
    """One recording that was forgotten."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    body = models.JSONField()


class BagRow(models.Model):
    """One bag that was taken in, by the SHA-256 of its tag manifest; the head of its ledger."""

    id = models.CharField(max_length=64, primary_key=True)
    head = models.CharField(max_length=64)


class ForeignStampRow(models.Model):
    """A query for a stamp over the ledger of another case, or one answer to it; `chain` is the
    head of that ledger, `digest` that of the body."""

    chain = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    body = models.JSONField()

    class Meta:
        """A stamp is kept once for each ledger, however many bags hold it."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "digest"], name="one_foreign_stamp")
        ]


class ForeignLedgerRow(models.Model):
    """One ledger entry of another case, exactly as hashed; `chain` is the head of its ledger."""

    chain = models.CharField(max_length=64)
    sequence = models.BigIntegerField()
    at = models.CharField(max_length=40)
    actor = models.TextField()
    action = models.CharField(max_length=40)
    subject = models.TextField()
    digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """A ledger is kept once, however many bags hold it."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="one_foreign_entry")
        ]
