"""Tables for listing calls: a projection of the store, made from its rows and made anew at any
time. Nothing else rests on them, and no ledger knows them."""

from typing import ClassVar

from django.db import models


class ListingStateRow(models.Model):
    """How far the projection has followed the ledger. `form` is what made it."""

    form = models.CharField(max_length=64)
    sequence = models.BigIntegerField(default=0)


class ListedCallRow(models.Model):
    """One call as it is listed. `is_stale` says that something changed since; `call_digest` is of
    the text of the call's row."""

    call_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(null=True, db_index=True)
    day = models.DateField(null=True, db_index=True)
    caller = models.TextField(default="")
    called = models.TextField(default="")
    duration_ms = models.BigIntegerField(null=True, db_index=True)
    state = models.CharField(max_length=16, default="listed", db_index=True)
    recordings = models.IntegerField(default=0)
    turns = models.IntegerField(default=0)
    claims = models.IntegerField(default=0)
    call_digest = models.CharField(max_length=64, default="")
    is_stale = models.BooleanField(default=True)

    class Meta:
        """Few are stale; SQLite uses an index for a bare truth value only where it is partial."""

        indexes: ClassVar = [
            models.Index(
                fields=["call_id"], condition=models.Q(is_stale=True), name="stale_listed_call"
            )
        ]


class CallFacetRow(models.Model):
    """One thing that a call is found by; `folded` is the label without letter case."""

    call_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    value = models.TextField()
    label = models.TextField()
    folded = models.TextField()
    standing = models.CharField(max_length=16, default="")

    class Meta:
        """Asked for by what it is, and by call."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call_id", "kind", "value"], name="one_facet_of_a_call")
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "value", "call_id"], name="facet_by_value"),
        ]


class ListedCandidateRow(models.Model):
    """One candidate for one side of a call. `speaker` names call and side in one word, to group by;
    `person` is "" of the candidate that nobody of the sources is; `profiles` are references, each
    between line breaks."""

    speaker = models.CharField(max_length=80)
    call_id = models.CharField(max_length=64, db_index=True)
    side = models.CharField(max_length=8)
    speaker_label = models.CharField(max_length=120)
    line = models.CharField(max_length=64, db_index=True)
    attribution = models.CharField(max_length=64)
    person = models.CharField(max_length=64)
    name = models.TextField()
    folded = models.TextField()
    probability = models.FloatField()
    judgement = models.CharField(max_length=16)
    profiles = models.TextField()

    class Meta:
        """Asked for by side of a call, and by person."""

        indexes: ClassVar = [
            models.Index(fields=["speaker", "person", "probability"], name="candidate_by_speaker"),
            models.Index(fields=["person", "speaker"], name="candidate_by_person"),
        ]


class ListedVoiceRow(models.Model):
    """One voice of a group of voices."""

    group = models.CharField(max_length=64, db_index=True)
    voice = models.CharField(max_length=64)
    call_id = models.CharField(max_length=64, db_index=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    speaker_label = models.CharField(max_length=120)
    speech_ms = models.BigIntegerField()


PROJECTIONS: tuple[type[models.Model], ...] = (
    ListingStateRow,
    ListedCallRow,
    CallFacetRow,
    ListedCandidateRow,
    ListedVoiceRow,
)
