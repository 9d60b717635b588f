"""`payung claim`: the model case from the report to the paid benefit, step by step as real processes, each with its JSON."""

import csv
import json

import psycopg
import pytest

from tests.claims.cases import DEATH_PAPERS, picture
from tests.complaints.rows import a_complaint
from tests.installation import fresh_installation
from tests.lists import line, nik, write_programme
from tests.many import commands

VILLAGE = "32.14.16.2005"
ACCOUNT = "1234567890"
DIED_ON, ON = "2025-11-24", "2025-11-25"
PEOPLE = {
    "tuti": ("village-clerk", VILLAGE),
    "petugas": ("claims-officer", "32.14"),
    "penyetuju": ("claims-approver", "32.14"),
    "perawat": ("health-staff", "32.14"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A worker of Tanjungsari covered since January, and the people who handle a claim."""
    folder = tmp_path_factory.mktemp("claims")
    with fresh_installation(folder) as installation:
        lama = line("lama", 5, first_month="2025-01", months=12, more="existing = true")
        programme = write_programme(folder / "p.toml", lama)
        file = folder / "lama.csv"
        rows = "\n".join(
            f"{nik(n)},{name},17-05-1980,{VILLAGE},01/01/2025" for n, name in ((1, "SITI AMINAH"), (2, "EUIS"))
        )
        file.write_text(f"NIK,Nama,Tanggal Lahir,Kode Desa,Mulai Kepesertaan\n{rows}\n", "utf-8")
        taken = ("intake", file, "--programme", "uji", "--line", "lama", "--on", "2025-11-21")
        all_did(installation, ("programme", "load", programme), taken)
        with psycopg.connect(installation.owner_url) as db:
            for name, (role, area) in PEOPLE.items():
                user = "INSERT INTO app_user (username, full_name, password, is_active, is_demo) VALUES (%s, %s, '!', true, true)"
                db.execute(user, [name, name])
                db.execute(
                    "INSERT INTO role_held (username, role, area, line) VALUES (%s, %s, %s, '')", [name, role, area]
                )
        yield installation


def all_did(house, *lines):
    """The JSON of each of these commands, one after the other."""
    done = commands(house, *((*line, "--json") for line in lines))
    assert [each.status for each in done] == [0] * len(lines), done
    return [each.json for each in done]


def did(house, *given):
    return all_did(house, ("claim", *given))[0]


def went(house, *lines):
    """The JSON of each of these commands of a claim, one after the other; a refusal as what it says on standard error."""
    done = commands(house, *(("claim", *line, "--json") for line in lines))
    assert [each.status for each in done if each.status not in (0, 2)] == [], done
    return [" ".join(each.stderr.split()) if each.status else each.json for each in done]


def all_refused(house, *lines):
    """What each of these commands, which must be refused, says on standard error."""
    done = commands(house, *(("claim", *line) for line in lines))
    assert [(each.status, each.stdout) for each in done] == [(2, "")] * len(lines), done
    return [" ".join(each.stderr.split()) for each in done]


@pytest.fixture(scope="module")
def reported(house):
    day = ("report", nik(1), "--happened-on", DIED_ON, "--on", ON)
    first, again = went(
        house, (*day, "--teller-name", "Tuti", "--story", "sakit di rumah", "--as", "tuti"),
        (*day, "--teller", "heir", "--teller-name", "Budi"),
    )  # fmt: skip
    assert first["joined"] is False and first["state"] == "reported" and again == {**first, "joined": True}
    return first["number"]


@pytest.fixture(scope="module")
def complete(house, reported):
    number, files = reported, {kind: house.folder / f"{kind}.jpg" for kind in DEATH_PAPERS}
    for shade, file in enumerate(files.values()):
        file.write_bytes(picture(shade))
    done = ("complete", number, "--on", ON, "--as", "petugas")
    named = ("--relation", "spouse", "--name", "BUDI SANTOSO", "--born", "1979-01-02", "--on", ON)
    alone, heir = went(house, done, ("heir", number, *named, "--as", "petugas"))
    assert "Belum ada ahli waris" in alone
    account = ("--bank", "BRI", "--holder", "BUDI SANTOSO", "--account", ACCOUNT, "--as", "petugas")
    _account, missing, brought, last = went(
        house, ("account", number, heir["heir"], *account), done,
        ("bring", number, *(f"{kind}={file}" for kind, file in files.items()), "--as", "tuti"), done,
    )  # fmt: skip
    assert "akta atau surat keterangan kematian" in missing and "death-certificate" not in missing
    assert [(each["kind"], each["fresh"]) for each in brought["papers"]] == [(kind, True) for kind in DEATH_PAPERS]
    assert last["due_on"] == "2025-11-28"
    return number


@pytest.fixture(scope="module")
def approved(house, complete):
    number, officer, eyes = complete, ("--as", "petugas"), ("--as", "penyetuju", "--on", ON)
    assessed, turned_down, opened, again, many, by_who_assessed, done = went(
        house, ("assess", number, *officer),
        ("refuse", number, "--reason", "akta tidak terbaca", "--article", "PP 44/2015 Pasal 34", *eyes),
        ("reopen", number, *officer), ("complete", number, "--on", ON, *officer), ("assess-all", *officer),
        ("approve", number, *officer, "--on", ON), ("approve", number, *eyes),
    )  # fmt: skip
    assert assessed["total_idr"] == 42_000_000 and turned_down["state"] == "refused" and opened["state"] == "reported"
    assert again["state"] == "complete" and many == {"assessed": 1} and "tidak memegang" in by_who_assessed
    assert done["state"] == "approved"
    return number


@pytest.fixture(scope="module")
def paid(house, approved):
    out = house.folder / "bank.csv"
    made = did(house, "pay-file", "--out", out, "--as", "petugas")
    assert (made["payouts"], made["amount_idr"]) == (1, 42_000_000) and out.stat().st_mode & 0o077 == 0
    (row,) = csv.DictReader(out.read_text("utf-8-sig").splitlines())
    result = house.folder / "hasil.csv"
    result.write_text(f"RUJUKAN;JUMLAH;TANGGAL_BAYAR;ALASAN_GAGAL\n{row['RUJUKAN']};42000000;26-11-2025;\n", "utf-8")
    told = ("pay-result", result, "--on", "2025-11-27")
    assert went(house, (*told, "--as", "petugas"), told) == [
        {"paid": 1, "failed": 0, "told_before": 0}, {"paid": 0, "failed": 0, "told_before": 1},
    ]  # fmt: skip
    return approved


def test_a_death_at_work_is_asked_what_the_law_wants(house):
    day = ("report", nik(2), "--happened-on", DIED_ON, "--on", ON, "--teller-name", "Tuti", "--cause", "work")
    (said,) = went(house, day)
    for fact in ("tempat kejadian", "urutan kejadian", "nomor telepon pelapor", "penyebab", "jam kejadian"):
        assert fact in said, fact


def test_a_wrong_fact_is_corrected_and_a_wrong_report_withdrawn(house):
    (told,) = went(house, ("report", nik(2), "--happened-on", DIED_ON, "--on", ON, "--teller-name", "Tuti"))
    number, officer = told["number"], ("--as", "petugas", "--on", ON)
    to_work, story, back, unsaid, gone, twice, again, told = went(
        house, ("correct", number, "--cause", "work", "--why", "jatuh", *officer), ("show", number),
        ("correct", number, "--cause", "natural", "--why", "ternyata sakit", *officer),
        ("withdraw", number, "--why", "dua kali", *officer), ("withdraw", number, "--why", "dua kali", "--died", *officer),
        ("correct", number, "--where", "di sawah", "--why", "x", *officer),
        ("take-back", number, "--why", "hanya satu", *officer), ("show", number),
    )  # fmt: skip
    assert to_work["corrected"] == ["cause"] and to_work["state"] == "reported"
    assert story["law_gives"]["total_idr"] == 70_000_000 and back["corrected"] == ["cause"]
    assert "apakah pekerja ini sebenarnya tidak meninggal" in unsaid
    assert (
        (gone["state"], gone["places"]) == ("withdrawn", [])
        and "sudah ditarik" in twice
        and again["state"] == "reported"
    )
    kept = [(each["what"], each["old"], each["new"], each["by"]) for each in told["corrections"]]
    assert kept == [("cause", "natural", "work", "petugas"), ("cause", "work", "natural", "petugas")]
    assert told["law_gives"]["total_idr"] == 42_000_000 and told["steps"][1]["why"].startswith("dua kali")


def test_who_reports_does_not_handle_and_a_stranger_does_nothing(house, reported):
    hold = ("hold", reported, "--why", "x", "--as")
    for said in all_refused(house, (*hold, "tuti"), (*hold, "nobody")):
        assert "tidak memegang izin handle-claims" in said


def test_the_story_says_what_is_missing_before_and_what_was_paid_after(house, paid):
    (done,) = commands(house, ("claim", "show", paid))
    told = done.stdout
    for said in (
        "Meninggal pada 24 November 2025", "Dilaporkan operator desa Tuti", "11 bulan dibayar", "BUDI SANTOSO, suami/istri: BRI",
        "Ada: kartu peserta", "dibayar paling lambat 28 November 2025", "Rp42.000.000", "Disetujui oleh penyetuju",
        "[PP 82/2019;",
    ):  # fmt: skip
        assert said in told, said
    assert nik(1) not in told and ACCOUNT not in told and "Perlu dilihat" not in told


def test_the_json_of_a_claim_holds_every_step_with_its_author(house, paid):
    told = did(house, "show", paid)
    assert [(step["to_state"], step["by"]) for step in told["steps"]][:8] == [
        ("reported", "tuti"), ("complete", "petugas"), ("assessed", "petugas"), ("refused", "penyetuju"),
        ("reported", "petugas"), ("complete", "petugas"), ("assessed", "petugas"), ("approved", "penyetuju"),
    ]  # fmt: skip
    assert told["state"] == "paid"
    assert next((each["what"], each["state"]) for each in told["payouts"]) == ("benefit", "paid")
    assert told["covered"]["months_paid"] == 11 and told["assessment"]["total_idr"] == 42_000_000
    assert nik(1) not in json.dumps(told) and ACCOUNT not in json.dumps(told)


def test_the_list_names_every_claim_with_its_state(house, paid):
    (each,), nothing = went(house, ("list", "--state", "paid"), ("list", "--state", "refused"))
    assert (each["number"], each["due_on"]) == (paid, "2025-11-28") and nothing == []


def test_a_file_of_the_bank_that_is_wrong_is_told_row_by_row(house, paid):
    wrong = house.folder / "salah.csv"
    wrong.write_text("RUJUKAN;JUMLAH;TANGGAL_BAYAR;ALASAN_GAGAL\nabc;1;kemarin;\n", "utf-8")
    said, short = all_refused(house, ("pay-result", wrong), ("pay-result", _without_a_column(house)))
    assert 'Baris 2: Rujukan "abc"' in said and "tidak ada yang dicatat" in said and "Kolom" in short


def _without_a_column(house):
    file = house.folder / "kurang.csv"
    file.write_text("RUJUKAN;JUMLAH;TANGGAL_BAYAR\nabc;1;25-11-2025\n", "utf-8")
    return file


def test_a_mistake_is_told_in_a_sentence(house):
    mistakes = (
        ("show", "25-000009-AAAA"), ("pay-file", "--out", "x.pdf"), ("bring", "25-000009-AAAA", "card"),
        ("report", "3214991705800099", "--happened-on", DIED_ON, "--teller-name", "x"),
        ("report", nik(1), "--happened-on", "24-11-2025", "--teller-name", "x"),
    )  # fmt: skip
    for said in all_refused(house, *mistakes):
        assert len(said.split()) > 4


def test_money_and_the_log_fit_afterwards(house, paid):
    money, log = all_did(house, ("money", "verify"), ("audit", "verify"))
    assert money["well"] is True and log["faults"] == []


def test_letters_are_written_to_a_file_of_their_own_and_keep_their_number(house, paid):
    kinds = ["receipt", "heirs", "decision", "payment"]
    files = [(kind, house.folder / f"{kind}{attempt}.pdf") for kind in kinds for attempt in (1, 2)]
    made = went(house, *(("letter", paid, kind, "--out", out, "--as", "petugas") for kind, out in files))
    assert [each["file"] for each in made] == [str(out) for _kind, out in files]
    for _kind, out in files:
        assert out.read_bytes().startswith(b"%PDF") and out.stat().st_mode & 0o077 == 0
    with psycopg.connect(house.owner_url) as db:
        made = db.execute("SELECT kind, number, made_by FROM claim_letter ORDER BY number").fetchall()
    assert made == [(kind, number, "petugas") for number, kind in enumerate(kinds, 1)]


def test_a_letter_is_refused_to_whoever_may_not_make_it_and_over_another_file(house, paid):
    there, new = house.folder / "ada.pdf", house.folder / "baru.pdf"
    there.write_text("milik orang")
    said = all_refused(
        house, ("letter", paid, "receipt", "--out", there), ("letter", paid, "poem", "--out", new),
        ("letter", paid, "decision", "--out", new, "--as", "tuti"), ("letter", "25-0", "receipt", "--out", new),
    )  # fmt: skip
    assert "berkasnya sudah ada" in said[0] and "receipt, decision, payment, heirs" in said[1]
    assert "tidak memegang izin handle-claims" in said[2] and "25-0" in said[3]
    assert there.read_text() == "milik orang" and not new.exists()


def test_a_complaint_is_listed_by_its_day_and_answered_in_somebody_s_name(house):
    with psycopg.connect(house.owner_url) as db:
        a_complaint(db)
    (listed,) = all_did(house, ("complaint", "list", "--on", "2025-12-31"))
    assert [(each["number"], each["overdue"], each["state"]) for each in listed] == [
        ("ADU-2025-000001", True, "received")
    ]
    number = listed[0]["number"]
    tried = [
        (number, "x", "--as", "tuti"),
        ("ADU-2025-000009", "x", "--as", "petugas"),
        (number, " ", "--as", "petugas"),
    ]
    done = commands(house, *(("complaint", "answer", *line) for line in tried))
    assert [each.status for each in done] == [2, 2, 2] and "answer-complaints" in done[0].stderr
    (said,) = all_did(house, ("complaint", "answer", number, "Kartu dicetak ulang", "--as", "petugas"))
    assert (said["state"], said["owner"], said["answer"]) == ("answered", "petugas", "Kartu dicetak ulang")
    assert all_did(house, ("complaint", "list")) == [[]]


def test_the_wish_for_messages_is_given_at_the_command_line_where_there_is_a_gateway(house, paid):
    told = ("report", nik(1), "--happened-on", DIED_ON, "--on", ON, "--teller-name", "Ibu RT", "--messages")
    hurt = ("accident", "report", nik(1), "--at", "2025-11-20T10:30", "--where", "sawah", "--source", "traktor", "--story", "x",
            "--on", ON, "--messages", "--teller-name", "RS", "--phone", "081200000002")  # fmt: skip
    named = ("heir", paid, "--relation", "child", "--name", "ANI", "--phone", "081200000003", "--messages", "--on", ON)
    for said in all_refused(house, (*told, "--phone", "081200000001"), hurt, named):
        assert "PAYUNG_MESSAGES_URL kosong" in said
    lines = [("claim", *told, "--phone", "0264"), ("claim", *told, "--phone", "081200000001"), ("claim", *hurt)]
    wrong, *done = commands(house, *lines, PAYUNG_MESSAGES_URL="http://127.0.0.1:1/")
    assert wrong.status == 2 and "tidak dapat menerima SMS" in " ".join(wrong.stderr.split())
    assert [each.status for each in done] == [0, 0], done
    with psycopg.connect(house.owner_url) as db:
        waits = db.execute(
            "SELECT teller_phone, m.kind FROM claim_message m JOIN claim_report r ON r.id = report_id ORDER BY m.id"
        )
        assert waits.fetchall() == [("081200000001", "reported"), ("081200000002", "reported")]


def test_a_case_is_shown_to_those_alone_whose_work_it_is(house, reported):
    looks = (("show", reported), ("list",), ("scholarship", "show", reported), ("scholarship", "due"))
    assert all("see-claims" in said for said in went(house, *((*look, "--as", "perawat") for look in looks)))
    mine, everybodys, *_ = went(house, *((*look, "--as", "tuti") for look in looks))
    assert mine["number"] == reported and reported in [each["number"] for each in everybodys]
