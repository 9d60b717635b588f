"""A new password for whoever is signed in; the old one, or a second step, was shown within ten minutes."""

from __future__ import annotations

from allauth.account.internal.flows.password_change import finalize_password_change
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from payung.access.actions.change_password import change_password
from payung.web.access.fresh import fresh, is_demo_user
from payung.web.access.password.strength import mistakes_of
from payung.web.access.permission import signed_in
from payung.web.access.signed_in import SignedIn


@signed_in
@never_cache
@sensitive_post_parameters("password")
@fresh
def change(request: SignedIn) -> HttpResponse:
    """The page, and the change; every other session of this user ends with the old password."""
    if is_demo_user(request):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "access/password/change.html")
    password = request.POST.get("password", "")
    if errors := mistakes_of(password, request.user):
        return render(request, "access/password/change.html", {"errors": errors}, status=422)
    change_password(user=request.user, password=password)
    finalize_password_change(request, request.user)
    messages.success(request, _("Kata sandi sudah diganti."))
    return HttpResponseRedirect(reverse("account"))
