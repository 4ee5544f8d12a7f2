"""The report of a case: one self-contained HTML page, for inside use."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from earwitness.desk.report import wording
from earwitness.desk.report.call_view import call_view
from earwitness.desk.report.claim_view import by_kind
from earwitness.desk.report.contrast_view import contrast_values
from earwitness.desk.report.delivery_view import delivery_view
from earwitness.desk.report.finding_view import line_view, model_view, person_view
from earwitness.desk.report.lookups import Lookups
from earwitness.desk.report.loss_view import loss_views
from earwitness.desk.report.report_data import Counts, ReportData

_TEMPLATES = Path(__file__).with_name("templates")


def render_report(data: ReportData) -> str:
    """The whole page. It makes no request: style and script stand in it, links lead inside it.

    Every value is escaped by the template engine; a content security policy in the page lets
    only our own script run, by its hash, and nothing be loaded.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: `data.time_zone` is no IANA zone (settings check that).
    """
    style, script = _own("report.css"), _own("report.js")
    lookups = Lookups(data)
    calls = tuple(call_view(call, lookups) for call in data.calls)
    claims = {claim.id: claim for call in calls for claim in call.claims}
    asides = {claim.id: claim for call in calls for claim in call.asides}
    values = {
        "case_name": data.case_name,
        "made_at": lookups.moment(data.made_at),
        "time_zone": data.time_zone,
        "version": data.version,
        "figures": _figures(data.counts),
        "selection_caveat": data.selection_caveat,
        "deliveries": tuple(delivery_view(batch) for batch in data.deliveries),
        "caution": data.caution,
        "calls": calls,
        "claim_groups": by_kind(claims.values()),
        "asides": tuple(asides.values()),
        "claim_count": wording.number(len(claims)),
        "persons": tuple(person_view(person, lookups) for person in data.persons),
        "losses": loss_views(data.losses, {**asides, **claims}),
        **contrast_values(data.contrasts, lookups),
        "sources": data.sources,
        "lines": tuple(line_view(line, data.sources, lookups) for line in data.lines),
        "problems": data.problems,
        "models": tuple(model_view(used) for used in data.models),
        # Our own files, shipped with the package: the only text that is not escaped.
        "style": mark_safe(style),
        "script": mark_safe(script),
        "script_digest": _csp_digest(script),
    }
    # Values are strings already; localisation would ask for Django settings.
    context = Context(values, autoescape=True, use_l10n=False, use_tz=False)
    return _engine().get_template("report.html").render(context)


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(_TEMPLATES)], builtins=["earwitness.desk.report.cyrillic"])


def _own(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _csp_digest(script: str) -> str:
    """A script's hash as a content security policy names it (CSP level 2, section 7.18)."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _figures(counts: Counts) -> tuple[tuple[str, str], ...]:
    return (
        ("recordings", wording.number(counts.recordings)),
        ("calls", wording.number(counts.calls)),
        ("minutes", wording.number(round(counts.minutes))),
        ("heard", wording.share(counts.heard_share)),
        ("duplicates", wording.number(counts.duplicates)),
        ("problems", wording.number(counts.problems)),
    )
