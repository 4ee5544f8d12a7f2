"""Addresses of logging in and out, passwords and second factors, accounts and restrictions."""

from allauth.account import views as account
from django.urls import include, path

from earwitness.desk.access import (
    account_views,
    acts_views,
    password_views,
    provider_views,
    restriction_views,
    views,
)
from earwitness.desk.access.openid import INSTALLED

urlpatterns = [
    path("enter/<str:untrusted_secret>", views.enter, name="enter"),
    path("account/login/", account.login, name="account_login"),
    path("account/sign-up/", views.no_sign_up, name="account_signup"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path(
        "account/new-password/<str:untrusted_secret>",
        password_views.new_password,
        name="new_password",
    ),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/openid/", provider_views.connections, name="socialaccount_connections"),
    path("account/openid/tie/", provider_views.tie, name="tie_account"),
    path("account/openid/untie/", provider_views.untie, name="untie_account"),
    path(
        "account/openid/cancelled/",
        provider_views.not_logged_in,
        name="socialaccount_login_cancelled",
    ),
    path("accounts/", account_views.accounts, name="accounts"),
    path("accounts/changes/", acts_views.account_changes, name="account_changes"),
    path("accounts/use/", acts_views.use, name="use"),
    path("accounts/new/", account_views.make, name="make_account"),
    path("accounts/<int:pk>/", account_views.account, name="account"),
    path("accounts/<int:pk>/change/", account_views.change, name="change_account"),
    path("need-to-know/", restriction_views.restrictions, name="restrictions"),
    path("need-to-know/restrict/", restriction_views.restrict, name="restrict"),
    path("need-to-know/lift/", restriction_views.lift, name="lift"),
]

if INSTALLED:
    from allauth.socialaccount.providers.openid_connect import views as openid

    urlpatterns += [
        path("account/openid/<slug:provider_id>/login/", openid.login, name="openid_connect_login"),
        path(
            "account/openid/<slug:provider_id>/login/callback/",
            openid.callback,
            name="openid_connect_callback",
        ),
    ]
