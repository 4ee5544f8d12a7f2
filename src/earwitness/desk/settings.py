"""Django's settings for the desk: those of the store, and what a web site needs.

What depends on the case or on how the desk is reached is set by `start` before the first request.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import allauth

from earwitness.runtime.store_settings import DATABASES as STORE

_HERE = Path(__file__).parent
_ALLAUTH = Path(allauth.__file__).parent

SECRET_KEY = "set by start"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INSTALLED_APPS = [
    "earwitness.runtime.store.apps.StoreConfig",
    "earwitness.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # the library's page of security keys
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
]
if find_spec("jwt") and find_spec("requests"):  # the extra `openid`
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
MIDDLEWARE = [
    "earwitness.desk.log.requests.log_request",
    "earwitness.desk.middleware.without_null_characters",
    "earwitness.desk.middleware.security_headers",
    "earwitness.desk.health.middleware.answer_watchers",
    "earwitness.desk.middleware.require_https",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "earwitness.desk.access.sessions.limit_session",
    "earwitness.desk.middleware.require_right",
    "earwitness.desk.middleware.speak_plainly",
]
ROOT_URLCONF = "earwitness.desk.urls"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "earwitness.desk.frame.for_templates",
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    **STORE,
    "desk": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": dict(STORE["default"]["OPTIONS"]),
    },
}
for _one in DATABASES.values():
    _one["CONN_MAX_AGE"] = None  # a connection a thread
DATABASE_ROUTERS = ["earwitness.desk.routing.DeskRouter"]

AUTH_USER_MODEL = "desk.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview"

SESSION_COOKIE_NAME = "earwitness"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "earwitness_csrf"
CSRF_COOKIE_HTTPONLY = False
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

STATIC_URL = "static/"
STATICFILES_DIRS = [_HERE / "static", _ALLAUTH / "mfa" / "static", _ALLAUTH / "account" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
LOCALE_PATHS = [_HERE / "locale"]
LANGUAGE_COOKIE_NAME = "earwitness_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # pages turn moments into the zone of the case
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # nothing leaves the machine
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # What is counted must not be thrown out to make room: limits would begin anew.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
LOGGING_CONFIG = None  # no content, no names, no addresses in logs

ACCOUNT_ADAPTER = "earwitness.desk.access.adapters.NoSignUp"
SOCIALACCOUNT_ADAPTER = "earwitness.desk.access.adapters.KnownPeopleOnly"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: our policy lets no form lead elsewhere
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_ADAPTER = "earwitness.desk.access.adapters.SealedFactors"
MFA_FORMS = {"authenticate_webauthn": "earwitness.desk.access.forms.SecurityKey"}
MFA_TOTP_TOLERANCE = 1  # half a minute either way: telephones keep other time
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Earwitness"
"""Names of the settings: Django 5.2 and django-allauth 65."""
