"""A person's file in Indonesian words, part by part, for its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import override

from payung.units.rupiah import in_rupiah
from payung.web.components.tags import (
    column_words,
    consent_way_words,
    day,
    kind_words,
    month,
    occupation_words,
    purpose_words,
    request_words,
)  # fmt: skip

Row = dict[str, Any]
_VERBS = {"read": "dibaca", "noted": "dicatat", "changed": "diubah"}
_READ = {"nik": "NIK lengkap", "file": "salinan data", "export": "daftar", "health": "kesehatan", "bank": "rekening"}
_STATES = {"open": "menunggu", "done": "dilakukan", "refused": "ditolak"}
_OUTCOMES = {"numbered": "diterima, nomor KPJ diberikan", "accepted": "diterima, nomor menyusul", "refused": "ditolak"}
_PLACES = {"placed": "mendapat tempat", "waiting": "menunggu", "ended": "berakhir"}


def day_words(given: str | None) -> str:
    """A day, or the day of a moment, in words; a dash for none."""
    return day(date.fromisoformat(given[:10])) if given else "-"


def moment_words(given: str | None) -> str:
    """A moment in words, as its text says it; a dash for none."""
    return f"{day_words(given)}, {datetime.fromisoformat(given):%H.%M}" if given else "-"


def _facts(told: Row, village: str) -> list[list[str]]:
    who = told["identity"]
    words: dict[str, Callable[[Any], str]] = {
        "birth_on": day_words, "occupation": occupation_words, "income_idr": in_rupiah,
        "sex": lambda sex: "laki-laki" if sex == "L" else "perempuan",
    }  # fmt: skip
    shown = ("name", "nik", "birth_on", "sex", "address", "occupation", "phone", "mother_name", "income_idr", "kk",
             "heir_name", "heir_relation")  # fmt: skip
    facts = [[column_words(c), "belum dicatat" if who[c] is None else words.get(c, str)(who[c])] for c in shown]
    restricted = [["Pemrosesan dibatasi sejak", moment_words(who["restricted_at"])]] if who["restricted_at"] else []
    died = [["Meninggal pada", day_words(who["died_on"])]] if who["died_on"] else []
    return [*facts, ["Desa", village], ["Nomor peserta (KPJ)", who["kpj"] or "belum dicatat"], *restricted, *died]


def _table(title: str, none: str, heads: tuple[str, ...], widths: tuple[int, ...], rows: list[list[str]]) -> Row:
    return {"title": title, "none": none, "heads": heads, "widths": widths, "rows": rows}


def _consents(told: Row) -> Row:
    rows = [
        [
            purpose_words(c["purpose"]),
            day_words(c["given_on"]),
            consent_way_words(c["how"]),
            moment_words(c["withdrawn_at"]),
        ]
        for c in told["consents"]
    ]
    return _table("Persetujuan", "Belum ada.", ("Untuk apa", "Diberikan", "Caranya", "Ditarik"), (4, 3, 4, 3), rows)


def _enrolments(told: Row) -> Row:
    rows = [[e["line"], e["payer"], _PLACES[e["state"]], day_words(e["proposed_on"])] for e in told["enrolments"]]
    return _table("Pendaftaran", "Belum ada.", ("Sumber dana", "Pembayar", "Keadaan", "Diusulkan"), (4, 4, 3, 3), rows)


_OFFERS = {"open": "menunggu jawaban", "accepted": "diterima", "declined": "tidak diambil", "expired": "lewat waktunya"}


def _offers(told: Row) -> Row:
    rows = [
        [o["line"], day_words(o["offered_on"]), day_words(o["held_until"]), _OFFERS[o["state"]]] for o in told["offers"]
    ]
    return _table(
        "Tawaran tempat", "Belum ada.", ("Sumber dana", "Ditawarkan", "Ditahan sampai", "Keadaan"), (5, 3, 3, 3), rows
    )


def _cover(told: Row) -> Row:
    rows = [
        [month(date.fromisoformat(m["month"])), m["payer"], kind_words(m["kind"]), in_rupiah(m["price_idr"])]
        for m in told["cover_months"]
    ]
    heads = ("Bulan", "Pembayar", "Jenis", "Iuran")
    return _table("Bulan yang dibayar", "Belum ada bulan yang dibayar.", heads, (3, 5, 3, 2), rows)


def _answers(told: Row) -> Row:
    rows = [
        [day_words(a["answered_on"]), a["line"] or "-", month(date.fromisoformat(a["month"])) if a["month"] else "seluruh masa",
         _OUTCOMES[a["outcome"]], a["refused_why"] or "-"]
        for a in told["bpjs_answers"]
    ]  # fmt: skip
    heads = ("Tanggal", "Sumber dana", "Bulan", "Jawaban", "Alasan")
    return _table("Jawaban BPJS Ketenagakerjaan", "Belum ada jawaban.", heads, (2, 3, 2, 2, 3), rows)


def _cards(told: Row) -> Row:
    rows = [[c["number"], c["line"], day_words(c["first_month"]), day_words(c["until"])] for c in told["cards"]]
    return _table("Kartu", "Belum ada kartu.", ("Nomor", "Sumber dana", "Mulai", "Sebelum"), (3, 4, 3, 3), rows)


_EVENTS = {"death": "meninggal", "accident": "kecelakaan kerja"}
_CLAIMED = {
    "reported": "menunggu surat", "complete": "surat lengkap", "assessed": "menunggu keputusan", "approved": "disetujui",
    "paid": "dibayar", "refused": "ditolak", "withdrawn": "ditarik",
}  # fmt: skip


def _claims(told: Row) -> Row:
    rows = [
        [c["number"], f"{_EVENTS[c['kind']]}, {day_words(c['happened_on'])}", _CLAIMED[c["state"]], _paid(c["payouts"])]
        for c in told["claims"]
    ]
    return _table("Klaim", "Belum ada klaim.", ("Nomor", "Kejadian", "Keadaan", "Dibayar"), (3, 4, 3, 5), rows)


def _paid(payouts: list[Row]) -> str:
    paid = [f"{in_rupiah(p['amount_idr'])} kepada {p['payee_name']}" for p in payouts if p["state"] == "paid"]
    return ", ".join(paid) or "-"


_ABOUT = {"enrolment": "pendaftaran", "card": "kartu", "claim": "klaim", "other": "hal lain"}


def _complaints(told: Row) -> Row:
    rows = [
        [c["number"], day_words(c["received_at"]), f"{_ABOUT[c['about']]}: {c['said']}", c["answer"] or "belum dijawab"]
        for c in told["complaints"]
    ]
    return _table("Pengaduan", "Belum ada pengaduan.", ("Nomor", "Diterima", "Isi", "Jawaban"), (3, 3, 5, 5), rows)


_PARTS = {"bank_accounts": "Rekening bank", "health_results": "Hasil pemeriksaan kesehatan"}


def _not_included(told: Row, part: str) -> Row:
    """Whom to ask for a part that the role of whoever made this copy may not open."""
    (who,) = [each["given_by"] for each in told["not_included"] if each["part"] == part]
    said = f"Tidak termuat dalam salinan ini. Bagian ini hanya dapat dibuka dan diberikan oleh: {', '.join(who)}."
    return _table(_PARTS[part], said, (), (), [])


def _accounts(told: Row) -> Row:
    if told["bank_accounts"] is None:
        return _not_included(told, "bank_accounts")
    rows = [
        [a["bank"], a["number"], a["holder_name"], moment_words(a["entered_at"]), moment_words(a["ended_at"])]
        for a in told["bank_accounts"]
    ]
    heads = ("Bank", "Nomor rekening", "Pemilik", "Dicatat", "Diganti")
    return _table(_PARTS["bank_accounts"], "Belum ada rekening.", heads, (3, 4, 4, 3, 3), rows)


def _results(told: Row) -> Row:
    if told["health_results"] is None:
        return _not_included(told, "health_results")
    rows = [
        [day_words(r["measured_on"]), r["event"], _pressure(r), "-" if r["glucose"] is None else f"{r['glucose']} mg/dL",
         r["note"] or "-"]
        for r in told["health_results"]
    ]  # fmt: skip
    heads = ("Tanggal", "Kegiatan", "Tekanan darah", "Gula darah", "Catatan")
    return _table(_PARTS["health_results"], "Belum ada hasil.", heads, (3, 4, 3, 3, 5), rows)


def _pressure(result: Row) -> str:
    return "-" if result["systolic"] is None else f"{result['systolic']}/{result['diastolic']} mmHg"


def _requests(told: Row) -> Row:
    rows = [
        [request_words(r["kind"]), moment_words(r["asked_at"]), moment_words(r["due_at"]), _STATES[r["state"]],
         " ".join(filter(None, (_change(r), r["answer"])))]
        for r in told["requests"]
    ]  # fmt: skip
    heads = ("Jenis", "Diminta", "Batas", "Keadaan", "Isi dan jawaban")
    return _table("Permintaan dan perbaikan", "Belum ada permintaan.", heads, (3, 3, 3, 2, 5), rows)


def _change(request: Row) -> str:
    if not request["field"]:
        return ""
    return f"{column_words(request['field'])}: {request['old_value'] or 'kosong'} menjadi {request['new_value']}."


def _touched(told: Row) -> Row:
    rows = [
        [moment_words(t["at"]), " ".join((_VERBS[t["verb"]], _READ.get(t["what"], t["what"]))).strip(), t["role"],
         t["area"] or "-", t["reason"] or "-"]
        for t in told["readings_and_changes"]
    ]  # fmt: skip
    heads = ("Kapan", "Apa", "Peran", "Wilayah", "Alasan")
    return _table("Siapa membaca dan mengubah", "Belum ada catatan.", heads, (4, 3, 4, 3, 5), rows)


def file_words(told: Row, village: str) -> Row:
    """What stands on the pages: a title, and parts that are facts or tables, all of it text."""
    with override("id"):
        parts = [{"title": "Identitas", "facts": _facts(told, village)}]
        parts += [
            part(told)
            for part in (
                _consents,
                _enrolments,
                _offers,
                _cover,
                _answers,
                _cards,
                _claims,
                _complaints,
                _accounts,
                _results,
                _requests,
                _touched,
            )
        ]
        made = moment_words(told["made_at"])
    whole = "Semua yang disimpan Payung tentang orang ini"
    missing = [_PARTS[each["part"]].lower() for each in told["not_included"]]
    but = f", kecuali {' dan '.join(missing)}: lihat di bawah siapa yang dapat memberikannya" if missing else ""
    lead = f"{whole}{but}. Petugas disebut menurut peran dan wilayahnya."
    return {
        "title": "Salinan data pribadi",
        "lead": lead,
        "parts": parts,
        "foot": f"Payung. Dibuat {made} WIB, nomor {told['number']}. Rahasia: hanya untuk orang yang bersangkutan.",
    }
