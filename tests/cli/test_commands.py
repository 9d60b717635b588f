"""The command `payung` as scripts use it: JSON alone on standard output, mistakes as a sentence and a non-zero exit."""

import json

import pytest

from tests.content import content
from tests.installation import EXAMPLE, fresh_installation
from tests.lists import line, worker, workers, write_list, write_programme
from tests.many import commands

ON = ("--on", "2025-11-21")
INTO = ("--programme", "uji", "--line", "utama", *ON)


def wrong_files(folder):
    (folder / "kosong.xlsx").write_bytes(b"")
    (folder / "gambar.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 500)
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 500)
    (folder / "surat.csv").write_text("Yth. Bapak Kepala Desa\nDengan hormat\n", "utf-8")
    (folder / "hanya-judul.csv").write_text("NIK,Nama,Tanggal Lahir\n", "utf-8")
    return folder


def mistakes(folder):
    """Every mistake with the words that must be in the sentence that tells it."""
    good = folder / "baik.csv"
    return {
        ("intake", folder / "kosong.xlsx", *INTO): "kosong",
        ("intake", folder / "gambar.xlsx", *INTO): "bukan daftar",
        ("intake", folder / "rusak.xlsx", *INTO): "rusak",
        ("intake", folder / "surat.csv", *INTO): "judul kolom",
        ("intake", folder / "hanya-judul.csv", *INTO): "tidak ada satu pun baris",
        ("intake", folder / "tidak-ada.csv", *INTO): "tidak ada",
        ("intake", good, "--programme", "lain", "--line", "utama", *ON): "uji",
        ("intake", good, "--programme", "uji", "--line", "lain", *ON): "utama",
        ("intake", good, "--programme", "uji", "--line", "utama", "--on", "2025-02-30"): "bukan tanggal",
        ("intake", good, "--programme", "uji", "--line", "utama", "--on", "2026-01-05"): "berakhir 2025-12-31",
        ("cover", "3214991705809999", *ON): "NIK ini tidak ada",
        ("cover", "123", "--on", "besok"): "bukan tanggal",
        ("coverage", "99.99", *ON): "tidak ada dalam daftar",
        ("coverage", "33.01", *ON): "Belum ada data pekerja",
        ("price", "--payer", "bank", "--sector", "other", "--month", "2025-11", "--income", "1"): "Jenis pembayar",
        ("price", "--payer", "csr", "--sector", "laut", "--month", "2025-11", "--income", "1"): "Sektor",
        ("price", "--payer", "csr", "--sector", "other", "--month", "2025-13", "--income", "1"): 'month: "2025-13"',
        ("price", "--payer", "csr", "--sector", "other", "--month", "2025-11", "--income", "-1"): "negatif",
        ("price", "--payer", "csr", "--sector", "other", "--month", "2019-01", "--income", "1"): "baru diketahui sejak",
        ("cards", "print", "--line", "lain", "--out", folder / "k.pdf"): "utama",
        ("programme", "load", folder / "tidak-ada.toml"): "tidak ada",
        ("programme", "load", good): "bukan TOML",
        ("places", "release", "--line", "lain", *ON): "utama",
        ("places", "refill", "--line", "lain", *ON): "utama",
        ("places", "share-again", "--line", "utama"): "tidak dibagi per desa",
        ("line", "renew", "utama", "--to", "lain", *ON): "utama",
        ("line", "renew", "utama", "--to", "utama", *ON): "bukan masa berikutnya",
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What every mistake was answered with, and what stood in the database before and after."""
    folder = wrong_files(tmp_path_factory.mktemp("commands"))
    write_list(folder / "baik.csv", workers(1, 3))
    with fresh_installation(folder / "data") as installation:
        (loaded,) = commands(
            installation, ("programme", "load", write_programme(folder / "p.toml", line("utama", 5)), "--json")
        )
        assert loaded.json == {"programme": "uji", "changed": True}
        before, wanted = content(installation.owner_url), mistakes(folder)
        answers = commands(installation, *(words if words[0] in ("cards",) else (*words, "--json") for words in wanted))
        yield before, content(installation.owner_url), list(zip(wanted.items(), answers, strict=True))


@pytest.mark.parametrize("number", range(27))
def test_a_mistake_is_a_sentence_on_standard_error_and_exit_status_2(told, number):
    (words, expected), done = told[2][number]
    said = " ".join(done.stderr.split())
    assert done.status == 2, (words, said)
    assert expected in said and "Traceback" not in said, (words, said)
    assert done.stdout == ""


def test_all_mistakes_were_tried(told):
    assert len(told[2]) == 27


def test_no_mistake_leaves_anything_but_the_note_of_its_batch(told):
    before, after, _ = told
    assert {table for table in after if after[table] != before[table]} <= {"batch"}


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    """A list landed and asked about: reports by what was done, in one installation."""
    folder = tmp_path_factory.mktemp("landed")
    following = line("lanjut", 4, first_month="2026-01")
    programme = write_programme(folder / "p.toml", line("utama", 5), following)
    file = write_list(folder / "usulan.csv", [*workers(1, 6), worker(7, Nama="")])
    into = ("intake", file, *INTO, "--json")
    renew = ("line", "renew", "utama", "--to", "lanjut", "--on", "2025-12-10")
    with fresh_installation(folder / "data") as installation:
        names = ("load", "rehearsed", "nobody", "landed", "again", "cover", "later", "reload", "plan", "renewed")
        done = commands(
            installation, ("programme", "load", programme, "--json"), (*into, "--dry-run"),
            ("cover", worker(1)["NIK"], *ON, "--json"), into, into, ("cover", worker(1)["NIK"], *ON, "--json"),
            ("cover", worker(1)["NIK"], "--on", "2026-01-01", "--json"), ("programme", "load", programme, "--json"),
            (*renew, "--dry-run", "--json"), (*renew, "--json"),
        )  # fmt: skip
        yield dict(zip(names, done, strict=True))


def test_a_line_is_renewed_and_its_plan_said_so(landed):
    planned, renewed = landed["plan"].json, landed["renewed"].json
    assert planned == {**renewed, "dry_run": True} and renewed["seats"] == 5
    assert renewed["outcomes"] == {"renewed": 4, "waiting": 1} and renewed["cost_idr"] == 4 * 2 * 16_800


def test_a_rehearsal_tells_what_would_become_of_a_list_and_keeps_nothing(landed):
    assert landed["rehearsed"].status == 0, landed["rehearsed"].stderr
    told = landed["rehearsed"].json
    assert (told["dry_run"], told["rows"], told["landed"], told["waiting"], told["refused"]) == (True, 7, 5, 1, 1)
    assert landed["nobody"].status == 2, "nobody was registered"


def test_a_list_lands_as_it_was_rehearsed(landed):
    told, rehearsed = landed["landed"].json, landed["rehearsed"].json
    for key in ("rows", "landed", "waiting", "refused", "problems", "warnings", "by_row"):
        assert told[key] == rehearsed[key]
    assert told["problems"] == {"name_missing": 1}
    assert told["by_row"] == [{"sheet_row": 8, "problems": ["name_missing"], "warnings": []}]


def test_a_list_sent_again_says_so(landed):
    first, again = landed["landed"].json, landed["again"].json
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert {**first, "repeated": True} == again


def test_cover_answers_in_the_keys_that_scripts_rely_on(landed):
    told = landed["cover"].json
    assert told["covered"] is True and told["payer_kind"] == "apbd-kab"
    assert (told["since"], told["until"], told["months_of_membership"]) == ("2025-11-01", "2025-12-31", 1)
    assert told["death_today_idr"] == 10_000_000 and "masa tunggu" in told["why"]


def test_cover_ends_with_the_last_paid_month(landed):
    told = landed["later"].json
    assert (told["covered"], told["payer_kind"], told["death_today_idr"]) == (False, None, 0)
    assert "31 Desember 2025" in told["why"]


def test_loading_the_same_programme_again_changes_nothing(landed):
    assert landed["reload"].json == {"programme": "uji", "changed": False}


def test_the_advice_on_a_short_term_goes_to_standard_error(landed):
    said = " ".join(landed["load"].stderr.split())
    assert "kurang 1 bulan" in said and "Rp10.000.000, bukan Rp42.000.000" in said
    json.loads(landed["load"].stdout)


def test_the_example_is_where_the_demo_looks_for_it():
    assert (EXAMPLE / "programme.toml").is_file()
