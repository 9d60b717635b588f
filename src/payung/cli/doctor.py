"""`payung doctor`: what is wrong with this installation, and the mend."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from payung.cli.console import console, language, print_json, seeing_all
from payung.units.words import say

_LEAST_FREE_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, what was seen, and how to mend it."""

    what: str
    well: bool
    seen: str
    mend: str = ""


def _law() -> Finding:
    from payung.rules.law import LawError, law

    try:
        book = law()
    except LawError as error:
        return Finding("hukum", False, str(error), "Perbaiki berkas itu di folder hukum, atau setel PAYUNG_LAW.")
    return Finding("hukum", True, f"{len(book.values)} konsep, {len(book.unverified())} nilai belum terverifikasi")


def _folder() -> Finding:
    from payung.config.home import data_folder

    folder = data_folder()
    free = shutil.disk_usage(folder).free
    well = os.access(folder, os.W_OK) and free >= _LEAST_FREE_BYTES
    return Finding(
        "folder data", well, f"{folder}, sisa {free // 1_000_000} MB", "Kosongkan disk, atau setel PAYUNG_DATA."
    )


def _database() -> Finding:
    from payung.config.installation import connect

    urls = connect()
    from django.db import connection

    from payung.access.queries import app_role_faults

    with connection.cursor() as db:
        db.execute("SELECT current_setting('server_version'), current_user")
        version, role = db.fetchone()
    where = "tertanam" if "superuser" in urls else "DATABASE_URL"
    faults = app_role_faults()
    mend = " ".join(say(fault.code, language(), **fault.facts) for fault in faults)
    return Finding("basis data", not faults, f"PostgreSQL {version} ({where}), peran {role}", mend)


def _tables() -> Finding:
    from payung.web.operations.readiness import unapplied

    return Finding("tabel", not unapplied(), f"{len(unapplied())} migrasi belum dijalankan", "Jalankan: make run")


def _queue() -> Finding:
    from payung.intake.queue import jobs_by_status, stuck_jobs

    stuck, jobs = stuck_jobs(), jobs_by_status()
    seen = f"{jobs['todo']} menunggu, {jobs['failed']} gagal, {stuck} tidak dikerjakan siapa pun"
    return Finding("pekerjaan latar", not stuck, seen, "Jalankan: payung serve (atau payung worker)")


def _regions() -> Finding:
    from payung.regions.actions.load_regions import EXPECTED_VILLAGES
    from payung.regions.queries import villages
    from payung.units.region import Area

    count = villages(Area("")).count()
    return Finding("wilayah", count == EXPECTED_VILLAGES, f"{count} desa dan kelurahan", "Jalankan: make run")


def _counts() -> Finding:
    from payung.programmes.queries import miscounted

    with seeing_all():
        wrong = miscounted()
    return Finding(
        "tempat", not wrong, f"{len(wrong)} kuota berbeda dari hitung ulang", "Laporkan: ini tidak boleh terjadi."
    )


def _money() -> Finding:
    from payung.cli.money import recounted

    found = recounted()
    seen = f"{len(found['accounts'])} saldo dan {len(found['months'])} bulan terikat berbeda dari hitung ulang"
    return Finding(
        "uang", not any(found.values()), seen, "Jalankan: payung money verify, dan simpan salinan basis data."
    )


def _cards() -> Finding:
    from payung.cards.actions.keep_key import card_key
    from payung.config.home import sub_folder

    return Finding("kunci kartu", True, f"penerbit {card_key(sub_folder('keys')).issuer.key_id}")


def _log() -> Finding:
    """The short form: everything since the last seal before this one, so that it takes no longer every day."""
    from payung.access.actions.seal_history import seals
    from payung.cli.audit import in_words, verified

    days = [seal.day for seal in seals()][-2:]
    found = verified(since=days[0] if days else None)
    seen = in_words(found.faults[0]) if found.faults else f"{found.rows} catatan cocok, {found.seals} segel"
    return Finding("catatan audit", found.well, seen, "Jalankan: payung audit verify, dan simpan salinan basis data.")


def _sealing() -> Finding:
    from payung.sealing.keyring import keyring
    from payung.sealing.rotate import uses

    ring, used = keyring(), uses()
    states = dict(ring.states()) if ring else {}
    closed = sum(count for key, count in used.items() if states.get(key) not in ("primary", "older"))
    mend = "Pulihkan berkas kunci dari cadangannya; bila kuncinya hanya pensiun, jalankan: payung keys rotate."
    return Finding("kunci segel", not closed, f"{sum(used.values())} kunci data, {closed} tidak dapat dibuka", mend)


def _marks() -> Finding:
    """Accounts of heirs that cannot be compared yet: those that were entered before there were marks."""
    from payung.claims.queries import without_mark

    with seeing_all():
        count = without_mark()
    return Finding(
        "tanda rekening", not count, f"{count} rekening ahli waris belum bertanda", "Jalankan: payung keys mark"
    )


def _mapping() -> Finding:
    """The columns of the files for and from BPJS and the bank; that nobody has confirmed them is said, and is no fault."""
    from payung.exchange.mapping import own_or_given
    from payung.units.refusal import Refused

    try:
        found = own_or_given()
    except Refused as refused:
        return Finding(
            "kolom berkas", False, say(refused.code, language(), **refused.facts), "Perbaiki PAYUNG_MAPPING."
        )
    parts = (found.participants, found.payments, found.answers, found.statement)
    return Finding(
        "kolom berkas", True, f"{sum(not part.verified for part in parts)} dari {len(parts)} belum dipastikan"
    )


CHECKS: tuple[Callable[[], Finding], ...] = (
    _law, _folder, _database, _tables, _queue, _regions, _counts, _money, _cards, _log, _sealing, _marks, _mapping,
)  # fmt: skip


def examine() -> Iterator[Finding]:
    """Looks at everything; what cannot even be looked at is a finding too, with its reason."""
    for check in CHECKS:
        try:
            yield check()
        except Exception as error:
            name = check.__name__.strip("_")
            yield Finding(name, False, f"{type(error).__name__}: {error}", "Lihat pesan ini; jalankan: make run")


def doctor(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Memeriksa pemasangan ini dan menyebut perbaikannya."""
    findings = list(examine())
    if as_json:
        told = [{"what": f.what, "well": f.well, "seen": f.seen, "mend": "" if f.well else f.mend} for f in findings]
        print_json({"well": all(f.well for f in findings), "findings": told})
    for finding in [] if as_json else findings:
        mark, style = ("baik", "green") if finding.well else ("SALAH", "bold red")
        console.print(f"{mark:>5}  {finding.what}: {finding.seen}", style=style, markup=False)
        if not finding.well:
            console.print(f"       {finding.mend}", markup=False)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
