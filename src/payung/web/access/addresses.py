"""Every address of signing in and of one's own access, under /access/."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import include, path
from django.views.decorators.http import require_POST

from payung.web.access.account import account
from payung.web.access.again import SignInAgain
from payung.web.access.audit import audit
from payung.web.access.audit_export import audit_export
from payung.web.access.breach import breach_list
from payung.web.access.breach_export import breach_notice, breach_people
from payung.web.access.breach_page import breach_close, breach_page, breach_tell
from payung.web.access.invitation import invitation
from payung.web.access.invitations import invitations
from payung.web.access.invite_new import invite_new
from payung.web.access.password.change import change
from payung.web.access.permission import public, signed_in
from payung.web.access.roles import role_ask, role_decide, role_list
from payung.web.access.sessions import sessions
from payung.web.access.sign_in import sign_in
from payung.web.access.sign_out import sign_out
from payung.web.access.switch import switch_role
from payung.web.access.tokens import token_revoke

urlpatterns = [
    path("", account, name="account"),
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-out/", sign_out, name="sign-out"),
    # The names by which allauth sends somebody to the same two pages.
    path("sign-in/", sign_in, name="account_login"),
    path("sign-out/", sign_out, name="account_logout"),
    path("role/", switch_role, name="switch-role"),
    path("roles/", role_list, name="roles"),
    path("roles/ask/", role_ask, name="role-ask"),
    path("roles/<int:change_id>/decide/", role_decide, name="role-decide"),
    path("tokens/<int:token_id>/revoke/", token_revoke, name="token-revoke"),
    path("audit/", audit, name="audit"),
    path("audit/export/", audit_export, name="audit-export"),
    path("breach/", breach_list, name="breaches"),
    path("breach/<int:number>/", breach_page, name="breach"),
    path("breach/<int:number>/tell/", breach_tell, name="breach-tell"),
    path("breach/<int:number>/close/", breach_close, name="breach-close"),
    path("breach/<int:number>/people/", breach_people, name="breach-people"),
    path("breach/<int:number>/notice/", breach_notice, name="breach-notice"),
    path("again/", signed_in(SignInAgain.as_view()), name="account_reauthenticate"),
    path("password/", change, name="password"),
    path("mfa/", include("payung.web.access.mfa.pages")),
    path("sessions/", sessions, name="sessions"),
    path("sessions/", sessions, name="usersessions_list"),
    path("invitations/", invitations, name="invitations"),
    path("invitations/new/", invite_new, name="invite-new"),
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("identity/<slug:provider_id>/", public(require_POST(openid_connect.login)), name="openid_connect_login"),
    path("identity/<slug:provider_id>/back/", public(openid_connect.callback), name="openid_connect_callback"),
]
