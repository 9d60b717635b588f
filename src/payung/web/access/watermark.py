"""Every download says on itself who took it, as what, when, and under which number the log knows it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from payung.access.actions.note_reading import MOST_LETTERS, note_reading
from payung.web.access.signed_in import SignedIn

# Without letters and digits that the eye takes for another.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def _number() -> str:
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def numbered(people: Iterable[int], *, why: str = "", what: str = "export") -> str:
    """The number of a download; with people in it, their reading is noted first, under that number.

    In the transaction of the download, so that no list of people leaves without its note.
    """
    number = _number()
    if ids := sorted(set(people)):
        # The number is never what is cut off from a long reason.
        said = f"{why[: MOST_LETTERS - 20]}, nomor {number}" if why else f"nomor {number}"
        note_reading(what=what, table="person", ids=ids, reason=said)
    return number


def watermark(request: SignedIn, people: Iterable[int] = (), *, why: str = "") -> str:
    """The line that a download carries, with its number; see `numbered`."""
    acting, at = request.acting, timezone.localtime()
    number = numbered(people, why=why)
    said = _("Diunduh {name} ({by}), {title} {area}, {at}, nomor {number}")
    return said.format(
        name=request.user.full_name, by=acting.by, title=acting.title, area=acting.area, at=f"{at:%Y-%m-%d %H:%M}",
        number=number,
    )  # fmt: skip
