"""The list back to the clerk: a workbook with every problem cell coloured and explained."""

from __future__ import annotations

import tempfile
from pathlib import PurePath

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from payung.intake.queries import workers_in
from payung.intake.report import mended_workbook
from payung.intake.stamp import stamp
from payung.membership.queries import people_of_batch
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.intake.batch import found

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# Every NIK of the list stands in it whole, with no reason asked: it goes to those alone who may send such a list.
@needs("propose")
@fresh
def workbook(request: SignedIn, batch_id: int) -> HttpResponseBase:
    """The workbook as a download, named after the file that was sent; the name is never used as a path."""
    held = found(batch_id)
    if held.stage != "landed" or held.files_gone_on:
        raise Http404
    name = f"{PurePath(held.file_name).stem[:80]}-diperiksa.xlsx"
    # Who was enrolled by the list under a NIK that was corrected since is found by the list alone.
    people = {*workers_in(held), *people_of_batch(held.pk)}
    # Closed, and with it gone, when the answer has been sent.
    copy = tempfile.TemporaryFile(prefix="payung-workbook-")  # noqa: SIM115
    stamp(mended_workbook(held), watermark(request, people, lists=[held.pk]), copy)
    copy.seek(0)
    return FileResponse(copy, as_attachment=True, filename=name, content_type=_XLSX)
