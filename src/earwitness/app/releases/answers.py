"""Releases in the documented JSON shapes. What they hold is inner material."""

from collections.abc import Set
from typing import Any

from earwitness.app.releases.clips import ChosenClip
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.english import EnglishOfClip
from earwitness.app.releases.gating import Matter
from earwitness.app.releases.history import public_now, public_spans
from earwitness.app.releases.objections import disputes
from earwitness.app.releases.readiness import advice, obstacles
from earwitness.app.releases.standing import Standing, standing_of
from earwitness.app.releases.suggested import Suggestion
from earwitness.app.releases.tools import Tools
from earwitness.records.objection import Dispute, Objection
from earwitness.records.release import Edition, ReleaseDraft, ReleaseStep, Waiver
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases

Answer = dict[str, Any]


def list_releases() -> list[Answer]:
    """Every release: its title, how far it is, what is public."""
    return [_listed(draft) for name in releases.names() if (draft := releases.newest_draft(name))]


def _listed(draft: ReleaseDraft) -> Answer:
    editions, public = releases.editions(draft.name), public_now(draft.name)
    return {
        "name": draft.name,
        "title": draft.title,
        "version": draft.version,
        "by": draft.by,
        "at": draft.at.isoformat(),
        "clips": sum(not clip.withdrawn for clip in draft.clips),
        "editions": len(editions),
        "newest_edition": editions[-1].number if editions else None,
        "public_edition": public.edition if public else None,
        "withdrawn": draft.withdrawn,
    }


def release_answer(place: Workplace, tools: Tools, draft: ReleaseDraft) -> Answer:
    """One release: what is chosen, what is missing, how its newest edition stands, what was public
    from when to when."""
    editions = releases.editions(draft.name)
    standing = standing_of(place, tools, editions[-1], draft=draft) if editions else None
    return {
        **_listed(draft),
        "draft": to_json(draft),
        "versions": [_version(one) for one in releases.versions(draft.name)],
        "before_building": list(obstacles(place, tools, draft)),
        "advice": list(advice(draft)),
        "objections": dispute_answers(draft.name),
        "edition": standing_answer(standing) if standing else None,
        "earlier_editions": [_edition(one) for one in editions[:-1]],
        "public": [
            {
                "edition": span.step.edition,
                "package_digest": span.step.package_digest,
                "from": span.step.at.isoformat(),
                "until": span.until.isoformat() if span.until else None,
                "by": span.step.by,
                "ended_by": span.ended.event.value if span.ended else None,
                "why": span.ended.why if span.ended else "",
            }
            for span in public_spans(draft.name)
        ],
    }


def standing_answer(standing: Standing) -> Answer:
    """How an edition stands."""
    report = standing.look.report if standing.look else None
    return {
        **_edition(standing.edition),
        "files": to_json(standing.edition.files),
        "changes": list(standing.changes),
        "unrecorded": list(standing.unrecorded),
        "gate": None
        if report is None or standing.look is None
        else {
            "at": standing.look.at.isoformat(),
            "clean": report.clean,
            "files": report.file_count,
            "bytes": report.byte_count,
            "heard_ms": report.heard_ms,
            "not_looked_at": list(report.not_looked_at),
        },
        "findings": [_matter(one) for one in standing.matters],
        "signed_by": [
            {"by": one.by, "at": one.at.isoformat(), "why": one.why} for one in standing.sign_offs
        ],
        "void_sign_offs": [{"by": one.by, "at": one.at.isoformat()} for one in standing.void],
        "missing": list(standing.missing),
    }


def built_answer(standing: Standing) -> Answer:
    """An edition that was just built, and what readers would miss in it."""
    edition = standing.edition
    draft = releases.draft_version(edition.release, edition.draft_version)
    return {**standing_answer(standing), "advice": list(advice(draft)) if draft else []}


def suggestion_answer(one: Suggestion) -> Answer:
    """One suggested cover."""
    return {
        "id": one.id,
        "clip": one.clip_id,
        "state": one.state,
        "start_ms": one.cover.start_ms,
        "end_ms": one.cover.end_ms,
        "reason": one.cover.reason.value,
        "words": one.cover.words,
        "detail": one.cover.detail,
    }


def clip_answer(chosen: ChosenClip) -> Answer:
    """A clip as it was kept, and how much of head and tail was cut off (negative: let in)."""
    return {
        "release": chosen.draft.name,
        "version": chosen.draft.version,
        "clip": to_json(chosen.clip),
        "head_cut_ms": chosen.head_ms,
        "tail_cut_ms": chosen.tail_ms,
    }


def english_answer(found: EnglishOfClip) -> Answer:
    """The English of a clip as it would be shown; `sure` false: shown as "[…]" until it is read."""
    return {
        "clip": found.clip.id,
        "digest": found.translation.digest,
        "read": found.read,
        "read_by": found.clip.translation_checked_by if found.read else "",
        "sentences": [
            {
                "start_ms": one.start_ms,
                "end_ms": one.end_ms,
                "speaker_label": one.speaker_label,
                "text": one.text,
                "sure": one.sure,
            }
            for one in found.translation.sentences
        ],
    }


def objection_answer(one: Objection) -> Answer:
    """An objection, or what was answered to one."""
    return {
        "id": one.id,
        "release": one.release,
        "clip": one.clip_id,
        "by": one.by,
        "at": one.at.isoformat(),
        "why": one.why,
        "answers": one.answers,
    }


def dispute_answers(name: str) -> list[Answer]:
    """Every objection to clips of a release: `open`, `answered`, or of a clip that does not go out
    any more.

    Raises:
        WrongUsage: there is no such release.
    """
    living = {clip.id for clip in draft_of(name).clips if not clip.withdrawn}
    return [_dispute(one, living) for one in disputes(name)]


def _dispute(one: Dispute, living: Set[str]) -> Answer:
    is_living = one.objection.clip_id in living
    return {
        **objection_answer(one.objection),
        "state": "answered" if one.answer else "open" if is_living else "clip_gone",
        "answer": objection_answer(one.answer) if one.answer else None,
    }


def waiver_answer(waiver: Waiver) -> Answer:
    """Who accepted what, and why."""
    answer: Answer = to_json(waiver)
    return answer


def step_answer(step: ReleaseStep, folder: str) -> Answer:
    """What became public, and where it was copied to."""
    return {**to_json(step), "folder": folder}


def _version(one: releases.DraftVersion) -> Answer:
    return {"version": one.version, "by": one.by, "at": one.at.isoformat(), "why": one.why}


def _edition(edition: Edition) -> Answer:
    return {
        "release": edition.release,
        "edition": edition.number,
        "draft_version": edition.draft_version,
        "package_digest": edition.package_digest,
        "by": edition.by,
        "at": edition.at.isoformat(),
    }


def _matter(one: Matter) -> Answer:
    told: Answer = to_json(one.finding or one.unopened)
    return {
        "kind": "finding" if one.finding else "unopened",
        **told,
        "id": one.id,
        "accepted": one.accepted,
        "waived_by": [{"by": own.by, "why": own.why} for own in one.waivers],
    }
