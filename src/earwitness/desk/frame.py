"""What the head of every page shows."""

from typing import Any

from django.http import HttpRequest

from earwitness.desk.access.openid import provider_name
from earwitness.desk.acting import name_of, served
from earwitness.desk.covering import covered_for
from earwitness.desk.parts import parts_for
from earwitness.desk.roles import Right


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """The case's name, the parts of the desk, who is at work, and what that person may do."""
    account = getattr(request, "user", None)
    rights = account.rights if account is not None and account.is_authenticated else frozenset()
    desk = served()
    return {
        "case_name": desk.place.folder.root.name if rights else "",
        "alone": desk.alone,
        "openid": provider_name(),
        "parts": parts_for(request) if rights else [],
        "worker": name_of(request) if rights else "",
        "covered": covered_for(request) if rights else (),
        "may": {right.value: right in rights for right in Right},
    }
