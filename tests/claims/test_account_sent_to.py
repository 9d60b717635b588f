"""A payout keeps the account that it was sent to, sealed: whatever is mended later, the proof shows where the money went."""

import csv
import io

import pypdfium2
import pytest
from django.db import connection

from payung.access.models import History
from payung.access.queries import seeing
from payung.claims.actions.issue_letter import enter_hospital_account
from payung.claims.actions.name_heir import enter_heir_account
from payung.claims.actions.pay import Told, send, take_result, try_again
from payung.claims.actions.read_sent_accounts import read_sent_accounts
from payung.claims.models import Claim, ClaimHeir, Payout
from payung.exchange.payouts import payout_file
from payung.insight.claim_letter import letter
from payung.people.actions.enter_account import enter_account
from payung.rules.law import law
from payung.sealing.field import opened
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.claims.cases import AT, ON, assessed, covered_since_january, decided
from tests.claims.test_payee_accounts import approved as approved_accident
from tests.exchange.files import OWN
from tests.older import before

FIRST, SECOND = "1234567890", "9988776655"


@pytest.fixture
def claim(office):
    """An approved claim whose heir has an account."""
    found = assessed(covered_since_january(office))
    decided(found)
    return found


def mended(number=SECOND, bank="BNI"):
    enter_heir_account(heir_id=ClaimHeir.objects.get().pk, bank=bank, number=number, holder_name="LAIN")


def sent(again=""):
    made = payout_file(columns=OWN.payouts, kind="csv", reason="berkas bank", again=again)
    return made.code, made.content


def answered(paid_on=ON, why=""):
    made = Payout.objects.get()
    take_result(law=law(), told=[Told(made.pk, paid_on, why)], on=ON)


def account():
    (told,) = read_sent_accounts(payouts=Payout.objects.all(), reason="uji").values()
    return told.bank, told.number, told.holder_name


def proof(claim):
    with seeing(Area(""), by="test"):
        pages = letter(Claim.objects.get(pk=claim.pk), "payment", "petugas", AT)
    return " ".join(pypdfium2.PdfDocument(io.BytesIO(pages))[0].get_textpage().get_text_range().split())


def as_it_was():
    """What was sent by an older version, which kept no account."""
    with before("payout_keeps_its_account"):
        Payout.objects.update(sent_bank="", sent_number=None, sent_holder=None)


def test_it_keeps_bank_number_and_holder_sealed_and_the_proof_shows_them_though_the_account_was_mended(claim):
    send(payouts=[Payout.objects.get().pk], digest="a" * 8)
    mended()
    assert account() == ("BRI", FIRST, "BUDI SANTOSO")
    answered()
    assert "BRI, berakhir 7890" in proof(claim) and "6655" not in proof(claim)
    with connection.cursor() as db:
        db.execute("SELECT to_jsonb(p)::text || (SELECT string_agg(h::text, '') FROM history h) FROM payout p")
        (text,) = db.fetchone()
    assert [word for word in (FIRST, "LAIN", SECOND) if word in text] == []


def test_sending_opens_nothing_for_anybody_and_the_file_is_noted_as_a_reading_of_the_payouts(claim):
    send(payouts=[Payout.objects.get().pk], digest="a" * 8)
    assert not History.objects.filter(verb="R", what="bank").exists()
    sent(again="a" * 8)
    (noted,) = History.objects.filter(verb="R", what="bank")
    assert (noted.table_name, noted.row_ids, noted.reason) == ("payout", [Payout.objects.get().pk], "berkas bank")


def test_the_same_file_again_names_the_same_account(claim):
    code, first = sent()
    mended()
    assert sent(again=code) == (code, first) and FIRST.encode() in first


def test_what_came_back_forgets_its_account_when_it_is_due_and_keeps_the_one_it_is_sent_to_then(claim):
    sent()
    answered(None, "ditutup")
    assert account()[1] == FIRST, "that is the one that it came back from"
    try_again(payout_id=Payout.objects.get().pk)
    assert Payout.objects.get().sent_number is None
    mended()
    sent()
    assert account() == ("BNI", SECOND, "LAIN")
    answered()
    assert "BNI, berakhir 6655" in proof(claim)


def test_an_account_opens_at_its_own_payout_and_sending_alone(claim):
    sent()
    made = Payout.objects.get()
    for change in ({"pk": made.pk + 1}, {"bank_file": "other"}, {"claim_id": made.claim_id + 1}):
        moved = Payout.objects.get()
        for name, value in change.items():
            setattr(moved, name, value)
        with pytest.raises(Refused, match="sealed_value_damaged"):
            opened(moved, "sent_number")
    assert opened(made, "sent_number") == FIRST


def test_of_what_an_older_version_sent_the_account_is_unknown_whatever_is_known_today(claim):
    code, _ = sent()
    as_it_was()
    mended()
    made = payout_file(columns=OWN.payouts, kind="csv", reason="berkas bank", again=code)
    (row,) = csv.DictReader(io.StringIO(made.content.decode("utf-8-sig")))
    assert row["REKENING"] == SECOND, "the bank needs one"
    answered()
    assert "Rekening tidak tercatat" in proof(claim) and "berakhir" not in proof(claim)


def test_hospitals_and_hurt_workers_keep_theirs_too(office):
    worker, _claim, guarantee = approved_accident(office)
    enter_hospital_account(letter=guarantee.number, bank="BJB", number="0011223344", holder_name="RSUD BAYU ASIH")
    enter_account(person=worker, bank="BRI", number=FIRST, holder_name=worker.name, by="petugas", at=AT)
    sent()
    enter_account(person=worker, bank="BNI", number=SECOND, holder_name=worker.name, by="petugas", at=AT)
    found = read_sent_accounts(payouts=Payout.objects.all(), reason="uji")
    assert sorted((each.bank, each.number, each.holder_name) for each in found.values()) == [
        ("BJB", "0011223344", "RSUD BAYU ASIH"), ("BRI", FIRST, worker.name)]  # fmt: skip


def test_what_has_no_account_to_go_to_is_not_sent_and_nothing_with_it(office):
    _worker, claim, guarantee = approved_accident(office)
    enter_hospital_account(letter=guarantee.number, bank="BJB", number="0011223344", holder_name="RSUD")
    with pytest.raises(Refused, match="account_missing") as told:
        send(payouts=list(Payout.objects.values_list("pk", flat=True)), digest="a" * 8)
    assert told.value.facts == {"number": claim.number}
    assert set(Payout.objects.values_list("state", "sent_bank")) == {("due", "")}
    assert send(payouts=[], digest="a" * 8) == 0


def test_without_the_keys_nothing_is_sent(claim, settings, tmp_path):
    settings.KEY_FOLDER = tmp_path / "elsewhere"
    with pytest.raises(Refused, match="sealing_keys_lost"):
        send(payouts=[Payout.objects.get().pk], digest="a" * 8)
    assert Payout.objects.get().state == "due"
