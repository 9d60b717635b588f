"""A wrong report is withdrawn on its page, a wrong fact corrected; both stay readable, and nobody else may."""

from __future__ import annotations

from django.test import Client

from payung.claims.models import Claim, Payout
from payung.people.models import Person
from tests.users import a_client
from tests.web.claims.cases import approver, assessed, covered, decide, officer, reported, with_heir
from tests.web.pages import words

TRUE = {
    "right_happened_on": "2025-11-18",
    "right_cause": "natural",
    "right_where": "di rumah",
    "right_story": "sakit lama",
}


def correct(client: Client, claim: Claim, **more: str):
    return client.post(f"/claims/{claim.number}/correct/", {**TRUE, "right_why": "surat kematian", **more})


def withdraw(client: Client, claim: Claim, **more: str):
    given = {"lives": "yes", "withdraw_why": "salah pilih nama", **more}
    return client.post(f"/claims/{claim.number}/withdraw/", given, follow=True)


def test_a_report_of_a_worker_who_lives_is_withdrawn_and_tells_so_everywhere(clerk: Client) -> None:
    handler, person = officer(), covered()
    claim = reported(clerk, person)
    with_heir(clerk, claim)
    page = withdraw(handler, claim)
    said = words(page)
    assert "Laporan ditarik." in said and "dipulihkan" in said
    assert "Laporan ini ditarik oleh petugas-klaim" in said and "salah pilih nama" in said
    assert "Simpan koreksi" not in said and "Tahan klaim ini" not in said and "Unggah" not in said
    person.refresh_from_db()
    assert person.died_on is None
    assert claim.number not in words(handler.get("/claims/")) and "Ditarik: 1" in words(handler.get("/claims/"))
    assert claim.number in words(handler.get("/claims/?state=withdrawn"))
    asked = {"number": claim.number, "birth_on": "1979-01-02"}
    assert "Laporan ini ditarik karena keliru" in words(Client().post("/claims/track/", asked))
    assert claim.number not in words(clerk.get(f"/people/{person.pk}/"))


def test_a_withdrawal_is_taken_back_another_day_with_a_reason(clerk: Client) -> None:
    handler = officer()
    claim = reported(clerk, covered(1))
    withdraw(handler, claim, lives="no", withdraw_why="dua kali")
    bare = handler.post(f"/claims/{claim.number}/withdraw/back/", {"back_why": " "})
    assert bare.status_code == 422 and 'id="wrong-back_why"' in bare.content.decode()
    page = handler.post(f"/claims/{claim.number}/withdraw/back/", {"back_why": "ternyata satu"}, follow=True)
    assert "Klaim berjalan lagi" in words(page)
    assert Claim.objects.get(pk=claim.pk).state == "reported"
    assert Person.objects.get(pk=claim.person_id).died_on == claim.happened_on


def test_what_is_missing_for_a_withdrawal_is_said_at_its_field(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk, covered(2))
    unsaid = withdraw(handler, claim, lives="")
    assert unsaid.status_code == 422 and "apakah pekerja ini sebenarnya tidak meninggal" in words(unsaid)
    assert 'id="id_lives"' in unsaid.content.decode()
    silent = withdraw(handler, claim, withdraw_why="")
    assert silent.status_code == 422 and 'id="wrong-withdraw_why"' in silent.content.decode()
    assert Claim.objects.get(pk=claim.pk).state == "reported"


def test_a_cause_is_corrected_and_the_other_sum_and_papers_follow(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    before = words(handler.get(f"/claims/{claim.number}/"))
    assert "Rp42.000.000" in before
    page = handler.post(
        f"/claims/{claim.number}/correct/", {**TRUE, "right_cause": "work", "right_why": "jatuh di sawah"}, follow=True
    )
    said = words(page)
    assert (
        "Koreksi dicatat." in said
        and "Sebab : dari Meninggal, bukan karena kerja menjadi Meninggal karena kecelakaan kerja" in said
    )
    assert "jatuh di sawah" in said and "Rp70.000.000" in said and "Menunggu surat" in said
    stale = decide(eyes, claim)
    assert stale.status_code == 422 and not Payout.objects.filter(claim=claim).exists()


def test_a_day_that_cannot_be_is_said_at_the_field_and_what_was_typed_stays(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk, covered(4))
    page = correct(handler, claim, right_happened_on="2025-12-30", right_where="di kebun")
    markup = page.content.decode()
    assert page.status_code == 422 and 'id="wrong-right_happened_on"' in markup and 'value="di kebun"' in markup
    same = correct(handler, claim)
    assert same.status_code == 422 and 'id="wrong-right_why"' in same.content.decode()
    nothing = correct(handler, claim, right_where="di kebun", right_why=" ")
    assert nothing.status_code == 422 and 'id="wrong-right_why"' in nothing.content.decode()
    assert Claim.objects.get(pk=claim.pk).happened_at == "di rumah"


def test_only_who_handles_claims_withdraws_and_corrects(clerk: Client) -> None:
    claim = reported(clerk, covered(5))
    for who in (clerk, approver(), a_client("pemeriksa", "auditor", "32.14")):
        assert correct(who, claim, right_where="x").status_code == 403
        assert who.post(f"/claims/{claim.number}/withdraw/", {"lives": "yes"}).status_code == 403
        assert who.post(f"/claims/{claim.number}/withdraw/back/").status_code == 403
        assert "Simpan koreksi" not in words(who.get(f"/claims/{claim.number}/"))
