"""The log in words: a sentence for each entry, and the values of a change side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.access.queries import OPERATOR, WITHOUT_NUMBERS, Entry, roles
from payung.regions.queries import with_codes
from payung.web.access.audit_fields import field_words, moment, shown, without_niks
from payung.web.components.tags import month

# Every table that has a history (a test walks the database), and what else entries are of.
TABLES = {
    "person": gettext_noop("data pekerja"),
    "enrolment": gettext_noop("kepesertaan"),
    "cover_month": gettext_noop("bulan perlindungan"),
    "cover_ended": gettext_noop("bulan yang berakhir"),
    "transfer": gettext_noop("catatan uang"),
    "invoice": gettext_noop("tagihan iuran"),
    "invoice_item": gettext_noop("bulan pekerja di tagihan"),
    "invoice_credit": gettext_noop("bulan pekerja yang dikeluarkan dari tagihan"),
    "bpjs_answer_file": gettext_noop("berkas jawaban BPJS"),
    "bpjs_answer": gettext_noop("jawaban BPJS"),
    "bank_statement": gettext_noop("rekening koran"),
    "statement_line": gettext_noop("mutasi rekening koran"),
    "card": gettext_noop("kartu"),
    "batch": gettext_noop("daftar terkirim"),
    "consent": gettext_noop("persetujuan"),
    "consent_withdrawal": gettext_noop("penarikan persetujuan"),
    "data_request": gettext_noop("permintaan data"),
    "bank_account": gettext_noop("rekening bank"),
    "health_result": gettext_noop("hasil pemeriksaan kesehatan"),
    "app_user": gettext_noop("pengguna"),
    "role_held": gettext_noop("peran"),
    "role_change": gettext_noop("permintaan peran"),
    "invitation": gettext_noop("undangan"),
    "identity_link": gettext_noop("tautan identitas"),
    "mfa_authenticator": gettext_noop("langkah masuk kedua"),
    "service_token": gettext_noop("token program lain"),
    "programme": gettext_noop("program"),
    "funding_line": gettext_noop("sumber dana"),
    "workforce": gettext_noop("jumlah pekerja desa"),
    "quota": gettext_noop("kuota"),
    "place_release": gettext_noop("pengalihan tempat"),
    "sharing": gettext_noop("aturan pembagian tempat"),
    "waiting_rule": gettext_noop("aturan daftar tunggu"),
    "offer": gettext_noop("tawaran tempat"),
    "breach": gettext_noop("pelanggaran data"),
    "breach_notice": gettext_noop("pemberitahuan pelanggaran"),
    "breach_person": gettext_noop("orang dalam pelanggaran"),
    "claim": gettext_noop("klaim"),
    "claim_report": gettext_noop("laporan klaim"),
    "claim_step": gettext_noop("langkah klaim"),
    "claim_document": gettext_noop("surat klaim"),
    "claim_heir": gettext_noop("ahli waris pada klaim"),
    "claim_assessment": gettext_noop("hitungan klaim"),
    "claim_decision": gettext_noop("keputusan klaim"),
    "payout": gettext_noop("pembayaran santunan"),
    "accident": gettext_noop("kecelakaan"),
    "accident_cost": gettext_noop("biaya kecelakaan"),
    "inability_month": gettext_noop("bulan tidak mampu bekerja"),
    "treatment_letter": gettext_noop("surat jaminan perawatan"),
    "scholarship_child": gettext_noop("anak penerima beasiswa"),
    "scholarship_year": gettext_noop("tahun beasiswa"),
    "claim_letter": gettext_noop("nomor surat klaim"),
    "claim_message": gettext_noop("kabar SMS klaim"),
    "claim_correction": gettext_noop("koreksi klaim"),
    "claim_circumstance": gettext_noop("keadaan kejadian karena kerja"),
    "complaint": gettext_noop("pengaduan"),
    "complaint_step": gettext_noop("langkah pengaduan"),
    "history": gettext_noop("catatan audit"),
    "region": gettext_noop("angka wilayah"),
}
# What can be asked for by its number: not what has none, nor the log itself, nor the region of a file of sums.
RECORDS = {table: word for table, word in TABLES.items() if table not in WITHOUT_NUMBERS | {"history", "region"}}
# The deeds of the log by the word in an address: verb, and what was read.
DEEDS = {
    "add": ("I", "", gettext_noop("menambah")),
    "change": ("U", "", gettext_noop("mengubah")),
    "remove": ("D", "", gettext_noop("menghapus")),
    "forget": ("E", "", gettext_noop("menghapus isi lama")),
    "read": ("R", "", gettext_noop("membaca atau mengunduh apa pun")),
    "nik": ("R", "nik", gettext_noop("melihat NIK lengkap")),
    "health": ("R", "health", gettext_noop("melihat hasil pemeriksaan kesehatan")),
    "bank": ("R", "bank", gettext_noop("melihat rekening")),
    "export": ("R", "export", gettext_noop("mengekspor data")),
    "file": ("R", "file", gettext_noop("mengunduh berkas")),
}
_READINGS = ("nik", "health", "bank", "export", "file")
DEEDS_OF = {"seen": _READINGS, "done": tuple(DEEDS), "changed": ("add", "change", "remove")}
_WORDS = {(verb, what): word for verb, what, word in DEEDS.values()}


def places_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Every region that entries speak of, in words, by its code."""
    named = ("village", "area", "region", "from_region", "to_region")
    codes = {code for each in entries for code in (each.village, each.area) if code}
    for each in entries:
        for image in (each.before or {}, each.after or {}):
            codes |= {str(image[name]) for name in named if image.get(name)}
    return {code: str(region) for code, region in with_codes(codes).items()}


def who(entry: Entry, places: dict[str, str]) -> str:
    """Title and place of the role, and the name of the user: "Operator desa Tanjungsari (tuti)"."""
    title = str(roles().get(entry.role, {}).get("title", ""))
    if not title:
        return _("Pengelola mesin") if entry.by == OPERATOR else entry.by
    place = places.get(entry.area, entry.area)
    return f"{title} {place} ({entry.by})" if place else f"{title} ({entry.by})"


def table_words(table: str) -> str:
    """A table in words."""
    return _(TABLES.get(table, table))


def deed(entry: Entry) -> str:
    """What was done, to which kind of record: "mengubah data pekerja"; of a ledger of months also which month."""
    word = _(_WORDS.get((entry.verb, entry.what if entry.verb == "R" else ""), entry.what or entry.verb))
    of = table_words(entry.table_name)
    if entry.month:
        of = f"{of} {month(date.fromisoformat(entry.month))}"
    return f"{word}: {of}" if entry.verb == "R" else f"{word} {of}"


def place_words(entry: Entry, places: dict[str, str]) -> str:
    """Where the rows lie, in words."""
    return places.get(entry.village, entry.village) or "Indonesia"


def sentence(entry: Entry, places: dict[str, str]) -> str:
    """Who did what, to how many rows, where, when, from where and why."""
    rows = _("%(n)s baris") % {"n": entry.rows} if entry.rows > 1 else f"#{entry.row}"
    said = _("%(who)s %(deed)s (%(rows)s) di %(place)s pada %(moment)s") % {
        "who": who(entry, places), "deed": deed(entry), "rows": rows, "place": place_words(entry, places),
        "moment": moment(entry.at),
    }  # fmt: skip
    if entry.address:
        said += _(", dari alamat %(address)s") % {"address": entry.address}
    return said + (_(". Alasan: %(reason)s") % {"reason": without_niks(entry.reason)} if entry.reason else ".")


def changed(entry: Entry, places: dict[str, str]) -> list[dict[str, Any]]:
    """The fields that a change made differ, by name in words, with the old and the new value; a removal takes all of them.

    Empty when what was before or after is erased or outside the area that is seen.
    """
    before, after, table = entry.before or {}, entry.after, entry.table_name
    if after is None:
        return []
    return [
        {
            "field": field_words(name),
            "old": shown(table, name, before[name], places),
            "new": shown(table, name, after.get(name), places),
        }
        for name in sorted(before)
        if before[name] != after.get(name)
    ]
