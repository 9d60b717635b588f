"""A sealed column opens with its key, at its own place, and nowhere else."""

import json

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from payung.people.models import BankAccount
from payung.sealing.envelope import Sealed
from payung.sealing.field import give_keys, opened, opened_rows
from payung.sealing.keyring import keyring_file
from payung.sealing.models import DataKey
from payung.units.refusal import Refused
from tests.roles import TANJUNGSARI


def refused(row, column="number"):
    with pytest.raises(Refused) as why:
        opened(row, column)
    return why.value.code


def stored(account):
    with connection.cursor() as db:
        db.execute("SELECT number, holder_name FROM bank_account WHERE id = %s", [account.pk])
        return db.fetchone()


def test_what_was_sealed_opens_again(account):
    kept = BankAccount.objects.get(pk=account().pk)
    assert opened(kept, "number") == "0123456789" and opened(kept, "holder_name") == "SITI SEGEL"


def test_a_row_that_was_read_shows_nothing_until_it_is_opened(account):
    kept = BankAccount.objects.get(pk=account().pk)
    assert str(kept.number) == "(sealed)" and repr(kept.number) == "Sealed()"
    with pytest.raises(TypeError):
        json.dumps({"number": kept.number})


def test_the_same_value_twice_looks_different_and_as_long_as_any_other(account, worker):
    first, second, third = (
        stored(account(worker(n), number)) for n, number in ((1, "123456"), (2, "123456"), (3, "1" * 20))
    )
    assert first[0] != second[0] and "123456" not in first[0]
    assert len({len(token.split(":")[2]) for token in (first[0], second[0], third[0])}) == 1


def test_each_row_has_a_data_key_of_its_own(account, worker):
    one, other = account(worker(1)), account(worker(2))
    assert one.number.data_key_id == one.holder_name.data_key_id != other.number.data_key_id


def test_a_value_copied_to_another_row_does_not_open(account, worker):
    one, other = account(worker(1)), account(worker(2))
    other.number = one.number
    assert refused(other) == "sealed_value_damaged"


def test_a_value_copied_to_an_older_account_of_the_same_worker_does_not_open(account, worker):
    person = worker()
    older, newer = account(person), account(person, "999999999")
    older.number = newer.number
    assert refused(older) == "sealed_value_damaged"


def test_a_value_copied_to_another_column_does_not_open(account):
    kept = account()
    kept.holder_name = kept.number
    assert refused(kept, "holder_name") == "sealed_value_damaged"


@pytest.mark.parametrize("wrong", ["v1:1:AAAA", "v1:999999999:AAAA", "0123456789", ""])
def test_a_value_that_was_changed_does_not_open(account, wrong):
    kept = account()
    kept.number = Sealed(wrong.replace("v1:1:", f"v1:{kept.number.data_key_id}:"))
    assert refused(kept) == "sealed_value_damaged"


@pytest.mark.parametrize(
    "asked", [{"number": "1"}, {"number__in": ["1"]}, {"number__startswith": "1"}, {"number": None}]
)
def test_a_sealed_column_cannot_be_searched_and_says_so(eyes, asked):
    with pytest.raises(FieldError, match="is sealed: the database cannot search"):
        list(BankAccount.objects.filter(**asked))


def test_a_sealed_column_cannot_be_written_without_its_row(account):
    account()
    with pytest.raises(FieldError, match="is sealed to its row"):
        BankAccount.objects.update(number="123456")


def test_many_rows_are_sealed_and_opened_with_one_statement_for_their_keys(worker, django_assert_num_queries):
    people = [worker(serial) for serial in range(1, 6)]
    said = {"village": TANJUNGSARI, "bank": "bjb", "holder_name": "A", "last_digits": "1", "entered_by": "t"}
    rows = [BankAccount(person=p, number=str(p.pk), entered_at="2025-11-21T00:00:00+07:00", **said) for p in people]
    for row in rows:
        row.entered_at = BankAccount._meta.get_field("entered_at").to_python(row.entered_at)
    BankAccount.objects.bulk_create(give_keys(rows))
    kept = list(BankAccount.objects.order_by("id"))
    with django_assert_num_queries(1):
        assert [row["number"] for row in opened_rows(kept, "number")] == [str(person.pk) for person in people]


def test_the_keys_are_made_at_the_first_value_for_this_user_alone(account):
    assert not keyring_file().exists()
    account()
    assert keyring_file().stat().st_mode & 0o777 == 0o600


def test_lost_keys_are_said_and_never_made_anew(account, worker):
    kept = account()
    safe = keyring_file().read_text()
    keyring_file().unlink()
    assert refused(kept) == "sealing_keys_lost"
    with pytest.raises(Refused) as why:
        account(worker(2))
    assert why.value.code == "sealing_keys_lost" and not keyring_file().exists()
    keyring_file().write_text(safe)
    assert opened(kept, "number") == "0123456789"


def test_another_ring_does_not_open_and_says_which_key_is_missing(account):
    from payung.sealing.keyring import keep, new_keyring

    kept = account()
    keep(new_keyring())
    assert refused(kept) == "sealing_key_missing"


def test_a_key_with_the_right_number_and_the_wrong_secret_does_not_open(account):
    kept = account()
    told = json.loads(keyring_file().read_text())
    value = told["key"][0]["keyData"]["value"]
    told["key"][0]["keyData"]["value"] = value[:10] + ("A" if value[10] != "A" else "B") + value[11:]
    keyring_file().write_text(json.dumps(told))
    assert refused(kept) == "sealing_key_wrong"


def test_a_damaged_file_of_keys_is_said(account):
    kept = account()
    keyring_file().write_text("{")
    assert refused(kept) == "sealing_keys_damaged"


def test_the_environment_may_hold_the_keys_or_say_where_they_are(account, monkeypatch, tmp_path):
    kept = account()
    moved = keyring_file().rename(tmp_path / "elsewhere.json")
    monkeypatch.setenv("PAYUNG_SEALING_KEYS", str(moved))
    assert opened(kept, "number") == "0123456789"
    monkeypatch.setenv("PAYUNG_SEALING_KEYSET", moved.read_text())
    assert keyring_file() is None and opened(kept, "number") == "0123456789"


def test_a_data_key_is_wrapped_and_not_the_key_itself(account):
    account()
    key = DataKey.objects.get()
    assert key.sealed_by == json.loads(keyring_file().read_text())["primaryKeyId"] and len(key.wrapped) > 100
