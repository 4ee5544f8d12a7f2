"""Addresses of logging in and out, passwords and second factors."""

from allauth.account import views as account
from django.urls import include, path

from earwitness.desk.access import views

urlpatterns = [
    path("enter/<str:untrusted_secret>", views.enter, name="enter"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/second-factor/", include("allauth.mfa.urls")),
]
