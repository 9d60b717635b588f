"""What the classes of the reconciliation and of a statement's lines are called, and what is to be done about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.funding.queries.incoming import Proposal
from payung.units.rupiah import in_rupiah


@dataclass(frozen=True, slots=True)
class Words:
    """A class in words: its name, the next step, and the tone of its badge."""

    title: str
    step: str
    tone: str


_RECONCILED = {
    "paid-twice": (
        gettext_noop("Dibayar dua kali"),
        gettext_noop("Ini tidak boleh terjadi. Laporkan kepada pengelola, dan minta BPJS mengembalikan satu iurannya."),
        "refused",
    ),
    "paid-not-covered": (
        gettext_noop("Dibayar, tetapi tidak lagi terlindungi"),
        gettext_noop("BPJS berutang iuran ini: perhitungkan pada tagihan berikutnya, atau minta kembali."),
        "refused",
    ),
    "paid-unknown": (
        gettext_noop("Dibayar, belum dijawab BPJS"),
        gettext_noop("Kirim berkas peserta kepada BPJS, lalu masukkan jawabannya."),
        "refused",
    ),
    "refused": (
        gettext_noop("Ditolak BPJS, masih tercatat terlindungi"),
        gettext_noop("Perbaiki datanya dan kirim lagi, atau akhiri pendaftarannya."),
        "refused",
    ),
    "billed-not-covered": (
        gettext_noop("Ditagih, tetapi tidak ada di daftar desa"),
        gettext_noop("Jangan dibayar dulu: laporkan kepada pengelola, tagihannya tidak mengikuti daftar desa."),
        "refused",
    ),
    "known-not-covered": (
        gettext_noop("Diterima BPJS, tetapi tidak ada di daftar desa"),
        gettext_noop("Beri tahu BPJS bahwa pekerja ini tidak dibayari bulan ini, atau daftarkan lagi."),
        "waiting",
    ),
    "not-invoiced": (
        gettext_noop("Terlindungi, belum ditagih"),
        gettext_noop("Buat tagihan untuk bulan ini."),
        "waiting",
    ),
    "unpaid": (
        gettext_noop("Ditagih, belum dibayar"),
        gettext_noop("Bayar tagihannya. Rekening koran yang dikirim ke sini mencocokkan pembayarannya."),
        "waiting",
    ),
    "agreed": (gettext_noop("Cocok di ketiga daftar"), gettext_noop("Tidak ada yang perlu dilakukan."), "covered"),
    "given-back": (
        gettext_noop("Berakhir, iurannya sudah dikembalikan BPJS"),
        gettext_noop("Tidak ada yang perlu dilakukan."),
        "plain",
    ),
    "ended": (gettext_noop("Berakhir sebelum dibayar"), gettext_noop("Tidak ada yang perlu dilakukan."), "plain"),
}
_LINES = {
    "paid": (gettext_noop("Membayar tagihannya"), gettext_noop("Selesai."), "covered"),
    "by-hand": (gettext_noop("Dicocokkan dengan tangan"), gettext_noop("Selesai."), "covered"),
    "set-aside": (gettext_noop("Bukan pembayaran iuran"), gettext_noop("Selesai."), "plain"),
    "received": (gettext_noop("Dicatat sebagai penerimaan"), gettext_noop("Selesai."), "covered"),
    "overpaid": (
        gettext_noop("Kelebihan bayar ke BPJS"),
        gettext_noop("Minta BPJS mengembalikannya; uang masuknya nanti dicatat di rekening korannya."),
        "waiting",
    ),
    "refunded": (gettext_noop("Dikembalikan BPJS"), gettext_noop("Selesai."), "covered"),
    "no-code": (
        gettext_noop("Tidak menyebut kode bayar"),
        gettext_noop("Cocokkan dengan tangan, atau tandai bahwa ini bukan pembayaran iuran."),
        "waiting",
    ),
    "two": (
        gettext_noop("Menyebut lebih dari satu kode bayar"),
        gettext_noop("Satu mutasi membayar satu tagihan. Pilih tagihan yang jumlahnya tepat."),
        "waiting",
    ),
    "short": (
        gettext_noop("Kurang dari tagihannya"),
        gettext_noop(
            "Tagihan dibayar tepat atau tidak sama sekali. Tanyakan kepada BPJS, lalu bayar jumlah yang tepat."
        ),
        "refused",
    ),
    "over": (
        gettext_noop("Lebih dari tagihannya"),
        gettext_noop(
            "Bayar tagihannya dengan tangan dan catat lebihnya sebagai kelebihan bayar, lalu minta BPJS mengembalikannya."
        ),
        "refused",
    ),
    "settled": (
        gettext_noop("Tagihannya sudah dibayar"),
        gettext_noop("Mungkin terbayar dua kali: catat sebagai kelebihan bayar, dan minta BPJS mengembalikannya."),
        "refused",
    ),
    "bank-short": (
        gettext_noop("Dananya belum tercatat diterima"),
        gettext_noop("Catat dulu dana yang diterima dari pembayar, lalu cocokkan lagi."),
        "waiting",
    ),
    "incoming": (
        gettext_noop("Uang masuk"),
        gettext_noop("Pilih sumber dana yang menerimanya, juga bila BPJS yang mengembalikan."),
        "plain",
    ),
    "opened": (
        gettext_noop("Dibuka lagi"),
        gettext_noop(
            "Keputusan sebelumnya sudah dibatalkan. Putuskan dengan tangan; kode bayarnya tidak dicocokkan lagi."
        ),
        "waiting",
    ),
}
# What money that came in is likely to be, by why (`funding.queries.incoming`).
_INCOMING = {
    "named": (
        gettext_noop("Cocok dengan satu sumber dana"),
        gettext_noop("Bank menyebut {lines}, yang masih akan menerima {to_come}."),
        "waiting",
    ),
    "amount": (
        gettext_noop("Cocok dengan satu sumber dana"),
        gettext_noop("Jumlahnya sama dengan komitmen {lines} yang belum diterima."),
        "waiting",
    ),
    "several": (
        gettext_noop("Cocok dengan lebih dari satu sumber dana"),
        gettext_noop("Tidak ada yang dicatat. Mungkin untuk: {lines}. Tanyakan kepada pembayarnya, lalu pilih satu."),
        "waiting",
    ),
    "over": (
        gettext_noop("Lebih dari yang dijanjikan"),
        gettext_noop("Bank menyebut {lines}, tetapi yang masih akan diterima {to_come}. Tanyakan kepada pembayarnya."),
        "refused",
    ),
    "booked": (
        gettext_noop("Mungkin sudah dicatat"),
        gettext_noop(
            "Penerimaan {lines} yang sama sudah ada: catatan nomor {entry}. Bila itu uang ini, tandai di sini."
        ),
        "waiting",
    ),
}


def class_words(name: str) -> Words:
    """A class of the reconciliation in the language of the page."""
    title, step, tone = _RECONCILED[name]
    return Words(_(title), _(step), tone)


def line_words(outcome: str) -> Words:
    """What became of a line of a statement, in the language of the page."""
    title, step, tone = _LINES[outcome]
    return Words(_(title), _(step), tone)


def incoming_words(proposal: Proposal) -> Words:
    """What money that came in is likely to be, in the language of the page."""
    title, step, tone = _INCOMING[proposal.why]
    said: dict[str, Any] = {}
    if receipt := proposal.receipt:
        said = {"lines": receipt.line.name, "entry": receipt.entry}
    elif fit := proposal.candidates:
        said = {"lines": ", ".join(each.line.name for each in fit), "to_come": in_rupiah(fit[0].to_come_idr)}
    return Words(_(title), _(step).format(**said), tone)
