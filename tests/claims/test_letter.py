"""A guarantee letter is checked from its QR code: genuine by its signature, good by how it stands; no card passes for one."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from payung.cards.actions.keep_key import card_key
from payung.cards.actions.sign import JAKARTA, sign
from payung.cards.actions.verify import verify_text
from payung.claims.actions.issue_letter import cancel_letter
from payung.claims.actions.sign_letter import sign_letter, verify_letter
from payung.claims.models import TreatmentLetter
from tests.cards.conftest import FACE, ISSUED_ON
from tests.claims.accidents import TODAY, guaranteed, hurt, spent
from tests.claims.cases import covered_since
from tests.claims.test_model_case import refused


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return card_key(tmp_path_factory.mktemp("key"), issuer="Disnaker Kabupaten Purwakarta")


@pytest.fixture
def claim(office):
    return hurt(covered_since(office, "2025-11", 2))


@pytest.fixture
def letter(claim):
    return guaranteed(claim)


def checked(text, key, on=TODAY):
    return verify_letter(text, issuers=[key.issuer], on=on)


def test_a_letter_says_who_is_treated_where_and_until_when(letter, key):
    found = checked(sign_letter(letter, key), key)
    assert (found.state, found.number, found.hospital) == ("valid", "SJ-2025-000001", "RSUD Bayu Asih")
    assert (found.name, found.valid_until) == (letter.person.name, date(2025, 12, 31))


def test_a_letter_is_good_on_its_last_day_and_not_on_the_next(letter, key):
    text = sign_letter(letter, key)
    assert [checked(text, key, on).state for on in (date(2025, 12, 31), date(2026, 1, 1))] == ["valid", "expired"]


def test_a_used_and_a_cancelled_letter_say_so(claim, letter, key):
    other = guaranteed(claim, "RS Siloam")
    spent(claim, "treatment", 100_000, letter=letter.number)
    cancel_letter(letter=other.number, why="pindah rumah sakit")
    assert [checked(sign_letter(each, key), key).state for each in (letter, other)] == ["used", "cancelled"]
    assert refused(cancel_letter, letter=letter.number, why="x") == "letter_is_used"
    assert refused(spent, claim, "treatment", 1, letter=other.number) == "letter_guarantees_nothing"


def test_a_changed_letter_and_one_of_a_stranger_are_false_and_show_nothing(letter, key, tmp_path):
    text = sign_letter(letter, key)
    stranger = card_key(tmp_path, issuer=key.issuer.name)
    for other in (text[:-6] + "AAAAAA", sign_letter(letter, stranger), "bukan surat"):
        assert (checked(other, key).state, checked(other, key).name) == ("false", "")


def test_a_letter_whose_code_is_another_is_unknown_here(letter, key):
    forged = TreatmentLetter(
        **{field: getattr(letter, field) for field in ("number", "hospital", "valid_until", "issued_at")}
    )
    forged.person, forged.code = letter.person, "A" * 16
    assert checked(sign_letter(forged, key), key).state == "unknown"


def test_a_letter_is_no_card_and_a_card_no_letter(letter, key):
    now = datetime(2025, 11, 25, 9, 0, tzinfo=JAKARTA)
    assert verify_text(sign_letter(letter, key), issuers=[key.issuer], at=now).state == "unknown_issuer"
    card = sign(replace(FACE, number=f"{letter.number}/{letter.code}"), key, ISSUED_ON)
    assert checked(card, key).state == "false"


def test_treatment_that_begins_after_the_last_day_wants_a_new_letter(claim):
    short = guaranteed(claim, until=TODAY)
    assert refused(spent, claim, "treatment", 1, letter=short.number, on=date(2025, 11, 26)) == "letter_expired"
    assert refused(spent, claim, "glasses", 1, letter=short.number) == "letter_guarantees_nothing"
    assert refused(guaranteed, claim, until=date(2025, 11, 24)) == "letter_ends_before_today"
    assert refused(guaranteed, claim, " ") == "hospital_missing"
