"""The dossier of a release: everything that a lawyer asks about it, gathered. It stays inside."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from earwitness.app.custody import ledger_head, record_export
from earwitness.app.losses import refuse_inside
from earwitness.app.releases.dossier_clip import clip_sections
from earwitness.app.releases.dossier_objections import objections_to_dropped
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.gating import Matter, matters
from earwitness.app.releases.tools import Tools
from earwitness.app.releases.words import moment
from earwitness.archive.handing_out import new_file
from earwitness.publication.dossier.pdf import pdf
from earwitness.records.dossier import Dossier, Paragraph, Section, Table
from earwitness.records.errors import EarwitnessError
from earwitness.records.published import PublishedRelease
from earwitness.records.release import Edition, GateLook, ReleaseDraft
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases

NOTICE = "For inside use. It holds names, numbers and work notes, and is no part of the release."
FACTS = (0.28, 0.72)


def write_dossier(place: Workplace, tools: Tools, untrusted_name: str, out: Path) -> None:
    """Write the dossier as PDF; the ledger keeps that it was made, and its SHA-256.

    Raises:
        WrongUsage: there is no such release, or `out` is there already or lies in the case.
        CaseUnusable: it cannot be written.
    """
    draft = draft_of(untrusted_name)
    refuse_inside(place, out)
    try:
        published = tools.prepare(place, draft)
    except EarwitnessError:
        published = None  # a draft that cannot be prepared yet has a dossier of what is chosen
    raw = pdf(dossier_of(place, draft, published))
    with new_file(out) as file:
        file.write(raw)
        record_export(place, "dossier", sha256(raw).hexdigest())


def dossier_of(
    place: Workplace, draft: ReleaseDraft, published: PublishedRelease | None
) -> Dossier:
    """All that is known of a release; `published` is what the world may see of this draft, None if
    it cannot be prepared yet. The same state of the case gives the same dossier."""
    head = ledger_head()
    return Dossier(
        title=f"Dossier of the release {draft.name}",
        subtitle=f"{draft.title}. Draft {draft.version}. "
        f"Ledger at entry {head.sequence}, {moment(head.at)}.",
        notice=NOTICE,
        sections=tuple(_sections(place, draft, published, head.hash)),
    )


def _sections(
    place: Workplace, draft: ReleaseDraft, published: PublishedRelease | None, head: str
) -> Iterator[Section]:
    yield Section(heading="The release", level=1, blocks=(_release(draft, head),))
    yield Section(heading="What readers are told", level=2, blocks=tuple(_told(draft)))
    yield Section(heading="Findings that are said", level=2, blocks=(_findings(draft),))
    editions = releases.editions(draft.name)
    yield Section(heading="What was public, and when", level=2, blocks=(_steps(draft.name),))
    for edition in editions:
        yield from _edition(edition)
    yield Section(heading="Who changed the draft", level=2, blocks=(_drafts(draft.name),))
    yield from objections_to_dropped(draft)
    shown = {one.id: one for one in published.clips} if published else {}
    for number, clip in enumerate(draft.clips, start=1):
        yield from clip_sections(place, draft.name, number, clip, shown.get(clip.id))


def _release(draft: ReleaseDraft, head: str) -> Table:
    rows = (
        ("title", draft.title),
        ("id outside", draft.public_id),
        ("newsroom", draft.newsroom),
        ("day", draft.published_on),
        ("formats", ", ".join(draft.publishers)),
        ("head of the ledger", head),
        ("withdrawn", draft.withdrawn),
    )
    return Table(head=("", ""), rows=tuple(row for row in rows if row[1]), widths=FACTS)


def _told(draft: ReleaseDraft) -> Iterator[Paragraph]:
    for name in ("introduction", "method", "known", "not_known", "selection"):
        said = " ".join(getattr(draft, name))
        yield Paragraph(text=f"{name.replace('_', ' ')}: {said or 'nothing is said.'}")
    for one in draft.corrections:
        yield Paragraph(text=f"correction of {one.on}: {one.text}")


def _findings(draft: ReleaseDraft) -> Table:
    return Table(
        head=("finding", "clip", "claim of the case"),
        rows=tuple((one.text, one.clip_id, one.claim_id) for one in draft.findings),
        widths=(0.5, 0.2, 0.3),
        empty="None is said.",
    )


def _steps(name: str) -> Table:
    return Table(
        head=("when", "edition", "what", "by", "why"),
        rows=tuple(
            (moment(one.at), str(one.edition), one.event.value, one.by, one.why)
            for one in releases.steps(name)
        ),
        empty="Nothing of it was ever public.",
    )


def _edition(edition: Edition) -> Iterator[Section]:
    looks = releases.looks(edition.release, edition.number)
    blocks = (
        Paragraph(
            text=f"Built by {edition.by} at {moment(edition.at)} from draft "
            f"{edition.draft_version}. Digest of the package: {edition.package_digest}."
        ),
        _signed(edition),
        *_gate(edition, looks),
        Table(
            head=("file", "SHA-256", "bytes"),
            rows=tuple((one.path, one.sha256, str(one.byte_size)) for one in edition.files),
            widths=(0.35, 0.5, 0.15),
        ),
    )
    yield Section(heading=f"Edition {edition.number}", level=2, blocks=blocks)


def _signed(edition: Edition) -> Table:
    signed = releases.sign_offs(edition.release, edition.number)
    return Table(
        head=("signed by", "when", "exactly these bytes", "remark"),
        rows=tuple((one.by, moment(one.at), one.package_digest, one.why) for one in signed),
        empty="Nobody signed it.",
    )


def _gate(edition: Edition, looks: Sequence[GateLook]) -> Iterator[Paragraph | Table]:
    if not looks:
        yield Paragraph(text="The gate did not look at it.")
        return
    report = looks[-1].report
    yield Paragraph(
        text=f"The gate looked {len(looks)} times, last at {moment(looks[-1].at)}: "
        f"{report.file_count} files, {report.byte_count} bytes, {report.heard_ms // 1000} s of "
        f"sound. {'Clean.' if report.clean else 'Not clean.'}"
    )
    for said in report.not_looked_at:
        yield Paragraph(text=f"Not looked at: {said}", is_quiet=True)
    own = matters(report, releases.waivers(edition.release, edition.number))
    if own:
        widths = (0.2, 0.25, 0.25, 0.3)
        head = ("finding", "file", "place", "what")
        yield Table(head=head, rows=tuple(_matter(one) for one in own), widths=widths)
        yield Table(
            head=("accepted finding", "by", "when", "why"),
            rows=tuple(
                (one.id, waiver.by, moment(waiver.at), waiver.why)
                for one in own
                for waiver in one.waivers
            ),
            empty="Nobody accepted any of it.",
        )


def _matter(one: Matter) -> tuple[str, ...]:
    if one.finding:
        said = f"{one.finding.what}, {one.finding.encoding}"
        return one.id, one.finding.path, one.finding.where, said
    assert one.unopened is not None
    return one.id, one.unopened.path, one.unopened.where, f"not opened: {one.unopened.why}"


def _drafts(name: str) -> Table:
    return Table(
        head=("version", "when", "by", "why"),
        rows=tuple(
            (str(one.version), moment(one.at), one.by, one.why) for one in releases.versions(name)
        ),
        widths=(0.1, 0.3, 0.25, 0.35),
    )
