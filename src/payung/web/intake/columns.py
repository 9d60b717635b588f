"""Re-map: a person says which column is which field, and the list is checked again with that."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from payung.intake.columns import FIELDS, Mapping, understand
from payung.intake.decide import withdraw
from payung.intake.models import Batch
from payung.intake.preview import sheet_of
from payung.intake.read import Sheet
from payung.intake.receive import folder_of, receive
from payung.units.region import Area
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.intake.batch import facts_of, found, understood
from payung.web.intake.sender import sender_of
from payung.web.intake.upload import prepare_now_or_later


@require_POST
@needs("propose")
def choose_columns(request: SignedIn, batch_id: int) -> HttpResponse:
    """Makes a new batch of the same file with the chosen columns and shows it; the one before is withdrawn."""
    held = found(batch_id)
    sheet = sheet_of(held)
    if sheet is None or held.stage not in ("checked", "failed"):
        return redirect("intake-batch", held.pk)
    understood_before = understand(sheet.headings)
    chosen = _chosen(request, understood_before)
    wrong = understood_before.with_changes(chosen).problems()
    if wrong:
        return _again(request, held, understood_before.with_changes(chosen), wrong)
    again = _receive_again(request, held, sheet, chosen)
    if again.pk != held.pk:
        withdraw(held)
    return redirect("intake-batch", again.pk)


def _chosen(request: SignedIn, before: Mapping) -> dict[int, str | None]:
    """What differs from what the headings say: {column: field or None}; anything that is no field counts as unchanged."""
    chosen: dict[int, str | None] = {}
    for at, field in enumerate(before.by_column):
        given = request.POST.get(f"column-{at}")
        if given is None or (given and given not in FIELDS):
            continue
        if (given or None) != field:
            chosen[at] = given or None
    return chosen


def _receive_again(request: SignedIn, held: Batch, sheet: Sheet, chosen: dict[int, str | None]) -> Batch:
    sender = sender_of(request, Area(held.area))
    again = receive(
        folder_of(held).source, name=held.file_name, programme=held.programme, line=held.line, on=held.judged_on,
        at=timezone.now(), sender=sender, village=held.village, columns=chosen,
    )  # fmt: skip
    prepare_now_or_later(again, sender, folder_of(held).source.stat().st_size)
    return again


_WORDS = {
    "nik_column_missing": _("Pilih satu kolom untuk NIK."),
    "name_column_missing": _("Pilih satu kolom untuk nama."),
    "field_mapped_twice": _('Satu isian hanya boleh dari satu kolom. Ubah salah satunya menjadi "tidak dipakai".'),
}


def _again(request: SignedIn, held: Batch, chosen: Mapping, wrong: list[str]) -> HttpResponse:
    facts = facts_of(request, held) | understood(held, chosen)
    facts["open_columns"] = True
    facts["errors"] = [{"field": "columns", "text": _WORDS[code]} for code in wrong]
    return render(request, f"intake/{held.stage}.html", facts, status=422)
