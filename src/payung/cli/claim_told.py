"""A claim told as a story, from what happened to what was paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from payung.cli.claim_json import for_json
from payung.cli.console import JAKARTA, console, language, print_json
from payung.units.month import day_in_words
from payung.units.rupiah import in_figures, in_rupiah
from payung.units.words import say

if TYPE_CHECKING:
    from payung.claims.models import Claim

STATES = {
    "reported": "menunggu surat", "complete": "surat lengkap", "assessed": "menunggu keputusan", "approved": "disetujui",
    "paid": "sudah dibayar", "refused": "ditolak", "withdrawn": "ditarik",
}  # fmt: skip
NEXT = {
    "reported": "lengkapi ahli waris, rekening dan surat, lalu payung claim complete",
    "complete": "payung claim assess", "assessed": "keputusan orang lain: payung claim approve, refuse atau return",
    "approved": "payung claim pay-file, lalu payung claim pay-result", "paid": "selesai",
    "refused": "sampaikan alasan dan hak banding kepada keluarga",
    "withdrawn": "tidak ada; bila penarikannya keliru, payung claim take-back",
}  # fmt: skip
_KINDS = {
    ("death", "natural"): "Meninggal",
    ("death", "work"): "Meninggal karena kerja",
    ("accident", "work"): "Kecelakaan kerja",
}
_FACTS = {"day": "hari", "cause": "sebab", "place": "tempat", "story": "cerita"}
_TELLERS = {"clerk": "operator desa", "heir": "ahli waris", "hospital": "rumah sakit", "registry": "catatan sipil"}
_RELATIONS = {
    "spouse": "suami/istri", "child": "anak", "parent": "orang tua", "grandparent": "kakek/nenek", "grandchild": "cucu",
    "sibling": "saudara", "parent_in_law": "mertua", "will": "menurut wasiat", "funeral": "yang mengurus pemakaman",
}  # fmt: skip
_VERDICTS = {"approved": "Disetujui", "refused": "Ditolak", "returned": "Dikembalikan"}
_PAYOUTS = {"due": "akan dibayar", "sent": "dikirim ke bank", "paid": "dibayar", "failed": "gagal"}
_WHAT = {
    "benefit": "santunan",
    "late": "tambahan karena terlambat",
    "treatment": "perawatan",
    "scholarship": "beasiswa",
}
_SIGNALS = {
    "enrolled-after-death": "didaftarkan {number} hari sesudah kejadian",
    "enrolled-just-before": "didaftarkan {number} hari sebelum kejadian",
    "same-heir-name-on-claims": "ahli waris dengan nama dan tanggal lahir sama pada {number} klaim lain",
    "same-account-on-claims": "rekening ahli waris dipakai juga pada {number} klaim lain",
    "whole-family-enrolled": "{number} anggota lain keluarga ini juga terdaftar",
    "enrolled-again-after-death": "didaftarkan lagi sesudah kejadian",
    "active-after-death": "masih tercatat {number} hari sesudah hari meninggal (0: hari itu juga): {about}",
}
_ACTS = {
    "health-check": "pemeriksaan kesehatan", "consent": "persetujuan pada formulir", "accident": "kecelakaan kerja",
    "work": "kembali bekerja",
}  # fmt: skip


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "-"


def _moment(at: datetime) -> str:
    return _day(at.astimezone(JAKARTA).date())


def _happened(claim: Claim, told: dict[str, Any]) -> Iterator[str]:
    where = f", {claim.happened_at}" if claim.happened_at else ""
    yield f"{_KINDS[claim.kind, claim.cause]} pada {_day(claim.happened_on)}{where}: {claim.person.name}"
    if claim.story:
        yield claim.story
    for each in told["corrections"]:
        yield (f"Dikoreksi oleh {each['by']}, {_moment(datetime.fromisoformat(each['at']))}: {_FACTS[each['what']]}"
               f" {each['old'] or '-'} -> {each['new'] or '-'} ({each['why']})")  # fmt: skip
    if claim.state == "withdrawn":
        last = told["steps"][-1]
        yield f"DITARIK oleh {last['by']}, {_moment(datetime.fromisoformat(last['at']))}: {last['why']}"
    for each in told["reports"]:
        yield f"Dilaporkan {_TELLERS[each['teller']]} {each['teller_name']}, {_moment(datetime.fromisoformat(each['noted_at']))}"


def _covered(told: dict[str, Any]) -> Iterator[str]:
    cover = told["covered"]
    if cover is None:
        yield "Tidak terlindungi pada hari itu: tidak ada santunan dari program ini."
    else:
        yield f"Ya, oleh {cover['payer']} ({cover['line']}): {cover['months_paid']} bulan dibayar sampai hari itu."


def _family(told: dict[str, Any]) -> Iterator[str]:
    for each in told["heirs"]:
        guardian = f", wali {each['guardian_name']}" if each["guardian_name"] else ""
        account = each["bank"] or "rekening belum diisi"
        yield f"#{each['id']} {each['name']}, {_RELATIONS[each['relation']]}{guardian}: {account}"
    if not told["heirs"]:
        yield "Belum ada ahli waris yang dicatat."


def _papers(told: dict[str, Any]) -> Iterator[str]:
    for each in told["papers"]:
        bad = f" (tidak diterima: {each['rejected_why']})" if each["rejected_why"] else ""
        yield f"Ada: {_said('paper', each['kind'])}{bad}"
    for kind in told["missing"]:
        yield f"KURANG: {_said('paper', kind)}"
    if told["due_on"]:
        whole, due = (_day(date.fromisoformat(told[name])) for name in ("complete_on", "due_on"))
        yield f"Lengkap {whole}; dibayar paling lambat {due}"


def _said(kind: str, code: str) -> str:
    return say(f"{kind}_{code}", language())


def _law(told: dict[str, Any]) -> Iterator[str]:
    made = told["assessment"]
    answer = made["answer"] if made else told["law_gives"]
    for item in answer["items"]:
        cited = f"{item['article']}; {_said('evidence', item['evidence'])}"
        yield f"{_said('item', item['code'])}: {in_rupiah(item['amount_idr'])} = {item['formula']} [{cited}]"
    if made is None:
        yield f"Jumlah menurut undang-undang: {in_rupiah(answer['total_idr'])} (belum dihitung petugas)"
        return
    yield f"Jumlah {in_rupiah(made['total_idr'])}, dihitung {made['made_by']}"
    if made["deviates_why"]:
        yield f"Berbeda dari hitungan {in_rupiah(made['computed_idr'])}: {made['deviates_why']}"
    for share in made["shares"]:
        whom = share.get("name") or _said("item", share["code"])
        # What an accident gives is shared as it was computed, line by line above.
        how = f" = {share['formula']}" if "formula" in share else ""
        yield f"Untuk {whom}: {in_rupiah(share['amount_idr'])}{how}"


def _odd(told: dict[str, Any]) -> Iterator[str]:
    for signal in told["signals"]:
        number, about = in_figures(signal["number"]), _ACTS.get(signal.get("about", ""), "")
        yield _SIGNALS[signal["code"]].format(number=number, about=about)


def _decided(told: dict[str, Any]) -> Iterator[str]:
    for each in told["decisions"]:
        when = _moment(datetime.fromisoformat(each["at"]))
        why = "; ".join(filter(None, (each["reason"], each["article"])))
        yield f"{_VERDICTS[each['verdict']]} oleh {each['by']}, {when}" + (f": {why}" if why else "")
    if told["held_why"]:
        yield f"DITAHAN: {told['held_why']}"


def _paid(told: dict[str, Any]) -> Iterator[str]:
    for each in told["payouts"]:
        state = _PAYOUTS[each["state"]] + (f" {_day(date.fromisoformat(each['paid_on']))}" if each["paid_on"] else "")
        state += f" ({each['failed_why']})" if each["state"] == "failed" else ""
        state += f", ke {each['sent_bank'] or 'rekening yang tidak tercatat'}" if each["state"] != "due" else ""
        what = _WHAT.get(each["what"], each["what"])
        yield f"#{each['id']} {in_rupiah(each['amount_idr'])} {what} kepada {each['payee_name']}: {state}"


def story(claim: Claim) -> Iterator[str]:
    """The claim from top to bottom: what happened, covered, who receives, papers, the law, decisions, money, the next step."""
    told = for_json(claim)
    yield f"Klaim {claim.number}: {STATES[claim.state]}"
    parts = (
        ("Apa yang terjadi", _happened(claim, told)), ("Terlindungi?", _covered(told)), ("Siapa yang menerima", _family(told)),
        ("Surat", _papers(told)), ("Menurut undang-undang", _law(told)), ("Perlu dilihat", _odd(told)),
        ("Keputusan", _decided(told)), ("Pembayaran", _paid(told)),
    )  # fmt: skip
    for title, lines in parts:
        if said := list(lines):
            yield f"\n{title}"
            yield from (f"  {line}" for line in said)
    yield f"\nBerikutnya: {NEXT[claim.state]}"


def tell(claim: Claim, *, as_json: bool, **more: Any) -> None:
    """What a step came to: the state the claim is in now, and the next step."""
    if as_json:
        print_json({"number": claim.number, "state": claim.state, **more})
        return
    console.print(f"Klaim {claim.number}: {STATES[claim.state]}. Berikutnya: {NEXT[claim.state]}.", markup=False)
