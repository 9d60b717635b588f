"""What stands in the letters of a claim, in Indonesian: a family and a village office read them, whatever the page speaks."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from payung.claims import queries
from payung.claims.actions.assess import compute, missing_papers
from payung.claims.actions.read_sent_accounts import read_sent_accounts
from payung.claims.queries.entitled import cover_of
from payung.regions import queries as regions
from payung.units.moment import moment_in_words
from payung.units.month import day_in_words
from payung.units.rupiah import in_percent, in_rupiah, in_words
from payung.units.words import say, words

if TYPE_CHECKING:
    from payung.claims.models import Assessment, Claim, ClaimHeir, ClaimLetter, Decision, Payout
    from payung.rules.law import Law

Told = dict[str, Any]
_HAPPENED = {
    ("death", "natural"): "Meninggal dunia", ("death", "work"): "Meninggal dunia karena kerja",
    ("accident", "work"): "Kecelakaan kerja",
}  # fmt: skip
_RELATIONS = {
    "spouse": "suami/istri", "child": "anak", "parent": "orang tua", "grandparent": "kakek/nenek", "grandchild": "cucu",
    "sibling": "saudara", "parent_in_law": "mertua", "will": "menurut wasiat", "funeral": "yang mengurus pemakaman",
}  # fmt: skip
_WHAT = {
    "benefit": "Santunan", "late": "Tambahan karena terlambat dibayar", "treatment": "Biaya perawatan",
    "scholarship": "Beasiswa",
}  # fmt: skip
_MOST_LETTERS = 300
_FEWEST_ROWS = 3
_APPEAL = (
    "Bila keluarga tidak setuju, datanglah ke kantor desa atau ke petugas klaim kabupaten dengan surat ini dan sampaikan "
    "keberatan secara tertulis; sebutkan nomor klaim, dan bawa surat yang menguatkan. Klaim lalu dapat dibuka lagi dan "
    "dihitung dari awal. Keluarga juga dapat bertanya kepada BPJS Ketenagakerjaan tentang kepesertaan dan manfaat pekerja."
)
_SWORN = (
    "Dengan ini kami menyatakan dengan sebenarnya bahwa kami yang namanya tercantum di bawah ini adalah ahli waris yang sah "
    "dari almarhum/almarhumah, dan bahwa tidak ada ahli waris lain. Bila pernyataan ini tidak benar, kami bersedia bertanggung "
    "jawab menurut hukum dan mengembalikan santunan yang telah diterima. Baris kosong dicoret bila tidak dipakai."
)


def _lead(letter: ClaimLetter) -> str:
    return f"Nomor {letter}, {moment_in_words(letter.made_at).partition(' pukul')[0]}"


def worker_facts(claim: Claim) -> list[list[str | None]]:
    """Whom a letter is about: name and masked NIK, address, number of the claim, and what happened."""
    person = claim.person
    # Whoever was erased has no name left here; the number is what the letter is known by.
    known: list[list[str | None]] = (
        [] if person.erased_on else [["Nama pekerja", person.name], ["NIK", person.nik_masked]]
    )
    return [*known, ["Alamat", ", ".join(str(each) for each in reversed(regions.ancestors(claim.village)[1:]))],
            ["Nomor klaim", claim.number], ["Kejadian", _event(claim)]]  # fmt: skip


def _event(claim: Claim) -> str:
    return f"{_HAPPENED[claim.kind, claim.cause]} pada {day_in_words(claim.happened_on)}"


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS].rstrip() + " ..."


def receipt(law: Law, claim: Claim, letter: ClaimLetter, at: datetime) -> Told:
    """What was told, whether the worker was covered, which papers are missing now, and by when the law pays."""
    family, told = queries.heirs_of(claim), queries.reports(claim)
    total = compute(law, claim, family).total_idr if claim.kind == "death" else 0
    covered = cover_of(claim) is not None
    report = [*([["Tempat kejadian", claim.happened_at]] if claim.happened_at else []),
              *([["Keterangan", _shortened(claim.story)]] if claim.story else []),
              ["Dilaporkan oleh", told[0].teller_name], ["Diterima pada", moment_in_words(claim.reported_at)]]  # fmt: skip
    parts: list[Told] = [{"title": "Yang dilaporkan", "facts": worker_facts(claim) + report}]
    if covered:
        missing = [say(f"paper_{paper.document}") for paper in missing_papers(law, claim, family, total)]
        parts += [_missing(missing, at, named=claim.kind != "death" or bool(family)), _when_paid(law, claim)]
    else:
        parts.append({"title": "Perlindungan", "text": "Menurut catatan program, pekerja ini tidak terlindungi pada hari "
                      "kejadian, jadi program ini tidak dapat memberi santunan. Keluarga akan menerima surat keputusan dengan "
                      "alasannya, dan dapat mengajukan keberatan bila catatan itu keliru."})  # fmt: skip
    parts.append({"title": "Simpan surat ini", "text": f"Sebutkan nomor klaim {claim.number} setiap kali bertanya atau membawa "
                  "surat. Pengurusan klaim tidak dipungut biaya."})  # fmt: skip
    signers = [["Yang menerima laporan,", None], ["Yang melapor,", told[0].teller_name]]
    return {"title": "Tanda terima laporan klaim", "lead": _lead(letter), "parts": parts, "signers": signers}


def _missing(papers: list[str], at: datetime, *, named: bool) -> Told:
    title = f"Yang masih kurang, {moment_in_words(at)}"
    rows = [[str(number), paper] for number, paper in enumerate([*papers, *([] if named else ["nama ahli waris"])], 1)]
    return {
        "title": title,
        "heads": ["No.", "Surat atau keterangan"],
        "widths": [1, 12],
        "rows": rows,
        "none": "Tidak ada: semua surat sudah ada.",
    }


def _when_paid(law: Law, claim: Claim) -> Told:
    days = law.on(f"deadline/pay_{claim.scheme}_days", claim.complete_on or claim.happened_on)
    source = f"({days.source}; {say(f'evidence_{days.evidence}')})"
    late = law.on("deadline/late_per_mille", claim.complete_on or claim.happened_on)
    after = f"Setiap hari terlambat menambah {in_percent(late.value, 1000)} dari santunan ({late.source})."
    if claim.due_on and claim.complete_on:
        whole, due = day_in_words(claim.complete_on), day_in_words(claim.due_on)
        text = f"Surat lengkap pada {whole}, jadi santunan dibayar paling lambat {due}"
    else:
        text = f"Paling lambat {days.value} hari kerja sesudah semua surat lengkap dan benar"
    return {"title": "Kapan dibayar", "text": f"{text} {source}. {after}"}


def decision(claim: Claim, letter: ClaimLetter) -> Told:
    """Approved with the computation line by line and the shares, or refused with the reason and the way to appeal."""
    made = letter.decision
    assert made is not None, "held by letter_is_about_what_its_kind_says"  # nosec B101
    approved = made.verdict == "approved"
    return {
        "title": f"Surat keputusan klaim: {'disetujui' if approved else 'ditolak'}", "lead": _lead(letter),
        "parts": [{"title": "Tentang", "facts": worker_facts(claim)}, *(_approved(claim, made) if approved else _refused(made))],
        "signers": [["Yang memutuskan,", None]],
    }  # fmt: skip


def _decided(made: Decision) -> list[str]:
    return ["Diputuskan", f"{moment_in_words(made.at)}, oleh {made.by}; dihitung oleh {made.assessed_by}"]


def _refused(made: Decision) -> list[Told]:
    facts = [_decided(made), ["Alasan", made.reason], *([["Dasar hukum", made.article]] if made.article else [])]
    return [{"title": "Keputusan: ditolak", "facts": facts}, {"title": "Bila keluarga tidak setuju", "text": _APPEAL}]


def _approved(claim: Claim, made: Decision) -> list[Told]:
    basis = made.assessment
    facts = [_decided(made), ["Jumlah santunan", in_rupiah(basis.total_idr)], ["Terbilang", in_words(basis.total_idr)]]
    if claim.due_on:
        facts.append(["Dibayar paling lambat", day_in_words(claim.due_on)])
    shares = [[_payee(each.get("name") or each["code"]), in_rupiah(each["amount_idr"]), in_words(each["amount_idr"])]
              for each in basis.shares]  # fmt: skip
    return [
        {"title": "Keputusan: disetujui", "facts": facts},
        _computation(basis),
        {"title": "Penerima", "heads": ["Nama", "Jumlah", "Terbilang"], "widths": [6, 3, 5], "sums": [1], "rows": shares,
         "none": "-"},
        *_stays(basis),
    ]  # fmt: skip


def _stays(basis: Assessment) -> list[Told]:
    """Where nobody is left to inherit: who is paid the burial, and where the rest stays."""
    rest = next((item for item in basis.answer["items"] if item["code"] == "stays_with_the_fund"), None)
    if rest is None:
        return []
    text = (
        "Menurut keterangan pada klaim ini tidak ada ahli waris yang tersisa. Biaya pemakaman dibayarkan kepada yang mengurus "
        f"pemakaman; sisanya, {in_rupiah(-rest['amount_idr'])}, tetap pada Dana Jaminan Sosial ({rest['article']}). Ahli waris "
        "yang kemudian diketahui dapat mengajukan keberatan."
    )
    return [{"title": "Tidak ada ahli waris", "text": text}]


def _computation(basis: Assessment) -> Told:
    # The right to care is no sum; treatment by its bills has a line of its own.
    rows = [_line(item) for item in basis.answer["items"] if item["code"] != "medical_care"]
    totals = 1
    rows.append(["Jumlah hitungan", in_rupiah(basis.computed_idr), "", f"sidik aturan {basis.law_digest[:12]}"])
    if basis.total_idr != basis.computed_idr:
        totals = 2
        rows.append(
            ["Ditetapkan", in_rupiah(basis.total_idr), "", f"berbeda dari hitungan: {_shortened(basis.deviates_why)}"]
        )
    return {"title": "Perhitungan", "heads": ["Bagian", "Jumlah", "Cara menghitung", "Dasar dan buktinya"],
            "widths": [4, 3, 4, 6], "sums": [1], "totals": totals, "rows": rows, "none": "-"}  # fmt: skip


def _line(item: dict[str, Any]) -> list[str]:
    part = say(f"item_{item['code']}", about=item.get("about", "")).strip()
    how = item.get("formulas", {}).get("id", item["formula"])
    return [part, in_rupiah(item["amount_idr"]), how, f"{item['article']} ({say('evidence_' + item['evidence'])})"]


def _payee(name: str) -> str:
    """A name; or, where nobody inherits, the words of the code that stands for whoever receives it."""
    return say(f"item_{name}") if f"item_{name}" in words() else name


def payment(claim: Claim, letter: ClaimLetter) -> Told:
    """One sum that was paid: to whom, how much, in words, on which day, to an account of which the last digits are shown."""
    made = letter.payout
    assert made is not None and made.paid_on is not None, "a letter is about what was paid"  # nosec B101
    facts = [["Penerima", _payee(made.payee_name)], ["Untuk", _WHAT.get(made.what, made.what)],
             ["Jumlah", in_rupiah(made.amount_idr)], ["Terbilang", in_words(made.amount_idr)],
             ["Dibayar pada", day_in_words(made.paid_on)], *_account(made, letter)]  # fmt: skip
    return {
        "title": "Bukti pembayaran", "lead": _lead(letter),
        "parts": [{"title": "Tentang", "facts": worker_facts(claim)}, {"title": "Pembayaran", "facts": facts},
                  {"text": "Bank menyatakan bahwa jumlah ini sudah dibayarkan. Pengurusan klaim tidak dipungut biaya."}],
        "signers": [["Petugas,", None], ["Penerima,", _payee(made.payee_name)]],
    }  # fmt: skip


def _account(made: Payout, letter: ClaimLetter) -> list[list[str]]:
    """The account that the sum was sent to, never the one that is known today; of an erased worker nothing is left."""
    if made.person.erased_on:
        return []
    account = read_sent_accounts(payouts=[made], reason=f"bukti pembayaran {letter}").get(made.pk)
    return [["Rekening", f"{account.bank}, berakhir {account.number[-4:]}" if account else "tidak tercatat"]]


def heirs(claim: Claim, letter: ClaimLetter) -> Told:
    """The form that the heirs sign before the village head: filled in with what is known, the rest are lines to write on."""
    family, village = (
        [each for each in queries.heirs_of(claim) if each.relation != "funeral"],
        regions.region(claim.village),
    )
    rows = [[str(number), *_heir(each), "", ""] for number, each in enumerate(family, 1)]
    while len(rows) < max(_FEWEST_ROWS, len(family) + 1):
        rows.append([str(len(rows) + 1), "", "", "", "", ""])
    head = "Lurah" if village and village.kind == "kelurahan" else "Kepala Desa"
    name = village.name if village else claim.village
    return {
        "title": "Surat pernyataan ahli waris", "lead": _lead(letter),
        "parts": [
            {"title": "Almarhum/almarhumah", "facts": [
                ["NIK lengkap", None] if fact[0] == "NIK" else fact for fact in worker_facts(claim)]},
            {"title": "Pernyataan", "text": _SWORN},
            {"title": "Ahli waris", "heads": ["No.", "Nama", "Hubungan", "Tanggal lahir", "NIK", "Tanda tangan"],
             "widths": [2, 16, 6, 7, 8, 8], "rows": rows, "none": "-", "to-sign": True},
            {"facts": [["Dibuat di, pada tanggal", None]]},
        ],
        "signers": [["Saksi 1,", None], ["Saksi 2,", None], [f"Mengetahui, {head} {name},", None]],
    }  # fmt: skip


def _heir(heir: ClaimHeir) -> list[str]:
    name = f"{heir.name} (wali: {heir.guardian_name})" if heir.guardian_name else heir.name
    born: date | None = heir.birth_on
    return [name, _RELATIONS[heir.relation], day_in_words(born) if born else ""]
