"""All addresses of the desk. Every view says by `roles.needs` who may see it."""

from django.conf.urls.i18n import urlpatterns as language
from django.urls import include, path

from earwitness.desk.converters import CallId, Sha256, register

register(call=CallId, sha256=Sha256)

urlpatterns = [
    path("", include("earwitness.desk.overview.urls")),
    path("", include("earwitness.desk.calls.urls")),
    path("", include("earwitness.desk.access.urls")),
    path("", include("earwitness.desk.call.urls")),
    path("", include("earwitness.desk.findings.urls")),
    path("", include("earwitness.desk.speakers.urls")),
    path("", include("earwitness.desk.releases.urls")),
    path("", include("earwitness.desk.review.urls")),
    path("", include("earwitness.desk.health.urls")),
    path("i18n/", include(language)),
]
handler500 = "earwitness.desk.log.failed_page.failed"
