"""What goes from the releases with a recording that is forgotten.

A release that ever held the recording is forgotten as far as it was not public: all versions of
its draft, all that the gate saw and people accepted, and editions that never became public. What
became public stays listed (numbers, digests, who signed, from when to when); nothing said stands
in it but the reason of a withdrawal.
"""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from earwitness.runtime.store import releases
from earwitness.runtime.store.models import (
    GateLookRow,
    LedgerRow,
    ReleaseClipRow,
    ReleaseDraftRow,
    ReleaseEditionRow,
    ReleaseStepRow,
    SignOffRow,
    WaiverRow,
)
from earwitness.runtime.store.release_clips import own_clips

ACTS_OF_THE_GATE = (releases.GATE, releases.WAIVER)
Rows = dict[str, "models.QuerySet[models.Model]"]


def releases_with(sha256: str) -> tuple[str, ...]:
    """Names of the releases of which any version of the draft holds a clip of this recording."""
    named = Cast(KT("body__sha256"), models.TextField())  # compared as text, not as JSON
    clips = ReleaseClipRow.objects.alias(cut_from=named).filter(cut_from=sha256)
    found = set(clips.values_list("release", flat=True))
    found |= {
        row.release
        for row in ReleaseDraftRow.objects.iterator()
        if any(clip.get("sha256") == sha256 for clip in own_clips(row.body))
    }
    return tuple(sorted(found))


def rows_with(names: Sequence[str]) -> Rows:
    """What goes of these releases, by table."""
    private = Q(pk__in=[])
    for name, number in _private_editions(names):
        private |= Q(release=name, edition=number)
    own = Q(release__in=names)
    return {
        "release_draft": ReleaseDraftRow._default_manager.filter(own),
        "release_clip": ReleaseClipRow._default_manager.filter(own),
        "gate_look": GateLookRow._default_manager.filter(own),
        "waiver": WaiverRow._default_manager.filter(own),
        "sign_off": SignOffRow._default_manager.filter(private),
        "release_edition": ReleaseEditionRow._default_manager.filter(
            pk__in=[
                row.pk
                for name, number in _private_editions(names)
                for row in ReleaseEditionRow.objects.filter(release=name, number=number)
            ]
        ),
    }


def entries_with(names: Sequence[str]) -> "models.QuerySet[LedgerRow]":
    """The ledger entries of these rows."""
    private = _private_editions(names)
    edition_subjects = [releases.edition_subject(*one) for one in private]
    gates = Q(pk__in=[])
    for name in names:
        gates |= Q(subject__startswith=f"{name}/", action__in=ACTS_OF_THE_GATE)
    return LedgerRow.objects.filter(
        Q(subject__in=names, action=releases.DRAFT)
        | Q(subject__in=edition_subjects, action__in=(releases.EDITION, releases.SIGN_OFF))
        | gates
    )


def salted_subjects(names: Sequence[str]) -> set[str]:
    """Subjects whose salts go with these rows. The salt of what gates looked for goes with every
    recording that is forgotten: older looks then tell nothing, and count no more."""
    private = _private_editions(names)
    numbers = ReleaseEditionRow.objects.filter(release__in=names).values_list("release", "number")
    return {
        releases.IDENTIFIERS,
        *names,
        *(releases.edition_subject(*one) for one in private),
        *(releases.gate_subject(*one) for one in numbers),
    }


def _private_editions(names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Editions that never became public."""
    rows = ReleaseStepRow.objects.filter(release__in=names)
    public = set(rows.values_list("release", "edition"))
    numbers = ReleaseEditionRow.objects.filter(release__in=names).values_list("release", "number")
    return tuple(one for one in numbers.order_by("release", "number") if one not in public)
