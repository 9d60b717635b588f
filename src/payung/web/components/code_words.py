"""What each code is called on a page, in Indonesian; the English words stand in `locale/`."""

from __future__ import annotations

from django.utils.translation import gettext_noop

KINDS = {
    "apbn": "APBN",
    "apbd-prov": gettext_noop("APBD provinsi"),
    "apbd-kab": gettext_noop("APBD kabupaten"),
    "apbdes": "APBDes",
    "dbhcht": "DBHCHT",
    "csr": "CSR",
    "zakat": gettext_noop("zakat"),
    "self": gettext_noop("mandiri"),
}
STATES = {
    "covered": gettext_noop("Terlindungi"),
    "waiting": gettext_noop("Menunggu"),
    "uncovered": gettext_noop("Tidak terlindungi"),
}
BENEFITS = {
    "lump_sum": gettext_noop("Santunan kematian"),
    "periodic": gettext_noop("Santunan berkala"),
    "burial": gettext_noop("Biaya pemakaman"),
}
CONCEPTS = {
    "death/waiting_reading": gettext_noop("cara menghitung masa tunggu (berturut-turut atau seluruhnya)"),
    "death/waiting_months": gettext_noop("lama masa tunggu"),
    "death/lump_sum": gettext_noop("besar santunan kematian"),
    "death/periodic": gettext_noop("besar santunan berkala"),
    "death/burial": gettext_noop("besar biaya pemakaman"),
}
PURPOSES = {
    "protection": gettext_noop("pendaftaran dan perlindungan jaminan sosial"),
    "health-check": gettext_noop("pemeriksaan kesehatan"),
}
WAYS = {
    "form": gettext_noop("diisi bersama orangnya di loket"),
    "list": gettext_noop("dinyatakan desa dalam daftar yang dikirim"),
    "letter": gettext_noop("dengan surat"),
}
REQUESTS = {
    "file": gettext_noop("Salinan data"),
    "correction": gettext_noop("Perbaikan"),
    "restriction": gettext_noop("Pembatasan"),
    "erasure": gettext_noop("Penghapusan"),
    "withdrawal": gettext_noop("Penarikan persetujuan"),
}
COLUMNS = {
    "name": gettext_noop("Nama"), "nik": gettext_noop("NIK"), "birth_on": gettext_noop("Tanggal lahir"),
    "sex": gettext_noop("Jenis kelamin"), "address": gettext_noop("Alamat"), "occupation": gettext_noop("Pekerjaan"),
    "phone": gettext_noop("Nomor HP"), "mother_name": gettext_noop("Nama ibu kandung"),
    "income_idr": gettext_noop("Penghasilan per bulan (Rp)"), "kk": gettext_noop("Nomor KK"),
    "heir_name": gettext_noop("Nama ahli waris"), "heir_relation": gettext_noop("Hubungan ahli waris"),
}  # fmt: skip

# Why a place or a wait ended.
ENDS = {
    "died": gettext_noop("meninggal"),
    "moved": gettext_noop("pindah"),
    "asked": gettext_noop("permintaan sendiri"),
    "wage-earner": gettext_noop("menjadi penerima upah"),
    "over-age": gettext_noop("melewati batas usia"),
    "double-payer": gettext_noop("sudah dibayar pihak lain"),
    "refused": gettext_noop("ditolak BPJS"),
}
# Why a worker is not covered in the next month, beside the reasons for an end.
LEAVING = {
    "term-over": gettext_noop("masa bayar habis"),
    "over-age": gettext_noop("masa bayar habis, usia melewati batas"),
}
