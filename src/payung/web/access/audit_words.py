"""The log in words: a sentence for each entry, and the values of a change side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.access.queries import OPERATOR, roles
from payung.units.nik import masked
from payung.web.components.tags import day

if TYPE_CHECKING:
    from payung.access.models import History

TABLES = {
    "person": gettext_noop("data pekerja"),
    "enrolment": gettext_noop("kepesertaan"),
    "card": gettext_noop("kartu"),
    "batch": gettext_noop("daftar terkirim"),
    "app_user": gettext_noop("pengguna"),
    "role_held": gettext_noop("peran"),
    "role_change": gettext_noop("permintaan peran"),
    "funding_line": gettext_noop("sumber dana"),
    "quota": gettext_noop("kuota"),
}
_MORE_TABLES = {"cover_month": gettext_noop("bulan perlindungan")}
_VERBS = {"I": gettext_noop("menambah"), "U": gettext_noop("mengubah"), "D": gettext_noop("menghapus")}
_READINGS = {
    "nik": gettext_noop("melihat NIK lengkap"),
    "health": gettext_noop("melihat hasil pemeriksaan kesehatan"),
    "bank": gettext_noop("melihat rekening"),
    "export": gettext_noop("mengekspor data"),
    "file": gettext_noop("mengunduh berkas"),
}
_FIELDS = {
    "nik": gettext_noop("NIK"), "name": gettext_noop("nama"), "birth_on": gettext_noop("tanggal lahir"),
    "sex": gettext_noop("jenis kelamin"), "village": gettext_noop("desa"), "address": gettext_noop("alamat"),
    "occupation": gettext_noop("pekerjaan"), "phone": gettext_noop("nomor HP"), "kk": gettext_noop("nomor KK"),
    "mother_name": gettext_noop("nama ibu kandung"), "income_idr": gettext_noop("penghasilan"),
    "kpj": gettext_noop("nomor peserta"), "heir_name": gettext_noop("nama ahli waris"),
    "heir_relation": gettext_noop("hubungan ahli waris"), "state": gettext_noop("keadaan"),
    "ended_on": gettext_noop("tanggal berakhir"), "full_name": gettext_noop("nama lengkap"),
    "is_active": gettext_noop("aktif"), "last_login": gettext_noop("terakhir masuk"), "stage": gettext_noop("tahap"),
}  # fmt: skip
_HIDDEN = ("nik", "kk")


def _who(entry: History, places: dict[str, str]) -> str:
    """Title and place of the role, and the name of the user: "Operator desa Tanjungsari (tuti)"."""
    title = str(roles().get(entry.role, {}).get("title", ""))
    if not title:
        return _("Pengelola mesin") if entry.by == OPERATOR else entry.by
    place = places.get(entry.area, entry.area)
    return f"{title} {place} ({entry.by})" if place else f"{title} ({entry.by})"


def _deed(entry: History) -> str:
    table = _((TABLES | _MORE_TABLES).get(entry.table_name, entry.table_name))
    if entry.verb == "R":
        return f"{_(_READINGS.get(entry.what, entry.what))}: {table}"
    return f"{_(_VERBS[entry.verb])} {table}"


def sentence(entry: History, places: dict[str, str]) -> str:
    """Who did what, to how many rows, where, when, from where and why."""
    at = localtime(entry.at)
    rows = _("%(n)s baris") % {"n": len(entry.row_ids)} if len(entry.row_ids) > 1 else f"#{entry.row_ids[0]}"
    said = _("%(who)s %(deed)s (%(rows)s) di %(place)s pada %(day)s pukul %(time)s") % {
        "who": _who(entry, places), "deed": _deed(entry), "rows": rows, "day": day(at.date()), "time": f"{at:%H.%M}",
        "place": places.get(entry.village, entry.village) or "Indonesia",
    }  # fmt: skip
    if entry.address:
        said += _(", dari alamat %(address)s") % {"address": entry.address}
    return said + (_(". Alasan: %(reason)s") % {"reason": entry.reason} if entry.reason else ".")


def _shown(name: str, value: Any) -> str:
    if value in (None, ""):
        return _("(kosong)")
    return masked(str(value)) if name in _HIDDEN else str(value)


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, str]]:
    """The fields that differ, by name in words, with the old and the new value; numbers of persons masked."""
    return [
        {
            "field": _(_FIELDS.get(name, name)),
            "old": _shown(name, before.get(name)),
            "new": _shown(name, after.get(name)),
        }
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name) and name in before
    ]
