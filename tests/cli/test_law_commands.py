"""The commands of the law as scripts use them, with no database in reach: JSON alone, or a sentence and exit status 2."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from payung.cli.app import main
from tests.installation import CHECKOUT, answer, command
from tests.many import Done

NOWHERE = SimpleNamespace(environment={**os.environ, "DATABASE_URL": "postgresql://nobody@/nowhere"})

ON = ("--on", "2025-11-21")
CHILDREN = {
    "anak.json": '[{"birth_on": "2021-06-01", "level": "tk"}, {"birth_on": "2022-06-01", "level": "TK"}]',
    "anak.toml": '[[children]]\nbirth_on = 2021-06-01\nlevel = "tk"\n[[children]]\nbirth_on = 2022-06-01\n',
    "anak.csv": "birth_on;level;year\n2021-06-01;tk;1\n2022-06-01;;\n",
    "lahir.json": '[{"birth_on": "2025-11-22"}]',
    "kunci.json": '[{"lahir": "2015-01-01"}]',
    "rusak.json": "[{",
    "kosong.json": "",
    "keluarga.json": '["istri", "anak", {"relation": "child", "label": "B"}]',
    "asing.json": '["teman"]',
}


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Runs commands one after the other and gives how each ended and what it said."""
    for name, text in CHILDREN.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setenv("PAYUNG_LANG", "id")

    def one(line):
        words = [str(tmp_path / word) if word in CHILDREN else word for word in line]
        monkeypatch.setattr(sys, "argv", ["payung", *words])
        with pytest.raises(SystemExit) as left:
            main()
        return Done(int(left.value.code or 0), *capsys.readouterr())

    return lambda *lines: [one(line) for line in lines]


NATURAL = ("entitlement", "death", *ON, "--cause", "natural", "--months-paid")
ADVISE = ("term", "advise", "--from", "2025-11", "--months")
TOTALS = [
    ((*NATURAL, "3"), 42_000_000),
    ((*NATURAL, "2"), 10_000_000),
    ((*NATURAL, "10", "--consecutive", "2"), 10_000_000),
    ((*NATURAL, "10", "--consecutive", "2", "--reading", "paid"), 42_000_000),
    ((*NATURAL, "36", "--children", "anak.json"), 216_000_000),
    ((*NATURAL, "36", "--children", "anak.toml"), 216_000_000),
    ((*NATURAL, "36", "--children", "anak.csv"), 216_000_000),
    (("entitlement", "death", *ON, "--cause", "work", "--months-paid", "1"), 70_000_000),
    (("entitlement", "accident", *ON, "--base", "1000000", "--total"), 68_000_000),
    (("entitlement", "accident", *ON, "--transport", "land=9000000,sea=9000000,air=19000000"), 17_000_000),
    (("entitlement", "accident", *ON, "--loss", "thumb:left,smell", "--left-handed"), 20_000_000),
    (("entitlement", "accident", *ON, "--inability-months", "13", "--aid", "glasses=2000000"), 13_500_000),
    (("heirs", *ON, "--amount", "42000000", "--family", "keluarga.json"), 42_000_000),
    (("price", "--payer", "self", "--sector", "other", "--month", "2026-05", "--income", "1099500", "--jht"), 28_400),
]


def test_every_answer_has_total_items_unverified_and_the_digest_of_the_law(run):
    for (line, total), done in zip(TOTALS, run(*[(*line, "--json") for line, _ in TOTALS]), strict=True):
        assert done.status == 0, (line, done.stderr)
        assert done.json["total_idr"] == total == sum(item["amount_idr"] for item in done.json["items"]), line
        assert isinstance(done.json["unverified"], list) and len(done.json["law_digest"]) == 16
        for item in done.json["items"]:
            assert {"code", "amount_idr", "formula", "article", "evidence", "words"} <= set(item)


def test_every_answer_can_be_read_as_a_table_with_its_articles(run):
    for (line, _), done in zip(TOTALS, run(*[line for line, _ in TOTALS]), strict=True):
        assert done.status == 0 and "Jumlah" in done.stdout and "P" in done.stdout, (line, done.stderr)


def test_an_answer_speaks_english_when_asked_to(run, monkeypatch):
    monkeypatch.setenv("PAYUNG_LANG", "en")
    (told,) = run((*NATURAL, "3"))
    assert "Burial cost" in told.stdout and "death/waiting_reading" in told.stderr


def test_a_scholarship_is_a_dated_schedule(run):
    (done,) = run((*NATURAL, "36", "--children", "anak.json", "--json"))
    first, *_, last = done.json["schedule"]
    assert first == {"child": 1, "due_on": "2025-11-21", "level": "tk", "year": 1, "amount_idr": 1_500_000}
    assert (len(done.json["schedule"]), last["due_on"]) == (38, "2043-11-21")


def test_both_readings_of_three_months_are_given(run):
    (done,) = run((*NATURAL, "10", "--consecutive", "2", "--json"))
    assert done.json["by_reading_idr"] == {"paid": 42_000_000, "consecutive": 10_000_000}


def test_a_short_term_is_warned_of_with_the_cheapest_that_suffices(run):
    short, enough = run((*ADVISE, "2", "--payer", "apbd-kab", "--covered-before", "0", "--json"),
                        (*ADVISE, "2", "--payer", "apbd-kab", "--covered-before", "1", "--json"))  # fmt: skip
    assert [month["death_natural_idr"] for month in short.json["months"]] == [10_000_000, 10_000_000]
    assert {key: value for key, value in short.json["months"][0].items() if key != "items"} == {
        "month": "2025-11", "death_natural_idr": 10_000_000, "death_work_idr": 70_000_000, "price_idr": 16_800,
    }  # fmt: skip
    assert short.json["cheapest_sufficient_months"] == 3 and "Rp42.000.000" in short.json["warnings"][0]["text"]
    assert (enough.json["warnings"], enough.json["cheapest_sufficient_months"]) == ([], 2)


def test_deadlines_know_lebaran(run):
    asked = ("deadline", "--kind", "jkm", "--complete-on", "2026-03-16")
    due, late, words, jkk = run(
        (*asked, "--json"), (*asked, "--paid-on", "2026-03-27", "--amount", "42000000", "--json"), asked,
        ("deadline", "--kind", "jkk", "--happened-on", "2025-11-21T08:00", "--last-paid", "2025-12", "--json"),
    )  # fmt: skip
    assert due.json["due_on"] == "2026-03-26" and len(due.json["days_off"]) == 5
    assert due.json["unverified"] == ["deadline/collective_leave_is_off"]
    assert late.json["late"]["total_idr"] == 420_000
    assert "Dibayar paling lambat: 26 Maret 2026" in words.stdout
    assert "3 hari kerja setelah 16 Maret 2026, 5 hari libur dilewati" in words.stdout
    assert jkk.json["report_until"] == "2025-11-23T08:00:00+07:00"
    assert (jkk.json["claim_until"], jkk.json["lapses_on"]) == ("2030-11-21", "2026-04-01")


def test_the_law_lists_what_nobody_has_verified(run):
    listed, shown, words = run(
        ("law", "unverified", "--json"), ("law", "show", "death/waiting_months", "--json"), ("law", "unverified")
    )
    assert all(value["evidence"] == "unverified" for value in listed.json["values"])
    assert {"death/waiting_reading", "accident/loss_table"} <= {value["concept"] for value in listed.json["values"]}
    assert [(value["from"], value["value"]) for value in shown.json["values"]] == [("2021-11-23", 0), ("2025-02-24", 3)]
    assert "heirs/shares" in words.stdout and "belum terverifikasi" in words.stderr


def test_a_rule_is_called_and_counted_in_the_language_of_the_command(run, monkeypatch):
    lines = (
        ("law", "show", "accident/glasses"),
        ("law", "show", "accident/loss_table"),
        ("law", "list"),
        ("law", "unverified"),
    )
    said = {
        "id": (("Kacamata (rupiah, paling banyak)", "dari berita"), ("name=Ibu jari tangan",), ("  Kacamata",), ("Gigi tiruan",)),
        "en": (("Glasses (rupiah, at most)", "from the press"), ("name=Thumb",), ("  Glasses",), ("Dentures",)),
    }  # fmt: skip
    for language, expected in said.items():
        monkeypatch.setenv("PAYUNG_LANG", language)
        for words, done in zip(expected, run(*lines), strict=True):
            assert all(word in done.stdout for word in words), (language, done.stdout)


def test_json_carries_both_languages_whatever_the_command_speaks(run, monkeypatch):
    lines = ("law", "show", "accident/glasses", "--json"), ("law", "list", "--json")
    shown, listed = run(*lines)
    (value,) = shown.json["values"]
    assert (value["title"], value["title_en"], value["unit"]) == ("Kacamata", "Glasses", "idr")
    assert (value["note"], value["note_en"]) == ("paling banyak", "at most")
    assert (listed.json["concepts"]["heirs/shares"], listed.json["concepts_en"]["accident/glasses"]) == (
        "Pembagian di antara ahli waris seurutan", "Glasses",
    )  # fmt: skip
    monkeypatch.setenv("PAYUNG_LANG", "en")
    assert [done.json for done in run(*lines)] == [shown.json, listed.json]


ABOUT = [
    ((*NATURAL, "36", "--children", "anak.json"), "2", "Beasiswa SD, anak 2", "Scholarship, primary school, child 2"),
    (("entitlement", "accident", *ON, "--loss", "thumb:left"), "thumb:left",
     "Cacat sebagian: Ibu jari tangan (kiri)", "Partial loss: Thumb (left)"),
    (("entitlement", "accident", *ON, "--loss", "scalp@20"), "scalp",
     "Cacat sebagian: Terkelupasnya kulit kepala", "Partial loss: Skin of the head torn off"),
    (("heirs", *ON, "--amount", "42000000", "--family", "keluarga.json"), "B", "Untuk anak B", "To the child B"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "about", "indonesian", "english"), ABOUT, ids=[case[1] for case in ABOUT])
def test_what_a_line_is_about_is_said_in_each_language_and_is_the_same_in_json(
    run, monkeypatch, line, about, indonesian, english
):
    found = {}
    for language, words in (("id", indonesian), ("en", english)):
        monkeypatch.setenv("PAYUNG_LANG", language)
        plain, told = run((*line, "--json"), line)
        found[language] = [item["about"] for item in plain.json["items"]]
        assert words in {item["words"] for item in plain.json["items"]} and words in told.stdout
        assert not any("named" in item for item in plain.json["items"])
    assert found["id"] == found["en"] and about in found["id"]


def test_a_term_says_how_each_amount_was_counted(run):
    (told,) = run((*ADVISE, "3", "--payer", "apbd-kab"))
    said = " ".join(told.stdout.split())
    assert "November 2025 - Desember 2025 Rp10.000.000 Rp10.000.000 (di bawah 3 bulan kepesertaan)" in said
    assert "Januari 2026 Rp42.000.000 Rp20.000.000 + Rp12.000.000 + Rp10.000.000 (sejak 3" in said


MISTAKES = {
    (*NATURAL, "0"): 'months_paid: "0" tidak dapat dipakai. Yang boleh: 1 - 1.200.',
    (*NATURAL, "tiga"): 'months_paid: "tiga" tidak dapat dipakai. Yang boleh: 1 - 1.200.',
    (*NATURAL, "3", "--months-paid", "5"): "months_paid: disebut 2 kali",
    (*NATURAL, "3", "--base", "0"): 'base: "0" tidak dapat dipakai. Yang boleh: 1 - 1.000.000.000.000.',
    (*NATURAL, "40", "--children", "kosong.json"): "tidak terbaca",
    (*NATURAL, "40", "--children", "a" * 5_000): "tidak terbaca",
    (*NATURAL, "-1"): "months_paid",
    (*NATURAL, "2", "--consecutive", "3"): "consecutive",
    (*NATURAL, "1", "--children", "lahir.json"): "birth_on",
    (*NATURAL, "1", "--children", "kunci.json"): "children[1].lahir",
    (*NATURAL, "1", "--children", "rusak.json"): "tidak terbaca",
    (*NATURAL, "1", "--children", "tidak-ada.json"): "tidak ada",
    (*NATURAL, "1", "--reading", "x"): "reading",
    ("entitlement", "death", *ON, "--cause", "war", "--months-paid", "1"): "cause",
    ("entitlement", "death", "--on", "2020-01-01", "--cause", "natural", "--months-paid", "1"): "baru diketahui sejak",
    ("entitlement", "death", "--on", "", "--cause", "natural", "--months-paid", "1"): 'on: ""',
    ("entitlement", "death", "--on", "9999-12-31", "--cause", "natural", "--months-paid", "1"): "2100-12-31",
    ("entitlement", "accident", *ON, "--base", "-1"): "base",
    ("entitlement", "accident", *ON, "--loss", "soul"): "thumb:right|left",
    ("entitlement", "accident", *ON, "--transport", "train=1"): "land, sea, air",
    ("entitlement", "accident", *ON, "--transport", "land=x"): "transport.land",
    ("entitlement", "accident", *ON, "--transport", "land=-5"): "transport.land",
    ("entitlement", "accident", *ON, "--homecare-months", "13"): 'homecare_months: "13"',
    ("price", "--payer", "self", "--sector", "other", "--month", "2150-01", "--income", "1"): "<= 2100-12",
    ("price", "--payer", "self", "--sector", "other", "--month", "2020-01", "--income", "1"): 'month: "2020-01-01"',
    ("price", "--payer", "self", "--sector", "other", "--month", "2026-05", "--income", "9" * 15): "1.000.000.000.000",
    ("heirs", *ON, "--amount", "-1", "--family", "keluarga.json"): "amount",
    ("heirs", *ON, "--amount", "1", "--family", "asing.json"): "relation",
    ("deadline", "--kind", "jht", "--complete-on", "2025-11-21"): "jkk, jkm",
    ("deadline", "--kind", "jkm"): "--complete-on",
    ("deadline", "--kind", "jkm", "--last-paid", "2025-12", "--last-paid", "2026-01"): "last_paid: disebut 2 kali",
    ("deadline", "--kind", "jkm", "--last-paid", "2025-12", "--paid-on", "2025-11-20"): "complete_on",
    ("deadline", "--kind", "jkm", "--complete-on", "2025-11-21", "--paid-on", "2025-11-20"): "paid_on",
    (*ADVISE, "0", "--payer", "self"): "months",
    (*ADVISE, "3", "--payer", "bank"): "Jenis pembayar",
    (*ADVISE, "3", "--payer", "self", "--income", "-1"): "negatif",
    ("law", "show", "death/burials"): "death/burial",
}


def test_a_mistake_names_its_field_and_what_is_allowed_and_gives_no_number(run):
    for (line, expected), done in zip(MISTAKES.items(), run(*[(*line, "--json") for line in MISTAKES]), strict=True):
        said = " ".join(done.stderr.split())
        assert done.status == 2 and done.stdout == "", (line, said)
        assert expected in said and "Traceback" not in said, (line, said)


def law_in(folder):
    """The law of this house, copied into a folder."""
    return shutil.copytree(CHECKOUT / "law", folder, dirs_exist_ok=True)


USING = [
    (*NATURAL, "3"), ("law", "unverified"), (*ADVISE, "3", "--payer", "self"),
    ("deadline", "--kind", "jkm", "--last-paid", "2025-12"),
]  # fmt: skip


@pytest.mark.parametrize("line", USING, ids=lambda line: " ".join(line[:2]))
def test_a_mistake_in_the_law_stops_every_command_that_uses_it(tmp_path, line):
    burial = law_in(tmp_path) / "death" / "burial.toml"
    burial.write_text(burial.read_text("utf-8").replace('"press"', '"hearsay"'), "utf-8")
    done = command(NOWHERE, *line, environment={"PAYUNG_LAW": str(tmp_path)})
    assert done.returncode == 2 and "burial.toml:8" in done.stderr, done.stderr


def test_a_file_missing_from_the_law_stops_a_command_that_does_not_ask_for_it(tmp_path):
    (law_in(tmp_path) / "heirs" / "order.toml").unlink()
    done = command(NOWHERE, *NATURAL, "3", environment={"PAYUNG_LAW": str(tmp_path)})
    assert done.returncode == 2 and done.stdout == "", done.stdout
    assert done.stderr.strip() == f"{tmp_path}/heirs/order.toml: gap: no such file, and the rules ask for it"


def test_the_console_does_not_open_on_a_law_that_is_not_right(tmp_path):
    (law_in(tmp_path) / "heirs" / "order.toml").unlink()
    start = "from payung.cli.serve import serve_console; serve_console(port=0, demo=False)"
    environment = {**NOWHERE.environment, "PAYUNG_LAW": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", start], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0 and "order.toml: gap" in done.stderr and "Konsol" not in done.stderr


def test_the_doctor_names_what_is_wrong_with_the_law_and_the_mend(tmp_path):
    (law_in(tmp_path) / "heirs" / "order.toml").unlink()
    done = command(NOWHERE, "doctor", "--json", environment={"PAYUNG_LAW": str(tmp_path), "PAYUNG_DATA": str(tmp_path)})
    finding = json.loads(done.stdout)["findings"][0]
    assert done.returncode == 1 and (finding["what"], finding["well"]) == ("hukum", False)
    assert "order.toml: gap" in finding["seen"] and "PAYUNG_LAW" in finding["mend"]


def test_no_database_is_needed():
    assert answer(NOWHERE, *NATURAL, "3")["total_idr"] == 42_000_000
