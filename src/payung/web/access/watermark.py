"""Every download says on itself who took it, as what, when, and under which number the log knows it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from payung.access.actions.note_reading import note_reading
from payung.web.access.signed_in import SignedIn

# Without letters and digits that the eye takes for another.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def _number() -> str:
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def watermark(request: SignedIn, people: Iterable[int] = (), *, entries: Iterable[int] = ()) -> str:
    """The line that a download carries; with people or entries of the log in it, their reading is noted first, under its number.

    In the transaction of the download, so that no list of people leaves without its note.
    """
    acting, at = request.acting, timezone.localtime()
    number = _number()
    for table, taken in (("person", people), ("history", entries)):
        if ids := sorted(set(taken)):
            note_reading(what="export", table=table, ids=ids, reason=f"nomor {number}")
    said = _("Diunduh {name} ({by}), {title} {area}, {at}, nomor {number}")
    return said.format(
        name=request.user.full_name, by=acting.by, title=acting.title, area=acting.area, at=f"{at:%Y-%m-%d %H:%M}",
        number=number,
    )  # fmt: skip
