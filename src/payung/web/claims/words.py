"""What each code of a claim is called on a page, in Indonesian; the English words stand in `locale/`."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from payung.web.components.tags import say

STATES = {
    "reported": gettext_noop("Menunggu surat"),
    "complete": gettext_noop("Siap dihitung"),
    "assessed": gettext_noop("Menunggu keputusan"),
    "approved": gettext_noop("Disetujui, menunggu bayar"),
    "paid": gettext_noop("Sudah dibayar"),
    "refused": gettext_noop("Ditolak"),
    "withdrawn": gettext_noop("Ditarik"),
}
TONES = {"paid": "covered", "approved": "covered", "refused": "refused", "withdrawn": "plain"}
# What happened, as the form asks it: kind and cause in one.
HAPPENED = {
    "death-natural": gettext_noop("Meninggal, bukan karena kerja"),
    "death-work": gettext_noop("Meninggal karena kecelakaan kerja"),
    "accident-work": gettext_noop("Kecelakaan kerja"),
}
# Which fact of a claim was corrected.
FACTS = {
    "day": gettext_noop("Hari kejadian"),
    "cause": gettext_noop("Sebab"),
    "place": gettext_noop("Tempat kejadian"),
    "story": gettext_noop("Cerita"),
}
TELLERS = {
    "clerk": gettext_noop("petugas desa"),
    "heir": gettext_noop("keluarga"),
    "hospital": gettext_noop("rumah sakit"),
    "registry": gettext_noop("daftar kematian catatan sipil"),
}
RELATIONS = {
    "spouse": gettext_noop("suami atau istri"),
    "child": gettext_noop("anak"),
    "parent": gettext_noop("orang tua"),
    "grandparent": gettext_noop("kakek atau nenek"),
    "grandchild": gettext_noop("cucu"),
    "sibling": gettext_noop("saudara kandung"),
    "parent_in_law": gettext_noop("mertua"),
    "will": gettext_noop("disebut dalam wasiat"),
}
FUNERAL = {"funeral": gettext_noop("mengurus pemakaman")}
NEEDED = {
    "always": gettext_noop("selalu diminta"),
    "death": gettext_noop("karena pekerja meninggal"),
    "accident": gettext_noop("karena kecelakaan kerja"),
    "spouse": gettext_noop("karena ada suami atau istri"),
    "above-tax-limit": gettext_noop("karena jumlahnya melewati batas pajak"),
    "treatment": gettext_noop("karena keluarga membayar pengobatan"),
    "transport": gettext_noop("karena keluarga membayar angkutan"),
    "minor": gettext_noop("karena ada ahli waris di bawah umur"),
}
VERDICTS = {
    "approved": gettext_noop("Disetujui"),
    "refused": gettext_noop("Ditolak"),
    "returned": gettext_noop("Dikembalikan untuk dilengkapi"),
}
PAYOUTS = {
    "due": gettext_noop("Akan dibayar"),
    "sent": gettext_noop("Dikirim ke bank"),
    "paid": gettext_noop("Sudah dibayar"),
    "failed": gettext_noop("Gagal"),
}
WHAT = {
    "benefit": gettext_noop("santunan"),
    "late": gettext_noop("tambahan karena terlambat"),
    "treatment": gettext_noop("biaya pengobatan"),
    "scholarship": gettext_noop("beasiswa"),
}
# The letters that a page offers, in this order.
LETTERS = {
    "receipt": gettext_noop("Tanda terima laporan"),
    "heirs": gettext_noop("Formulir pernyataan ahli waris"),
    "decision": gettext_noop("Surat keputusan"),
    "payment": gettext_noop("Bukti pembayaran"),
}
# How an accident ended by a doctor's words, and whether what was suspected was one.
OUTCOMES_OF_ACCIDENT = {
    "recovered": gettext_noop("Sembuh, atau masa tidak mampu bekerja selesai"),
    "partial": gettext_noop("Cacat sebagian"),
    "total": gettext_noop("Cacat total tetap"),
    "death": gettext_noop("Meninggal"),
}
CONCLUSIONS = {
    "accident": gettext_noop("Ya, kecelakaan kerja"),
    "none": gettext_noop("Bukan kecelakaan kerja"),
}
LETTER_STATES = {
    "issued": gettext_noop("Berlaku"),
    "used": gettext_noop("Sudah dipakai"),
    "cancelled": gettext_noop("Dibatalkan"),
    "expired": gettext_noop("Lewat waktu"),
}
# What a hospital that asks is told.
LETTER_ANSWERS = {
    "valid": gettext_noop("Asli dan berlaku"),
    "used": gettext_noop("Asli, perawatan sudah dimulai"),
    "expired": gettext_noop("Asli, tetapi sudah lewat waktu"),
    "cancelled": gettext_noop("Asli, tetapi sudah dibatalkan"),
}
LETTER_TONES = {"issued": "covered", "used": "covered", "cancelled": "refused", "expired": "waiting"}
# What a school year of a scholarship waits for.
SCHOOL_WAITS = {
    "due": gettext_noop("Jatuh tempo"),
    "proof": gettext_noop("Surat sekolah belum ada"),
    "approval": gettext_noop("Menunggu persetujuan"),
    "money": gettext_noop("Disetujui, belum dibayar"),
    "paid": gettext_noop("Sudah dibayar"),
    "later": gettext_noop("Yang akan datang"),
    "ended": gettext_noop("Berhenti"),
}
SCHOOL_WAITS_TONES = {"paid": "covered", "money": "covered", "later": "plain", "ended": "refused"}
WORK_OF_A_CHILD = {
    "none": gettext_noop("tidak bekerja"),
    "wage": gettext_noop("bekerja dengan upah"),
    "bpu": gettext_noop("bekerja sendiri (BPU)"),
    "apprentice": gettext_noop("magang"),
}
# What became of a row of the civil registry's list.
OUTCOMES = {
    "noted": gettext_noop("dicatat meninggal"),
    "known": gettext_noop("sudah tercatat"),
    "another-day": gettext_noop("tercatat dengan hari lain"),
    "another-name": gettext_noop("nama berbeda, perlu dilihat"),
    "stranger": gettext_noop("bukan pekerja terdaftar"),
    "refused": gettext_noop("tidak dapat dicatat"),
}
# Odd, and for somebody to look at: nothing is decided by it. Each with the number that was found.
SIGNALS = {
    "enrolled-after-death": gettext_noop("Didaftarkan %(n)s hari sesudah kejadian."),
    "enrolled-just-before": gettext_noop("Baru didaftarkan %(n)s hari sebelum kejadian."),
    "same-heir-name-on-claims": gettext_noop("Nama dan tanggal lahir ahli waris ini ada juga di %(n)s klaim lain."),
    "same-account-on-claims": gettext_noop("Rekening ahli waris dipakai juga di %(n)s klaim lain."),
    "whole-family-enrolled": gettext_noop("%(n)s orang lain dari kartu keluarga yang sama juga terdaftar."),
    "enrolled-again-after-death": gettext_noop("Didaftarkan lagi %(n)s kali sesudah hari kejadian."),
    "active-after-death": gettext_noop("Masih tercatat %(n)s hari sesudah hari meninggal: %(what)s."),
}
_SAME_DAY = gettext_noop("Pada hari meninggal tercatat juga: %(what)s.")
# What a worker did in person: no event and no result of a health check, only that there was one.
ACTS = {
    "health-check": gettext_noop("hadir pada pemeriksaan kesehatan"),
    "consent": gettext_noop("memberi persetujuan pada formulir"),
    "accident": gettext_noop("mengalami kecelakaan kerja"),
    "work": gettext_noop("kembali bekerja sesudah kecelakaan"),
}


def word(words: Mapping[str, str], code: str) -> str:
    """A code in words of the page's language; the code itself when it has none."""
    return gettext(words[code]) if code in words else code


def paper(code: str) -> str:
    """A paper in words: "Akta atau surat keterangan kematian"; the words are those of every other door."""
    said = say(f"paper_{code}")
    return said[:1].upper() + said[1:]


def happened(kind: str, cause: str) -> str:
    """What happened in words: "Meninggal, bukan karena kerja"."""
    return word(HAPPENED, f"{kind}-{cause}")


def signal(code: str, number: int, about: str = "") -> str:
    """What is odd, in a sentence with its number and what it is about."""
    if code not in SIGNALS:
        return f"{code}: {number}"
    said = _SAME_DAY if code == "active-after-death" and number == 0 else SIGNALS[code]
    return gettext(said) % {"n": number, "what": word(ACTS, about)}


def tone(state: str) -> str:
    """The colour of a state."""
    return TONES.get(state, "waiting")
