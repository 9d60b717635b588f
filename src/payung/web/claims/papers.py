"""Papers of a claim on its page: brought as a photo or a PDF, opened by whoever checks them, rejected for a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from payung.access.actions.note_export import note_export
from payung.access.queries import may
from payung.claims.actions.bring_document import bring_document, read_document, reject_document
from payung.claims.actions.clean import MOST_BYTES
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.seen import seen_document
from payung.web.components.tags import say
from payung.web.funding.incoming import file_of
from payung.web.intake.incoming import LimitedFile
from payung.web.today import moment_of_judgement

View = Callable[..., HttpResponseBase]
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


def takes_a_paper(permission: str) -> Callable[[View], View]:
    """Marks a view that a form with a photo or a PDF is posted to: who may, with a handler that stops at the limit."""

    def guard(view: View) -> View:
        inner = csrf_protect(view)

        # Exempt only until the handler of the file is set: `inner` checks the token. Not asked to sign in again: who brings
        # eight photos of one family has them in the hand now, and a file cannot wait.
        @require_POST
        @csrf_exempt
        @needs(permission)
        @wraps(view)
        def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.upload_handlers = [LimitedFile(request)]
            return inner(request, *args, **kwargs)

        return guarded

    return guard


def paper_data(request: SignedIn) -> bytes:
    """The content of the file that was sent. Raises Refused for none, or one beyond the limit."""
    path, _name = file_of(request)
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)  # one byte more than is kept tells that it is too large


def sends_a_paper(request: SignedIn) -> bool:
    """Whether a file was sent with the form, be it one that is refused."""
    chosen = "file" in request.FILES  # read first: what was refused is known after that
    return chosen or bool(getattr(request.upload_handlers[0], "refused", None))


def _bring(request: SignedIn, claim: str) -> Any:
    kind, data = request.POST.get("kind", ""), paper_data(request)
    return bring_document(number=claim, kind=kind, data=data, by=request.acting.by, at=moment_of_judgement())


@takes_a_paper("report-claims")
def bring(request: SignedIn, claim: str) -> HttpResponse:
    """A photo or a PDF of a paper: cleaned, sealed and kept; the same file twice is one paper."""
    kind = request.POST.get("kind", "")[:20]
    return done(request, claim, partial(_bring, request, claim), _("Surat diterima."), field=f"file_{kind}")


@require_POST
@needs("handle-claims")
def reject(request: SignedIn, document_id: int) -> HttpResponse:
    """A paper will not do, and why: it is missing again."""
    number = seen_document(document_id).claim.number
    act = partial(
        reject_document, number=number, document_id=document_id, why=request.POST.get("why", ""), by=request.acting.by,
        at=moment_of_judgement(),
    )  # fmt: skip
    return done(
        request, number, act, _("Surat ditolak; keluarga perlu membawa yang lain."), field=f"why_{document_id}_paper"
    )


@needs("see-claims")
@fresh
def open_paper(request: SignedIn, document_id: int) -> HttpResponse:
    """The file of a paper, for whoever handles or approves claims. The reading is noted before anything is opened."""
    if not (may(request.acting, "handle-claims") or may(request.acting, "approve-claims")):
        raise PermissionDenied
    found = seen_document(document_id)
    note_export([found.person_id], what="file", why=f"surat {found.kind} klaim {found.claim.number}")
    try:
        data = read_document(found)
    except Refused as refusal:
        return HttpResponse(say(refusal.code, refusal.facts), content_type="text/plain; charset=utf-8", status=422)
    # A picture may be looked at in the browser; a PDF is only ever saved. Neither may load or run anything.
    ending = _ENDINGS[found.media]
    how = "attachment" if ending == "pdf" else "inline"
    response = HttpResponse(data, content_type=found.media)
    response.headers["Content-Disposition"] = f'{how}; filename="{found.claim.number}-{found.kind}-{found.pk}.{ending}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
