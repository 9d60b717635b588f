"""A file that is sent to a page of money: onto the disk in pieces and up to the limit, the token checked, the sign-in fresh."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from payung.units.refusal import Refused
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.intake.incoming import LimitedFile

View = Callable[..., HttpResponseBase]


def takes_a_file(permission: str) -> Callable[[View], View]:
    """Marks a view that takes a file: who may, with a handler that stops at the limit before anything of the form is read."""

    def guard(view: View) -> View:
        inner = csrf_protect(fresh_to_send(view))

        # Exempt only until the handler of the file is set: `inner` checks the token.
        @csrf_exempt
        @needs(permission)
        @wraps(view)
        def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.upload_handlers = [LimitedFile(request)]
            return inner(request, *args, **kwargs)

        return guarded

    return guard


def file_of(request: SignedIn) -> tuple[Path, str]:
    """Where the file that was sent lies, and its name. Raises Refused for none, or one beyond the limit."""
    file = request.FILES.get("file")  # read first: what was refused is known after that
    (handler,) = request.upload_handlers
    if isinstance(handler, LimitedFile) and handler.refused:
        raise Refused(handler.refused, limit=settings.UPLOAD_LIMIT_BYTES // 1_000_000)
    if not isinstance(file, TemporaryUploadedFile):
        raise Refused("file_not_chosen")
    return Path(file.temporary_file_path()), str(file.name)
