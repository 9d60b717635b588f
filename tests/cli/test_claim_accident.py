"""`payung claim accident|treatment|scholarship`: a total loss, treated, and a scholarship's first year, as real processes."""

import psycopg
import pytest

from tests.claims.accidents import picture_of
from tests.installation import answer, command, fresh_installation
from tests.lists import line, nik, worker, write_programme

ON = ("--on", "2025-11-25")
BROUGHT = (
    "card",
    "id-worker",
    "bank-book",
    "doctor",
    "tax-number",
    "guardian",
    "treatment-receipt",
    "transport-receipt",
)
PEOPLE = {"petugas": "claims-officer", "penyetuju": "claims-approver"}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A worker covered since this month, and two people who handle claims."""
    folder = tmp_path_factory.mktemp("accidents")
    with fresh_installation(folder) as installation:
        answer(installation, "programme", "load", write_programme(folder / "p.toml", line("utama", 5)))
        file = folder / "daftar.csv"
        row = worker(1)
        file.write_text(",".join(row) + "\n" + ",".join(map(str, row.values())) + "\n", "utf-8")
        answer(installation, "intake", file, "--programme", "uji", "--line", "utama", "--on", "2025-11-21")
        with psycopg.connect(installation.owner_url) as db:
            for name, role in PEOPLE.items():
                user = "INSERT INTO app_user (username, full_name, password, is_active, is_demo) VALUES (%s, %s, '!', true, true)"
                db.execute(user, [name, name])
                db.execute(
                    "INSERT INTO role_held (username, role, area, line) VALUES (%s, %s, '32.14', '')", [name, role]
                )
        yield installation


def did(house, *given):
    return answer(house, "claim", *given)


@pytest.fixture(scope="module")
def told(house):
    facts = (
        "--where",
        "sawah",
        "--source",
        "traktor",
        "--story",
        "terjepit",
        "--teller-name",
        "Tuti",
        "--phone",
        "0812",
    )
    made = did(house, "accident", "report", nik(1), "--at", "2025-11-24T10:30", *facts, "--suspected", *ON)
    return made["number"]


@pytest.fixture(scope="module")
def papers(house, told):
    given = []
    for number, kind in enumerate(BROUGHT):
        file = house.folder / f"{kind}.jpg"
        file.write_bytes(picture_of(number))
        given.append(f"{kind}={file}")
    return {each["kind"]: each["paper"] for each in did(house, "bring", told, *given)["papers"]}


@pytest.fixture(scope="module")
def approved(house, told, papers):
    """A total loss, treated on a letter, with a child at school, approved."""
    did(house, "accident", "conclude", told, "accident", "--why", "saksi cocok")
    letter = did(house, "treatment", "letter", told, "--hospital", "RSUD", "--until", "2025-12-31", *ON)["letter"]
    spent = ("--spent-on", "2025-11-24", "--facility", "RSUD", *ON)
    did(house, "accident", "cost", told, "treatment", "--amount", 7_000_000, "--letter", letter,
        "--paper", papers["treatment-receipt"], *spent)  # fmt: skip
    did(
        house,
        "accident",
        "cost",
        told,
        "transport_land",
        "--amount",
        300_000,
        "--paper",
        papers["transport-receipt"],
        *spent,
    )
    did(house, "accident", "inability", told, "2025-11", "--paper", papers["doctor"], *ON)
    did(house, "accident", "outcome", told, "total", "--doctor", "dr. Ratna", "--at", "2025-11-24T12:00", *ON)
    named = ("--relation", "child", "--name", "ANI", "--born", "2013-07-01", "--guardian", "WALI", *ON)
    heir = did(house, "heir", told, *named)["heir"]
    did(house, "scholarship", "child", told, heir, "--level", "smp")
    did(house, "complete", told, *ON)
    # 56 + 12 million, one month, transport, and the hospital's bill.
    assert did(house, "assess", told, "--as", "petugas")["total_idr"] == 76_300_000
    assert did(house, "approve", told, *ON, "--as", "penyetuju")["verdict"] == "approved"
    return told


def test_a_total_loss_is_paid_to_worker_and_hospital_and_plans_the_scholarship(house, approved):
    told = did(house, "show", approved)
    made, facts = told["payouts"], told["accident"]
    assert (facts["outcome"], facts["letters"][0]["state"], told["follows"]) == ("total", "used", None)
    assert [(each["what"], each["amount_idr"]) for each in made] == [("treatment", 7_000_000), ("benefit", 69_300_000)]
    (ani,) = did(house, "scholarship", "show", approved)
    assert (ani["paid_idr"], ani["to_come_idr"], len(ani["years"])) == (0, 75_000_000, 11)
    due = did(house, "scholarship", "due", "--within", 400, *ON)
    assert [each["due_on"] for each in due] == ["2025-11-24", "2026-11-24"] and "ANI" in due[0]["text"]


def test_an_accident_is_told_as_a_story_with_who_receives_what(house, approved):
    done = command(house, "claim", "show", approved)
    assert done.returncode == 0, done.stderr
    assert "Untuk RSUD: Rp7.000.000" in done.stdout
    assert f"Untuk {worker(1)['Nama']}: Rp69.300.000" in done.stdout


def test_a_year_is_proven_by_one_and_approved_by_another(house, approved):
    (ani,) = did(house, "scholarship", "show", approved)
    year, paper = ani["years"][0]["year"], house.folder / "sekolah.jpg"
    paper.write_bytes(picture_of(99))
    assert did(house, "scholarship", "prove", year, paper, "--as", "petugas")["year_state"] == "proven"
    done = command(house, "claim", "scholarship", "approve", year, *ON, "--as", "petugas")
    assert done.returncode == 2 and "approve-claims" in done.stderr
    assert did(house, "scholarship", "approve", year, *ON, "--as", "penyetuju")["amount_idr"] == 2_000_000


def test_marriage_stops_the_years_after_it(house, approved):
    (ani,) = did(house, "scholarship", "show", approved)
    changed = did(
        house, "scholarship", "change", ani["child"], "--level", "smp", "--year", 2, "--married-on", "2030-01-01"
    )
    assert changed["ended"] == 6 and did(house, "scholarship", "show", approved)[0]["years"][-1]["state"] == "ended"


def test_a_letter_without_its_code_says_nothing_and_a_wrong_time_is_told(house, approved):
    done = command(house, "claim", "treatment", "standing", "SJ-2025-000001", "--code", "AAAA")
    assert done.returncode == 2 and "SJ-2025-000001" in done.stderr
    late = command(house, "claim", "accident", "outcome", approved, "total", "--doctor", "R", "--at", "kemarin")
    assert late.returncode == 2 and "YYYY-MM-DDTHH:MM" in " ".join(late.stderr.split())
