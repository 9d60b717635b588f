"""Words of the breach workbench: classes of data, who was told, how much time is left, and how far a breach has come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from payung.access.models import Breach, BreachNotice


def data_words() -> dict[str, str]:
    """The classes of data that the log can tell apart, in words."""
    return {
        "identity": _("identitas"), "nik": _("NIK lengkap"), "cover": _("pendaftaran, perlindungan, kartu"),
        "bank": _("rekening bank"), "health": _("hasil pemeriksaan"), "export": _("unduhan"), "lists": _("berkas daftar"),
        "rights": _("persetujuan dan permintaan orangnya"), "claims": _("klaim"), "complaints": _("pengaduan"),
    }  # fmt: skip


def told_words() -> dict[str, str]:
    """Who is told of a breach, in words."""
    return {
        "agency": _("lembaga pelindungan data"), "people": _("orang yang datanya terkena"), "public": _("masyarakat"),
    }  # fmt: skip


def ways_in_words(data: list[str]) -> str:
    """What was touched of one person and how: "identitas (dibaca), NIK lengkap (dibaca)"."""
    did = {"read": _("dibaca"), "write": _("diubah")}
    pairs = (each.split(" ", 1) for each in data)
    return ", ".join(f"{data_words().get(kind, kind)} ({did.get(way, way)})" for kind, way in pairs)


def clock(breach: Breach, now: datetime, notices: list[BreachNotice]) -> dict[str, Any]:
    """How much of the 3 x 24 hours is left, in words, and its tone; a breach told in time has no clock any more."""
    told = min((each.told_at for each in notices if each.told == "agency"), default=None)
    minutes = int(((told or now) - breach.due_at).total_seconds() // 60)
    late, minutes = (
        minutes >= 0,
        abs(minutes) if minutes >= 0 else int((breach.due_at - (told or now)).total_seconds() // 60),
    )
    length = _("{hours} jam {minutes} menit").format(hours=minutes // 60, minutes=minutes % 60)
    if told:
        said = _("Diberitahukan terlambat {length}") if late else _("Diberitahukan tepat waktu, {length} sebelum batas")
    else:
        said = _("Terlambat {length}") if late else _("Sisa {length}")
    return {"words": said.format(length=length), "late": late, "told": told, "tone": "refused" if late else
            "covered" if told else "waiting"}  # fmt: skip


def states(breach: Breach, notices: list[BreachNotice]) -> list[dict[str, Any]]:
    """The steps of a breach in order, each with whether it is done: known, agency told, people told, closed."""
    told = {each.told for each in notices}
    steps = (
        (_("Diketahui"), True), (_("Lembaga diberi tahu"), "agency" in told),
        (_("Orangnya diberi tahu"), bool(told & {"people", "public"})), (_("Ditutup, daftar beku"), bool(breach.closed_at)),
    )  # fmt: skip
    present = next((at for at, (_word, done) in enumerate(steps) if not done), len(steps))
    return [{"word": word, "done": done, "present": at == present} for at, (word, done) in enumerate(steps)]
