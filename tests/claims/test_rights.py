"""What a claim holds of people: kept while it must be, in the worker's own file, and gone without a trace afterwards."""

import os
from datetime import date

import pytest
from django.db import connection

from payung.access.queries import Acting, seeing
from payung.claims.actions.bring_document import bring_document, folder, read_document
from payung.claims.actions.forget_papers import forget_papers
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Claim, ClaimDocument, ClaimHeir, Payout
from payung.claims.queries import documents, payouts
from payung.insight.person_file import person_file
from payung.people.actions.erase import erase
from payung.rules.law import law
from payung.sealing.field import opened
from payung.sealing.models import DataKey
from payung.units.refusal import Refused
from payung.units.region import Area
from payung.web.people.file_words import file_words
from tests.claims.cases import AT, ON, assessed, covered_since_january, decided, picture, reported

LONG_AFTER = date(2037, 1, 1)


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.PAPER_FOLDER = tmp_path / "papers"


def paid(office):
    claim = assessed(covered_since_january(office), teller_name="PELAPOR TETANGGA", story="jatuh sakit di sawah")
    decided(claim)
    send(payouts=[each.pk for each in payouts(claim)], digest="f" * 64)
    take_result(law=law(), told=[Told(each.pk, ON) for each in payouts(claim)], on=ON)
    return Claim.objects.get(pk=claim.pk)


def against(person, on):
    with pytest.raises(Refused) as refused:
        erase(person=person, on=on)
    return refused.value.code


@pytest.mark.usefixtures("years_later")
def test_nobody_is_erased_while_a_claim_is_open_or_within_its_retention(office):
    claim = reported(covered_since_january(office)).claim
    assert against(claim.person_id, LONG_AFTER) == "person_claim_open"


@pytest.mark.usefixtures("years_later")
def test_an_erased_worker_takes_the_names_words_and_papers_of_the_claim_along(office):
    claim = paid(office)
    assert against(claim.person_id, date(2035, 12, 1)) == "retention_running"
    ClaimHeir.objects.update(phone="0899 7777 001", wants_messages=True)
    ClaimHeir.objects.update(phone="0899 7777 002")
    before = list(Payout.objects.values_list("amount_idr", "state", "award_entry", "paid_entry"))
    files = list(folder().glob("??/*"))
    mark = bytes(ClaimHeir.objects.get().account_mark or b"").hex()
    assert len(files) == 8 and len(mark) == 64
    erase(person=claim.person_id, on=LONG_AFTER)
    assert list(Payout.objects.values_list("amount_idr", "state", "award_entry", "paid_entry")) == before
    everything = """SELECT string_agg(t::text, ' ') FROM (
        SELECT to_jsonb(r) AS t FROM claim_report r UNION ALL SELECT to_jsonb(c) FROM claim c UNION ALL
        SELECT to_jsonb(h) FROM claim_heir h UNION ALL SELECT to_jsonb(a) FROM claim_assessment a UNION ALL
        SELECT to_jsonb(p) FROM payout p UNION ALL SELECT to_jsonb(i) FROM history i
        WHERE table_name LIKE 'claim%%' OR table_name = 'payout') AS all_of_it"""
    with connection.cursor() as db:
        db.execute(everything)
        (left,) = db.fetchone()
    gone = ("BUDI", "TETANGGA", "sawah", "BRI", "1979-01-02", "v1:", "7777", mark)
    assert [word for word in gone if word in left] == []
    assert not ClaimDocument.objects.exists()
    assert forget_papers(on=date(2026, 1, 1)) == 0, "what was written a moment ago is left alone"
    for file in files:
        os.utime(file, (1_700_000_000, 1_700_000_000))
    assert forget_papers(on=LONG_AFTER) == 8 and not list(folder().glob("??/*"))


def test_a_paper_that_a_claim_names_stays_however_old_it_is(office):
    claim = reported(covered_since_january(office)).claim
    made, _ = bring_document(number=claim.number, kind="card", data=picture(), by="operator", at=AT)
    (folder() / made.stored_as[:2] / made.stored_as).with_suffix(".part").write_bytes(b"half")
    for file in folder().glob("??/*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    assert forget_papers(on=ON) == 1
    assert read_document(made).startswith(b"\xff\xd8\xff")


def test_accounts_and_papers_are_sealed_by_data_keys_which_a_rotation_wraps_anew(office):
    claim = assessed(covered_since_january(office))
    heir, paper = ClaimHeir.objects.get(claim=claim), documents(claim)[0]
    sealed = (folder() / paper.stored_as[:2] / paper.stored_as).read_bytes()
    keys = [int(sealed.split(b":")[1]), heir.account_number.data_key_id, heir.account_holder.data_key_id]
    assert DataKey.objects.filter(pk__in=keys).count() == 2 and b"JFIF" not in sealed
    assert opened(heir, "account_number") == "1234567890" and read_document(paper).startswith(b"\xff\xd8\xff")


def test_the_own_file_of_a_worker_tells_of_the_claim(office):
    claim = paid(office)
    with seeing(Area(""), by="test"):
        told = person_file(claim.person, acting=Acting("petugas", "regency-officer", "32.14"), reason="surat 7", at=AT)
    (mine,) = told["claims"]
    assert (mine["number"], mine["state"], mine["happened_on"]) == (claim.number, "paid", "2025-11-24")
    assert [step["to_state"] for step in mine["steps"]][-1] == "paid" and len(mine["documents"]) == 8
    said = file_words({**told, "number": "1"}, "Tanjungsari")
    (part,) = [part for part in said["parts"] if part["title"] == "Klaim"]
    assert part["rows"][0][3] == "Rp42.000.000 kepada BUDI SANTOSO"
