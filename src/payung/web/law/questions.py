"""The questions of the calculators: what each asks for, and the rule that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from payung.rules.contribution import PAYER_KINDS, SECTORS
from payung.rules.law import Law, law
from payung.web.components.tags import occupation_words
from payung.web.law import answers, eligible
from payung.web.law.fields import Field, Words


@dataclass(frozen=True, slots=True)
class Question:
    """One calculator: its word in the address, its title, its fields, and the function that answers."""

    code: str
    title: Words
    lead: Words
    fields: tuple[Field, ...]
    answer: Callable[[Law, dict[str, Any]], dict[str, Any]]


_SECTOR_WORDS = {"transport": _("transportasi"), "other": _("lainnya")}
_KIND_WORDS: dict[str, Words] = {
    "apbd-prov": _("APBD provinsi"), "apbd-kab": _("APBD kabupaten"), "zakat": _("zakat"), "self": _("mandiri"),
    "apbn": "APBN", "apbdes": "APBDes", "dbhcht": "DBHCHT", "csr": "CSR",
}  # fmt: skip
_AGES = _("satu anak satu baris: tanggal lahir, jenjang (tk, sd, smp, sma, pt) dan tahunnya, misalnya 2015-03-01 sd 4")


def _on(label: Words) -> Field:
    return Field("on", label, "day", "today", needed=True)


_PAYER = Field(
    "payer", _("Siapa yang membayar?"), "choice", "apbd-kab", options=tuple((k, _KIND_WORDS[k]) for k in PAYER_KINDS),
    needed=True,
)  # fmt: skip
_SECTOR = Field(
    "sector", _("Sektor"), "choice", "other", options=tuple((s, _SECTOR_WORDS[s]) for s in SECTORS), needed=True
)
_INCOME = Field("income", _("Penghasilan sebulan (rupiah)"), "whole", "1000000", needed=True)
_BASE = Field("base", _("Penghasilan dasar sebulan (rupiah)"), "whole", "1000000", _("dari lapisan iuran"), needed=True)
_CHILDREN = Field("children", _("Anak"), "children", hint=_AGES)

_PRICE = Question(
    "price", _("Iuran"), _("Berapa iuran satu pekerja untuk satu bulan."),
    (
        _PAYER, _SECTOR, Field("month", _("Bulan iuran"), "month", "this month", needed=True), _INCOME,
        Field("jht", _("Dengan jaminan hari tua (pilihan)"), "yes"),
    ),
    answers.price,
)  # fmt: skip
_YES_OR_NO = (("yes", _("ya")), ("no", _("tidak")))
_named = lazy(occupation_words, str)
_ELIGIBILITY = Question(
    "eligibility", _("Syarat peserta"), _("Apakah seseorang dapat didaftarkan; isi yang diketahui saja."),
    (
        _on(_("Hari pendaftaran")), Field("birth_on", _("Tanggal lahir"), "day"),
        Field("works", _("Bekerja?"), "choice", options=_YES_OR_NO),
        Field("wage_earner", _("Penerima upah?"), "choice", options=_YES_OR_NO),
        Field(
            "occupation", _("Pekerjaan"), "choice",
            options=tuple((row["code"], _named(row["code"])) for row in law().history("occupation/informal")[-1].value),
        ),
        Field("decile", _("Desil DTSEN keluarga"), "whole", hint=_("1 sampai 10")),
        Field("new_term", _("Bulan pertama masa bayar berikutnya"), "month", hint=_("umur diperiksa lagi pada hari pertamanya")),
        Field("decile_at_most", _("Batas desil program"), "whole", hint=_("kosong: program tidak membatasi")),
        Field(
            "occupations", _("Pekerjaan sasaran program (kode)"), "words", hint=_("misalnya petani, ojek; kosong: semua")
        ),
    ),
    eligible.eligibility,
)  # fmt: skip
_DEATH = Question(
    "death", _("Meninggal"), _("Yang diterima ahli waris bila pekerja meninggal."),
    (
        _on(_("Hari meninggal")),
        Field(
            "cause", _("Sebab"), "choice", "natural", needed=True,
            options=(("natural", _("bukan karena kerja")), ("work", _("kecelakaan kerja"))),
        ),
        Field("months_paid", _("Bulan yang sudah dibayar, termasuk bulan meninggal"), "whole", "3", needed=True),
        Field("consecutive", _("Di antaranya berturut-turut sampai meninggal"), "whole", hint=_("kosong: semuanya")),
        Field(
            "reading", _("Cara membaca \"3 bulan\""), "choice",
            options=(("paid", _("semua bulan yang dibayar")), ("consecutive", _("berturut-turut sampai meninggal"))),
            hint=_("kosong: seperti tertulis di aturan"),
        ),
        _BASE, _CHILDREN,
    ),
    answers.death,
)  # fmt: skip
_ACCIDENT = Question(
    "accident", _("Kecelakaan kerja"), _("Yang dibayarkan karena kecelakaan kerja, di samping perawatan tanpa batas."),
    (
        _on(_("Hari kecelakaan")), _BASE,
        Field("inability_months", _("Bulan tidak mampu bekerja"), "whole"),
        Field("total", _("Cacat total tetap"), "yes"),
        Field(
            "loss", _("Cacat sebagian (kode)"), "words",
            hint=_("misalnya thumb:right, finger:left; kode ada di aturan kecelakaan kerja"),
        ),
        Field("left_handed", _("Kidal"), "yes"),
        Field("transport_land", _("Angkutan darat (rupiah)"), "whole"),
        Field("transport_sea", _("Angkutan laut (rupiah)"), "whole"),
        Field("transport_air", _("Angkutan udara (rupiah)"), "whole"),
        Field("aid_homecare", _("Perawatan di rumah (rupiah)"), "whole"),
        Field("homecare_months", _("Bulan perawatan di rumah"), "whole"),
        Field("aid_glasses", _("Kacamata (rupiah)"), "whole"),
        Field("aid_hearing_aid", _("Alat bantu dengar (rupiah)"), "whole"),
        Field("aid_dentures", _("Gigi tiruan (rupiah)"), "whole"),
        Field("prosthesis", _("Harga protesa di rumah sakit pemerintah (rupiah)"), "whole"),
        _CHILDREN,
    ),
    answers.accident,
)  # fmt: skip
_SCHOLARSHIP = Question(
    "scholarship", _("Beasiswa anak"), _("Jadwal beasiswa tiap anak sampai selesai, paling banyak dua anak."),
    (_on(_("Hari kejadian")), Field("children", _("Anak"), "children", hint=_AGES, needed=True)),
    answers.scholarship,
)  # fmt: skip
_HEIRS = Question(
    "heirs", _("Ahli waris"), _("Siapa yang menerima santunan, dan berapa masing-masing."),
    (
        _on(_("Hari meninggal")), Field("amount", _("Jumlah yang dibagi (rupiah)"), "whole", "42000000", needed=True),
        Field(
            "family", _("Keluarga yang masih hidup"), "family",
            hint=_("satu orang satu baris, tanpa nama: istri, suami, anak, ayah, ibu, kakek, cucu, saudara, mertua, wasiat"),
        ),
    ),
    answers.heirs,
)  # fmt: skip
_DEADLINE = Question(
    "deadline", _("Tenggat"), _("Sampai kapan melapor, mengajukan dan membayar; isi yang ditanyakan saja."),
    (
        Field(
            "kind", _("Jaminan"), "choice", "jkm", needed=True,
            options=(("jkm", _("kematian (JKM)")), ("jkk", _("kecelakaan kerja (JKK)"))),
        ),
        Field("complete_on", _("Hari klaim lengkap"), "day"),
        Field("paid_on", _("Hari dibayar"), "day", hint=_("untuk menghitung keterlambatan")),
        Field("amount", _("Manfaat yang dibayar (rupiah)"), "whole"),
        Field("happened_on", _("Hari kejadian"), "moment", hint="YYYY-MM-DD, YYYY-MM-DDTHH:MM"),
        Field("last_paid", _("Bulan iuran terakhir yang dibayar"), "month"),
    ),
    answers.deadline,
)  # fmt: skip
_TERM = Question(
    "term", _("Masa bayar"), _("Apa yang dibayarkan bila pekerja meninggal pada tiap bulan, dan apakah masanya cukup."),
    (
        Field("from", _("Bulan pertama"), "month", "this month", needed=True),
        Field("months", _("Berapa bulan"), "whole", "2", needed=True), _PAYER, _SECTOR, _INCOME,
        Field("covered_before", _("Bulan yang sudah terlindungi tepat sebelumnya"), "whole", "0"),
    ),
    answers.term,
)  # fmt: skip
QUESTIONS = {
    each.code: each for each in (_PRICE, _ELIGIBILITY, _DEATH, _ACCIDENT, _SCHOLARSHIP, _HEIRS, _DEADLINE, _TERM)
}
