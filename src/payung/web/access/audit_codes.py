"""The codes that stand in columns of the log, in words by their column. A test walks the constraints."""

from __future__ import annotations

from django.utils.translation import gettext_noop

CODES = {
    "state": {
        "placed": gettext_noop("mendapat tempat"),
        "waiting": gettext_noop("menunggu tempat"),
        "ended": gettext_noop("berakhir"),
        "open": gettext_noop("menunggu jawaban"),
        "done": gettext_noop("sudah dijawab"),
        "refused": gettext_noop("ditolak"),
        "accepted": gettext_noop("diterima"),
        "declined": gettext_noop("tidak diambil"),
        "expired": gettext_noop("lewat waktunya"),
        "reported": gettext_noop("menunggu surat"),
        "complete": gettext_noop("surat lengkap"),
        "assessed": gettext_noop("menunggu keputusan"),
        "approved": gettext_noop("disetujui"),
        "paid": gettext_noop("dibayar"),
        "due": gettext_noop("akan dibayar"),
        "sent": gettext_noop("dikirim ke bank"),
        "failed": gettext_noop("gagal dibayar"),
        "issued": gettext_noop("diterbitkan"),
        "used": gettext_noop("sudah dipakai"),
        "cancelled": gettext_noop("dibatalkan"),
        "planned": gettext_noop("direncanakan"),
        "proven": gettext_noop("terbukti"),
        "queued": gettext_noop("menunggu dikirim"),
        "handed-over": gettext_noop("diserahkan ke gateway"),
        "given-up": gettext_noop("tidak terkirim"),
        "received": gettext_noop("diterima"),
        "taken": gettext_noop("sedang ditangani"),
        "answered": gettext_noop("sudah dijawab"),
        "withdrawn": gettext_noop("ditarik"),
    },
    "about": {
        "enrolment": gettext_noop("pendaftaran"),
        "card": gettext_noop("kartu"),
        "claim": gettext_noop("klaim"),
        "other": gettext_noop("hal lain"),
    },
    "stage": {
        "received": gettext_noop("sedang dibaca"),
        "read": gettext_noop("sedang diperiksa"),
        "checked": gettext_noop("menunggu keputusan"),
        "landing": gettext_noop("sedang didaftarkan"),
        "landed": gettext_noop("selesai"),
        "failed": gettext_noop("berhenti"),
        "withdrawn": gettext_noop("ditarik"),
    },
    "ended_why": {
        "died": gettext_noop("meninggal"),
        "wage-earner": gettext_noop("menjadi penerima upah"),
        "moved": gettext_noop("pindah"),
        "refused": gettext_noop("ditolak BPJS"),
        "asked": gettext_noop("permintaan sendiri"),
        "over-age": gettext_noop("melewati batas usia"),
        "double-payer": gettext_noop("sudah dibayar pihak lain"),
    },
    "sector": {
        "transport": gettext_noop("transportasi"),
        "other": gettext_noop("selain transportasi"),
    },
    "sex": {
        "L": gettext_noop("laki-laki"),
        "P": gettext_noop("perempuan"),
    },
    "verb": {
        "give": gettext_noop("beri"),
        "take": gettext_noop("cabut"),
    },
    "told": {
        "agency": gettext_noop("lembaga pelindungan data"),
        "people": gettext_noop("orang yang datanya terkena"),
        "public": gettext_noop("masyarakat"),
    },
    "type": {
        "totp": gettext_noop("aplikasi kode"),
        "webauthn": gettext_noop("kunci sandi"),
        "recovery_codes": gettext_noop("kode cadangan"),
    },
}
