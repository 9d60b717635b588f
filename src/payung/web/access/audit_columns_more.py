"""The columns of complaints, of messages about claims and of the accounts of payouts, in words."""

from __future__ import annotations

from django.utils.translation import gettext_noop

TOLD_AND_ASKED = {
    "account_mark": gettext_noop("tanda rekening"),
    "answered_at": gettext_noop("dijawab pada"),
    "complaint_id": gettext_noop("pengaduan nomor"),
    "handed_over_at": gettext_noop("diserahkan ke gateway pada"),
    "key": gettext_noop("kunci"),
    "next_at": gettext_noop("dicoba lagi pada"),
    "owner": gettext_noop("ditangani oleh"),
    "reference": gettext_noop("nomor yang disebut"),
    "reopened_why": gettext_noop("alasan dibuka kembali"),
    "report_id": gettext_noop("laporan nomor"),
    "sent_bank": gettext_noop("bank tujuan pengiriman"),
    "sent_holder": gettext_noop("nama pemilik rekening tujuan"),
    "sent_number": gettext_noop("nomor rekening tujuan"),
    "step_id": gettext_noop("langkah nomor"),
    "tries": gettext_noop("berapa kali dicoba"),
    "wants_messages": gettext_noop("minta kabar SMS"),
    "new": gettext_noop("yang benar"),
    "old": gettext_noop("yang keliru"),
    "at_time": gettext_noop("jam kejadian"),
    "disease": gettext_noop("penyakit akibat kerja"),
    "service": gettext_noop("lama bekerja"),
    "last_service": gettext_noop("lama pada pekerjaan terakhir"),
    "exposure": gettext_noop("sumber paparan"),
    "diagnosis": gettext_noop("diagnosis"),
    "stated_why": gettext_noop("mengapa tidak ada ahli waris"),
    "voids_id": gettext_noop("membatalkan hitungan nomor"),
    "written_at": gettext_noop("ditulis pada"),
}
