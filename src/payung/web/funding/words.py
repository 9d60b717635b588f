"""What accounts, kinds of transfers, sources and states of invoices are called on a page and in a file: one table for all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.web.components.tags import month as month_words

if TYPE_CHECKING:
    from payung.funding.models import Invoice, Transfer

ACCOUNTS = {
    "promise": gettext_noop("Komitmen pembayar dana"),
    "left": gettext_noop("Sisa komitmen"),
    "committed": gettext_noop("Terikat untuk bulan perlindungan"),
    "invoiced": gettext_noop("Ditagih, belum dibayar"),
    "paid": gettext_noop("Sudah dibayar"),
    "owed": gettext_noop("Harus dikembalikan BPJS"),
    "payer": gettext_noop("Pembayar dana"),
    "bank": gettext_noop("Uang di bank"),
    "bpjs": gettext_noop("Uang di BPJS"),
    "insurer": gettext_noop("Penanggung santunan"),
    "due": gettext_noop("Santunan akan dibayar"),
    "given": gettext_noop("Santunan sudah dibayar"),
}
# By kind, as a filter offers them.
KINDS = {
    "pledge": gettext_noop("Komitmen bertambah"),
    "receipt": gettext_noop("Penerimaan"),
    "commitment": gettext_noop("Dana diikat"),
    "release": gettext_noop("Ikatan dilepas"),
    "invoice": gettext_noop("Penagihan"),
    "credit": gettext_noop("Pengurangan tagihan"),
    "payment": gettext_noop("Pembayaran"),
    "refund": gettext_noop("Pengembalian BPJS"),
    "return": gettext_noop("Dikembalikan ke pembayar dana"),
    "award": gettext_noop("Santunan ditetapkan"),
    "payout": gettext_noop("Santunan dibayar"),
}
# By kind and the account that gives, since one kind may move budget and cash.
_SENTENCES = {
    ("pledge", "promise"): gettext_noop("Komitmen pembayar dana bertambah"),
    ("receipt", "payer"): gettext_noop("Uang diterima dari pembayar dana"),
    ("commitment", "left"): gettext_noop("Dana diikat untuk perlindungan"),
    ("release", "committed"): gettext_noop("Ikatan dilepas karena perlindungan berakhir"),
    ("invoice", "committed"): gettext_noop("Iuran ditagih"),
    ("credit", "invoiced"): gettext_noop("Tagihan dikurangi karena perlindungan berakhir"),
    ("credit", "paid"): gettext_noop("BPJS harus mengembalikan iuran karena perlindungan berakhir"),
    ("payment", "invoiced"): gettext_noop("Tagihan dilunasi"),
    ("payment", "bank"): gettext_noop("Uang dikirim ke BPJS"),
    ("refund", "owed"): gettext_noop("Pengembalian BPJS menjadi sisa komitmen lagi"),
    ("refund", "bpjs"): gettext_noop("Uang diterima kembali dari BPJS"),
    ("return", "left"): gettext_noop("Komitmen pembayar dana berkurang"),
    ("return", "bank"): gettext_noop("Uang dikembalikan ke pembayar dana"),
    ("award", "insurer"): gettext_noop("Santunan ditetapkan untuk klaim"),
    ("payout", "due"): gettext_noop("Santunan sampai di penerima"),
}
# What the program itself writes down as a reason; "pledge", "cover" and "invoice" say no more than the sentence does.
_REASONS = {
    "pledge": "", "cover": "", "invoice": "", "benefit": "", "late": gettext_noop("tambahan karena terlambat"),
    "carried over": gettext_noop("dibawa dari bulan yang sudah tercatat"),
    "died": gettext_noop("meninggal"), "wage-earner": gettext_noop("menjadi penerima upah"),
    "moved": gettext_noop("pindah"), "refused": gettext_noop("ditolak BPJS"), "asked": gettext_noop("atas permintaan"),
    "over-age": gettext_noop("melewati batas umur"), "double-payer": gettext_noop("sudah dibayar pihak lain"),
}  # fmt: skip
_SOURCES = {
    "derived": gettext_noop("dihitung dari jumlah tempat"), "programme-file": gettext_noop("berkas program"),
    "migration": gettext_noop("bulan yang sudah tercatat"), "release": gettext_noop("pengalihan tempat"),
    "refill": gettext_noop("tempat yang diisi lagi"),
}  # fmt: skip
# What has a number: "batch:12" gives "daftar nomor 12".
_NUMBERED = {
    "batch": gettext_noop("daftar nomor {number}"), "entry": gettext_noop("koreksi catatan {number}"),
    "offer": gettext_noop("tawaran nomor {number}"), "enrolment": gettext_noop("pendaftaran nomor {number}"),
}  # fmt: skip
_FORM = re.compile(r" \[form [0-9a-f]{16}\]$")


def account_words(account: str) -> str:
    """An account in words: "bank" gives "Uang di bank"."""
    return _(ACCOUNTS[account])


def kind_of_transfer(kind: str) -> str:
    """A kind of transfer in words, as a heading or a choice."""
    return _(KINDS[kind])


def sentence(transfer: Transfer) -> str:
    """What a transfer did, in a sentence with its month; of a correction what it takes back."""
    giving = transfer.to_account if transfer.corrects_id else transfer.from_account
    said = _(_SENTENCES[(transfer.kind, giving)])
    if transfer.month:
        said = f"{said}, {month_words(transfer.month)}"
    return _("Koreksi: {said}").format(said=said) if transfer.corrects_id else said


def reason_words(transfer: Transfer) -> str:
    """Why, as it was written; what the program wrote itself in words."""
    said = _REASONS.get(transfer.reason, transfer.reason)
    return _(said) if said else ""


def source_words(source: str) -> str:
    """The paper that an entry rests on, without the key of its form."""
    bare = _FORM.sub("", source)
    kind, colon, number = bare.partition(":")
    if colon and number.isdigit() and kind in _NUMBERED:
        return _(_NUMBERED[kind]).format(number=number)
    return _(_SOURCES[bare]) if bare in _SOURCES else bare


def invoice_state(invoice: Invoice) -> tuple[str, str]:
    """The state of an invoice in words, and its tone."""
    if not invoice.open_idr:
        return (_("Lunas"), "covered") if invoice.paid_idr else (_("Batal: semua dikurangi"), "plain")
    return (_("Menunggu pembayaran"), "waiting") if invoice.payment_code else (_("Belum ada kode bayar"), "waiting")
