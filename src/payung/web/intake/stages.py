"""How far a list has come, in words and as steps with the present one marked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from payung.intake.models import Batch

_STEP_OF_STAGE = {"received": 0, "read": 1, "checked": 2, "landing": 2, "landed": 4}


def stage_in_words(batch: Batch) -> dict[str, str]:
    """`word` and `tone` of a list's stage."""
    words = {
        "received": (_("Sedang dibaca"), "waiting"),
        "read": (_("Sedang diperiksa"), "waiting"),
        "checked": (_("Menunggu keputusan Anda"), "waiting"),
        "landing": (_("Sedang didaftarkan"), "waiting"),
        "landed": (_("Selesai"), "covered"),
        "failed": (_("Berhenti"), "refused"),
        "withdrawn": (_("Ditarik"), "plain"),
    }
    word, tone = words[batch.stage]
    return {"word": word, "tone": tone}


def steps(batch: Batch) -> list[dict[str, Any]]:
    """The steps of the door in order: word, whether done, whether the present one."""
    words = (_("Berkas dibaca"), _("Setiap baris diperiksa"), _("Pekerja didaftarkan"), _("Laporan dibuat"))
    present = position(batch)
    return [{"word": word, "done": at < present, "present": at == present} for at, word in enumerate(words)]


def position(batch: Batch) -> int:
    """How many steps are done."""
    return _STEP_OF_STAGE.get(batch.stage, 0)


def ignored_in_words(ignored: dict[str, int]) -> list[dict[str, Any]]:
    """The rows of a sheet that are nobody's: `count` and `word` by reason."""
    words = {
        "title": _("judul"),
        "repeated_header": _("judul kolom yang terulang"),
        "blank": _("kosong"),
        "total": _("jumlah"),
        "signature": _("tanda tangan atau catatan"),
    }
    return [{"count": count, "word": words.get(reason, reason)} for reason, count in ignored.items()]
