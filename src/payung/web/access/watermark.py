"""Every download says on itself who took it, as what, when, and under which number the log knows it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from payung.access.actions.note_export import note_export
from payung.web.access.signed_in import SignedIn


def watermark(
    request: SignedIn,
    people: Iterable[int] = (),
    *,
    why: str = "",
    entries: Iterable[int] = (),
    lists: Iterable[int] = (),
) -> str:
    """The line that a download carries, with its number; people, entries of the log and lists in it are noted first, under it."""
    acting, at = request.acting, timezone.localtime()
    number = note_export(people, why=why, entries=entries, lists=lists)
    said = _("Diunduh {name} ({by}), {title} {area}, {at}, nomor {number}")
    return said.format(
        name=request.user.full_name, by=acting.by, title=acting.title, area=acting.area, at=f"{at:%Y-%m-%d %H:%M}",
        number=number,
    )  # fmt: skip
