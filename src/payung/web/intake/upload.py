"""Send a list: choose who pays, give the file, and see what was understood of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from payung.funding import queries as funding
from payung.intake.decide import ask_to_prepare
from payung.intake.door import prepare
from payung.intake.models import Batch
from payung.intake.read import Unreadable
from payung.intake.receive import Sender, receive
from payung.programmes import queries as programmes
from payung.units.refusal import Refused
from payung.units.region import dotted, is_region_code
from payung.units.words import say
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import language
from payung.web.intake.choices import ProgrammeChoice, default_line, is_village, line_choices, village_choices
from payung.web.intake.incoming import LimitedFile
from payung.web.intake.sender import sender_of
from payung.web.today import day_of_judgement

_AT_ONCE_UP_TO_BYTES = 5_000_000


class UploadForm(forms.Form):
    """The answers of the page; what is wrong with one of them is said beside it."""

    line = forms.CharField(error_messages={"required": gettext_lazy("Pilih siapa yang membayar.")})
    village = forms.CharField(required=False)
    judged_on = forms.CharField(required=False)
    file = forms.FileField(
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": gettext_lazy("Pilih berkas daftar pekerja.")},
    )

    def __init__(self, *args: Any, lines: set[str], request: SignedIn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.area = lines, request.acting.sees

    def clean_line(self) -> str:
        given: str = self.cleaned_data["line"]
        if given not in self.lines:
            raise forms.ValidationError(_("Sumber dana ini tidak dapat Anda pilih. Pilih salah satu di bawah."))
        return given

    def clean_village(self) -> str | None:
        given = dotted(self.cleaned_data["village"])
        if given and not (is_region_code(given) and len(given) == 13 and given in self.area):
            raise forms.ValidationError(_("Desa ini tidak dikenal atau di luar wilayah Anda."))
        return given or None


@csrf_exempt
@needs("propose")
def upload(request: SignedIn) -> HttpResponse:
    """The page, and the receiving of its file. Exempt only until the handler of the file is set: `_answer` checks the token."""
    handler = LimitedFile(request)
    request.upload_handlers = [handler]
    return _answer(request, handler)


@csrf_protect
def _answer(request: SignedIn, handler: LimitedFile) -> HttpResponse:
    choices = line_choices(request.acting, day_of_judgement())
    lines = {choice.line.code for programme in choices for choice in programme.lines}
    form = UploadForm(*_given(request), lines=lines, request=request)
    if request.method == "POST":
        try:
            if handler.refused:
                raise Refused(handler.refused, limit=settings.UPLOAD_LIMIT_BYTES // 1_000_000)
            if form.is_valid():
                return redirect("intake-batch", _take_in(request, form.cleaned_data).pk)
        except Refused as refusal:
            form.errors["file"] = form.error_class([say(refusal.code, language(), **refusal.facts)])
    return _page(request, form, choices, lines)


def _given(request: SignedIn) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


@transaction.atomic
def _take_in(request: SignedIn, given: dict[str, Any]) -> Batch:
    file, on = given["file"], day_of_judgement(given["judged_on"])
    line = funding.line(given["line"])
    sender = sender_of(request, request.acting.sees)
    batch = receive(
        Path(file.temporary_file_path()), name=file.name, programme=programmes.programme(line.programme_code), line=line,
        on=on, at=timezone.now(), sender=sender, village=given["village"],
    )  # fmt: skip
    prepare_now_or_later(batch, sender, file.size)
    return batch


def prepare_now_or_later(batch: Batch, sender: Sender, size: int) -> None:
    """Reads and checks a list that is new or stopped before: a small file at once, a large one by the worker."""
    if batch.stage not in ("received", "failed"):
        return
    if size > _AT_ONCE_UP_TO_BYTES:
        ask_to_prepare(batch, sender=sender)
        return
    try:
        prepare(batch)
    except (Unreadable, Refused):
        return  # noted on the batch, whose page says why


def _page(request: SignedIn, form: UploadForm, choices: list[ProgrammeChoice], lines: set[str]) -> HttpResponse:
    one_village = is_village(request.acting.sees)
    given = request.POST or request.GET
    facts = {
        "choices": choices,
        "line": given.get("line") if given.get("line") in lines else default_line(choices),
        "village": given.get("village", ""),
        "one_village": one_village,
        "villages": None if one_village else village_choices(request.acting),
        "judged_on": given.get("judged_on") or day_of_judgement().isoformat(),
        "limit_mb": settings.UPLOAD_LIMIT_BYTES // 1_000_000,
        "errors": [{"field": field, "text": text} for field, texts in form.errors.items() for text in texts],
        "wrong": {field: texts[0] for field, texts in form.errors.items()},
    }
    return render(request, "intake/upload.html", facts, status=422 if facts["errors"] else 200)
