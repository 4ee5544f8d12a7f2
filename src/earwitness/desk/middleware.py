"""What every request passes: headers that keep the browser from going elsewhere, rights, plain
words for what goes wrong."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse

from earwitness.desk.access.sessions import has_second_factor
from earwitness.desk.acting import may, served
from earwitness.desk.log.requests import note_person
from earwitness.desk.roles import Right, right_of
from earwitness.records.errors import CaseUnusable, EarwitnessError, WrongUsage

NOT_HTTPS = (
    "This desk answers over HTTPS alone. If you came by https://, its proxy does not say so: it "
    "must send X-Forwarded-Proto, and come from the address that case.toml names.\n"
)

NULL = "\x00"
Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
"""Content Security Policy 3: nothing inline, nothing from elsewhere."""

PERMISSIONS = "camera=(), microphone=(), geolocation=(), interest-cohort=(), payment=(), usb=()"

LIBRARY_RIGHTS: dict[str, Right] = {
    "account_login": Right.NOBODY,
    "account_logout": Right.NOBODY,
    "account_inactive": Right.NOBODY,
    "account_reauthenticate": Right.READ,
    "account_change_password": Right.READ,
    "mfa_authenticate": Right.NOBODY,
    "mfa_reauthenticate": Right.READ,
    "mfa_reauthenticate_webauthn": Right.READ,
    "mfa_index": Right.READ,
    "mfa_activate_totp": Right.READ,
    "mfa_deactivate_totp": Right.READ,
    "mfa_generate_recovery_codes": Right.READ,
    "mfa_view_recovery_codes": Right.READ,
    "mfa_download_recovery_codes": Right.READ,
    "mfa_list_webauthn": Right.READ,
    "mfa_add_webauthn": Right.READ,
    "mfa_edit_webauthn": Right.READ,
    "mfa_remove_webauthn": Right.READ,
    "openid_connect_login": Right.NOBODY,
    "openid_connect_callback": Right.NOBODY,
    "set_language": Right.NOBODY,
}
"""Rights of views that are not ours, by the name of their address."""


def security_headers(answer: Answer) -> Answer:
    """Adds the policy to everything, and keeps pages out of caches that outlive the session."""

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return with_headers


def without_null_characters(answer: Answer) -> Answer:
    """Writes "?" for the null character in what an address asks for, as it is done with texts: no
    database on a server can be asked for it."""

    def cleaned(request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        if NULL in asked or "%00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "%3F").replace(NULL, "%3F")
        return answer(request)

    return cleaned


def require_https(answer: Answer) -> Answer:
    """Refuses a request to the desk of a team that did not come over HTTPS, as its proxy says."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_SECURE and not request.is_secure():
            return HttpResponse(NOT_HTTPS, status=400, content_type="text/plain; charset=utf-8")
        return answer(request)

    return guarded


def require_right(answer: Answer) -> Answer:
    """Lets nobody through who lacks the right that a view needs; a view that says none is shut."""

    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            match = resolve(request.path_info)
        except Http404:
            return answer(request)
        right = right_of(match.func) or LIBRARY_RIGHTS.get(match.url_name or "")
        if right is Right.NOBODY:
            return answer(request)
        if not request.user.is_authenticated:
            return _log_in_first(request)
        note_person(request)
        if not served().alone and not has_second_factor(request) and not _sets_up(match.url_name):
            return _set_up_first(request)
        if right is None or not may(request, right):
            return render(request, "refused.html", {"right": right}, status=403)
        return answer(request)

    return guarded


def _sets_up(url_name: str | None) -> bool:
    """Whether an address is of the pages on which a second factor is set up."""
    return (url_name or "").startswith("mfa_") or url_name == "account_reauthenticate"


def _set_up_first(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403, headers={"HX-Redirect": reverse("mfa_index")})
    return redirect("mfa_index")


def _log_in_first(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": reverse("account_login")})
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


class SpeakPlainly:
    """Turns errors of our tree into a page that says what happened and what to do."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As Django asks."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for an error that we know; None leaves others to Django."""
        if not isinstance(error, EarwitnessError):
            return None
        status = {WrongUsage: 400, CaseUnusable: 503}.get(type(error), 422)
        name = "_problem.html" if request.headers.get("HX-Request") else "problem.html"
        return render(request, name, {"error": error}, status=status)


speak_plainly = SpeakPlainly
