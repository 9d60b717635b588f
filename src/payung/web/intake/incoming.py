"""The way of a sent file onto the disk: in pieces as they arrive, never as a whole in memory, and only up to the limit."""

from __future__ import annotations

from typing import NoReturn

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from payung.intake.folder import FULL


class LimitedFile(TemporaryFileUploadHandler):
    """Writes a sent file to a temporary one; `refused` is the code of why it was not kept, if it was not."""

    refused: str | None = None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > settings.UPLOAD_LIMIT_BYTES:
            self._refuse("upload_too_large")
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            if error.errno not in FULL:
                raise
            self._refuse("disk_full")

    def _refuse(self, code: str) -> NoReturn:
        self.refused = code
        raise SkipFile
