"""What every page knows: demo or not, who is signed in and as what, and where one can go from here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.access.queries import may, roles

# Word, name of the page, permission it needs: in the order in which they stand.
_PLACES = (
    (gettext_noop("Wilayah"), "home", "see"),
    (gettext_noop("Pekerja"), "people", "see"),
    (gettext_noop("Kirim daftar"), "intake-upload", "propose"),
    (gettext_noop("Daftarkan pekerja"), "membership-enrol", "propose"),
    (gettext_noop("Alihkan tempat"), "release-places", "release-places"),
)


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    found = []
    for word, name, permission in _PLACES:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if may(request.user, permission):
            here = request.path.startswith(address) if address != "/" else request.path.startswith("/regions/")
            found.append({"word": _(word), "url": address, "here": here})
    return found


def page(request: HttpRequest) -> dict[str, Any]:
    """`demo`, `user_title` and `navigation` for the frame of every page. No query of its own."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"demo": settings.DEMO, "user_title": "", "navigation": []}
    title = roles().get(user.role, {}).get("title", user.role)
    return {"demo": settings.DEMO, "user_title": title, "navigation": _navigation(request)}
