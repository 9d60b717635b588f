"""How the tests of the auditor's page ask, and who acts in them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.test import Client

from payung.people.actions.enter_account import enter_account
from payung.people.models import BankAccount, Person
from tests.web.pages import words

JAKARTA = ZoneInfo("Asia/Jakarta")
NIK, OTHER_NIK = "3214991705800001", "3214991705800002"
PAGE = "/access/audit/"
CLERK = {"by": "tuti", "role": "village-clerk", "address": "10.1.2.3"}
NOBODY = "Tidak ada catatan"


def an_account(of: Person) -> BankAccount:
    """A bank account, entered by the clerk."""
    at = datetime(2025, 11, 21, tzinfo=JAKARTA)
    return enter_account(person=of, bank="BJB", holder_name="SITI", number="1234567890", by="tuti", at=at)


def asked(client: Client, **question: object) -> str:
    return words(client.get(PAGE, question))


def sent(client: Client, **typed: object) -> str:
    """Where the form leads to."""
    return client.post(PAGE, typed).headers["Location"]
