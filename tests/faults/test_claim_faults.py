"""A crash anywhere in an approval or a payment, two approvers at once, two files to the bank at once: once, or not at all."""

from datetime import date

import psycopg
import pytest
from django.db import connection, transaction

from payung.claims.actions.decide import Verdict, decide
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Claim
from payung.claims.queries import payouts
from payung.rules.law import law
from tests.claims.cases import AT, DEATH_PAPERS, ON, assessed, covered_since_january, decided, picture
from tests.faults.claim_histories import CONTENT
from tests.faults.random_steps import Crash, crashing_after
from tests.faults.test_invoice_faults import addresses, drive
from tests.installation import fresh_installation
from tests.lists import line, nik, write_programme
from tests.many import commands

MANY = 200  # more statements than any step has


@pytest.fixture
def claim(office, settings, tmp_path):
    settings.PAPER_FOLDER = tmp_path / "papers"
    return assessed(covered_since_january(office))


def content():
    with connection.cursor() as db:
        db.execute(CONTENT)
        return db.fetchone()


def crashed_everywhere(step):
    """Lets a step die at its first statement, its second, ... until it is through; gives at how many it died."""
    before = content()
    for statements in range(MANY):
        try:
            with transaction.atomic(), crashing_after(statements):
                step()
        except Crash:
            assert content() == before, f"something is left of a step that died at statement {statements}"
        else:
            assert content() != before
            return statements
    raise AssertionError("the step never came to its end")


def test_a_crash_at_any_statement_of_an_approval_leaves_the_claim_waiting_or_approved_with_its_payouts(claim):
    def approve():
        decide(law=law(), number=claim.number, verdict=Verdict("approved"), by="penyetuju", on=ON, at=AT)

    assert crashed_everywhere(approve) >= 5
    claim.refresh_from_db()
    assert claim.state == "approved" and [each.amount_idr for each in payouts(claim)] == [42_000_000]


@pytest.mark.parametrize("paid_on", [ON, date(2025, 12, 2)], ids=["in time", "late"])
def test_a_crash_at_any_statement_of_a_payment_leaves_it_sent_or_paid_with_its_transfer(claim, paid_on):
    decided(claim)
    (made,) = payouts(claim)
    assert crashed_everywhere(lambda: send(payouts=[made.pk], digest="a" * 8)) >= 1
    assert crashed_everywhere(lambda: take_result(law=law(), told=[Told(made.pk, paid_on)], on=paid_on)) >= 5
    assert Claim.objects.get(pk=claim.pk).state == ("paid" if paid_on == ON else "approved")


USERS = (("petugas", "claims-officer"), ("satu", "claims-approver"), ("dua", "claims-approver"))


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """An installation with a claim that waits for a decision, and two approvers. One for both tests below, in their order."""
    folder = tmp_path_factory.mktemp("house")
    lama = line("lama", 5, first_month="2025-01", months=12, more="existing = true")
    programme, listed = write_programme(folder / "p.toml", lama), folder / "lama.csv"
    row = f"{nik(1)},SITI AMINAH,17-05-1980,32.14.16.2005,01/01/2025"
    listed.write_text(f"NIK,Nama,Tanggal Lahir,Kode Desa,Mulai Kepesertaan\n{row}\n", "utf-8")
    told = ("--happened-on", "2025-11-24", "--teller-name", "T", "--on", "2025-11-25", "--json")
    with fresh_installation(folder / "data") as installation:
        *_, reported = commands(
            installation, ("programme", "load", programme),
            ("intake", listed, "--programme", "uji", "--line", "lama", "--on", "2025-11-21"), ("claim", "report", nik(1), *told),
        )  # fmt: skip
        number = reported.json["number"]
        with psycopg.connect(installation.owner_url) as db:
            for name, role in USERS:
                user = "INSERT INTO app_user (username, full_name, password, is_active, is_demo) VALUES (%s, %s, '!', true, true)"
                db.execute(user, [name, name])
                db.execute(
                    "INSERT INTO role_held (username, role, area, line) VALUES (%s, %s, '32.14', '')", [name, role]
                )
        done = commands(installation, *_steps(folder, number))
        assert [each.status for each in done] == [0] * len(done), done
        yield installation, programme, number


def _steps(folder, number):
    papers = []
    for shade, kind in enumerate(DEATH_PAPERS):
        (folder / kind).write_bytes(picture(shade))
        papers.append(f"{kind}={folder / kind}")
    return (
        (
            "claim",
            "heir",
            number,
            "--relation",
            "spouse",
            "--name",
            "BUDI",
            "--born",
            "1979-01-02",
            "--on",
            "2025-11-25",
        ),
        ("claim", "account", number, 1, "--bank", "BRI", "--holder", "BUDI", "--account", "1234567890"),
        ("claim", "bring", number, *papers),
        ("claim", "complete", number, "--on", "2025-11-25"),
        ("claim", "assess", number, "--as", "petugas"),
    )


def at_once(house, meet, *jobs):
    installation, programme, _number = house
    told = {"environment": addresses(installation), "programme": str(programme), "jobs": list(jobs), "meet": meet}
    return sorted(drive(installation, "tests.faults.at_once", told), key=str)


def asked(house, statement):
    with psycopg.connect(house[0].owner_url) as db:
        return db.execute(statement).fetchone()


def test_two_approvers_at_once_approve_once(house):
    jobs = [{"approve": house[2], "user": user} for user in ("satu", "dua")]
    told = at_once(house, "payung.claims.actions.decide:_waiting", *jobs)
    assert told == [{"approved": "approved"}, {"code": "claim_is_not_assessed", "error": "Refused"}]
    assert asked(house, "SELECT count(*), sum(amount_idr) FROM payout") == (1, 42_000_000)
    assert asked(house, "SELECT awarded_idr, due_idr FROM line_balance") == (42_000_000, 42_000_000)


def test_two_files_to_the_bank_at_once_hold_each_payout_once(house):
    jobs = [{"pay_file": str(house[0].folder / f"{name}.csv")} for name in ("satu", "dua")]
    told = at_once(house, "payung.exchange.payouts:sendable", *jobs)
    assert told == [{"code": "nothing_to_pay_out", "error": "Refused"}, {"payouts": 1}]
    assert len(list(house[0].folder.glob("*.csv"))) == 1
    assert asked(house, "SELECT count(*) FROM payout WHERE state = 'sent'") == (1,)
