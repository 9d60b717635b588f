"""The files that come in: answers of BPJS, statements of the bank, and where they are sent."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

ON = date(2025, 11, 21)
PRICE = 16_800
PAGE, ANSWERS, STATEMENTS = (
    "/funding/reconciliation/utama/",
    "/funding/reconciliation/utama/answers/",
    "/funding/statements/",
)


def send(client: Client, address: str, content: bytes, name: str = "berkas.csv", **more: str):
    return client.post(address, {"file": SimpleUploadedFile(name, content), **more}, follow=True)


def an_answer(*rows: str) -> bytes:
    return "\n".join(["NIK;KPJ;Status;Alasan", *rows]).encode()


def a_statement(amount: int, text: str) -> bytes:
    rows = [
        "Saldo Awal;1.000.000",
        "Tanggal;Uraian;Debet;Kredit",
        f"28/11/2025;{text};{amount};",
        f"Saldo Akhir;{1_000_000 - amount}",
    ]
    return "\n".join(rows).encode()


def came_in(amount: int, text: str) -> bytes:
    rows = ["Saldo Awal;0", "Tanggal;Uraian;Debet;Kredit", f"28/11/2025;{text};;{amount}", f"Saldo Akhir;{amount}"]
    return "\n".join(rows).encode()
