"""The conventions of the house, held by tests: floors, sizes, first lines, and words for every code."""

import ast
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from payung.claims.models import DOCUMENTS
from payung.intake.read import UNREADABLE_MESSAGES
from payung.rules.condition import OF_THE_PROGRAMME
from payung.rules.eligibility import Limits, checks
from payung.rules.law import EVIDENCE, law
from payung.units.words import LANGUAGES, say, words

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "payung"
PYTHON = sorted(SOURCE.rglob("*.py"))
WRITTEN = [file for file in PYTHON if file.name != "0001_first.py"]
DOMAINS = (
    "regions",
    "access",
    "people",
    "funding",
    "programmes",
    "membership",
    "cards",
    "claims",
    "screening",
    "complaints",
)


def trees():
    return {file: ast.parse(file.read_text("utf-8")) for file in PYTHON}


def test_the_floors_of_the_house_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


def test_no_file_is_longer_than_300_lines():
    assert {file.name: n for file in PYTHON if (n := len(file.read_text("utf-8").splitlines())) > 300} == {}


def functions():
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file.relative_to(SOURCE)}:{node.name}", node.end_lineno - node.lineno + 1


def test_no_function_is_longer_than_40_lines_and_most_are_short():
    lengths = dict(functions())
    assert {name: n for name, n in lengths.items() if n > 40} == {}
    assert sorted(lengths.values())[len(lengths) // 2] < 10


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_folder_holds_its_tables_reads_and_verbs_alone(domain):
    allowed = {
        "models.py",
        "models",
        "queries.py",
        "queries",
        "actions",
        "sql",
        "apps.py",
        "migrations",
        "__init__.py",
        "__pycache__",
        "README.md",
    }
    more = {
        "cards": {"typst"},
        "access": {"roles.toml", "jobs.py", "typst"},
        "people": {"privacy.toml"},
        "claims": {"jobs.py"},
    }
    assert {path.name for path in (SOURCE / domain).iterdir()} - allowed - more.get(domain, set()) == set()


def test_nothing_is_called_after_what_it_is_not():
    empty_words = re.compile(r"^(utils?|helpers?|services?|managers?|signals|common|misc)(\.py)?$")
    assert [path for path in SOURCE.rglob("*") if empty_words.match(path.name)] == []


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.sql")), ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_a_statement_begins_with_what_it_gives(file):
    assert re.match(r"-- [A-Z].{20,}", file.read_text("utf-8").splitlines()[0])


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_public_function_or_class_says_what_it_gives(file):
    tree = ast.parse(file.read_text("utf-8"))
    silent = [
        node.name for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        and not node.name.endswith("Config") and node.name != "Migration" and "migrations" not in file.parts
    ]  # fmt: skip
    assert silent == [] or file.parent.name in ("load", "config"), silent


def refusal_codes():
    """Every code that the source gives to Refused, Problem, Check or Unreadable as a text."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield node.func.id, first.value, file.name


def test_every_code_of_a_refusal_problem_or_check_has_words_in_both_languages():
    said = {code for kind, code, _ in refusal_codes() if kind in ("Refused", "Problem", "Check")}
    assert len(said) > 40
    assert sorted(said - set(words())) == []
    assert [code for code in words() if set(words()[code]) != set(LANGUAGES)] == []


def test_every_code_of_an_unreadable_file_has_words_in_both_languages():
    said = {code for kind, code, _ in refusal_codes() if kind == "Unreadable"}
    assert said and sorted(said - set(UNREADABLE_MESSAGES)) == []
    assert all(set(sentences) == set(LANGUAGES) for sentences in UNREADABLE_MESSAGES.values())


def test_the_codes_that_are_no_text_in_the_source_have_words_too():
    found = {check.code for check in checks(law(), date(2025, 11, 21), Limits(4, ("petani",)))}
    workforce = set(
        re.findall(r'return "(workforce_\w+)"', (SOURCE / "programmes/actions/count_workforce.py").read_text())
    )
    form = set(re.findall(r'"(file_\w+)"', (SOURCE / "programmes/actions/load/form.py").read_text()))
    more = {"duplicate_in_file", "already_covered", "income_invalid", "law_unknown"}
    assert (found | workforce | form | more) - set(words()) == set()


# Put together from a line's code: names, no sentences. Codes stand in the source, or are made of what the law lists.
NAMES = ("item_", "evidence_", "paper_")
# Parts of a formula: "64 tahun", "ya".
PARTS = ("condition_",)


def names_from_the_law() -> set[str]:
    levels = law().values["scholarship/levels"][-1].value
    ranks = law().values["heirs/order"][-1].value
    found = {f"item_scholarship_{level['code']}" for level in levels} | {
        f"evidence_{word}" for word in (*EVIDENCE, OF_THE_PROGRAMME)
    }
    found |= {f"paper_{document}" for document in DOCUMENTS}
    return found | {f"item_heir_{relation}" for rank in ranks for relation in rank["relations"]}


def test_no_words_are_left_over_that_nothing_says():
    source = "\n".join(file.read_text("utf-8") for file in [*PYTHON, *SOURCE.rglob("*.html"), *SOURCE.rglob("*.sql")])
    said = [code for code in words() if code not in names_from_the_law()]
    bare = [code.removeprefix("item_") for code in said]
    assert [code for code in bare if f'"{code}"' not in source and f"'{code}'" not in source] == []


@pytest.mark.parametrize("code", sorted(words()))
def test_a_sentence_can_be_said_without_its_facts(code):
    for language in LANGUAGES:
        shortest = 1 if code.startswith(PARTS) else 3 if code.startswith(NAMES) else 10
        assert len(say(code, language)) > shortest and not re.search(r"\{\w+\}", say(code, language))


def test_no_signal_is_sent_or_heard():
    heard = [f.name for f in PYTHON if re.search(r"django\.(db\.models\.signals|dispatch)", f.read_text("utf-8"))]
    assert heard == []


def test_no_float_touches_money():
    for folder in ("rules", "units", "funding", "membership"):
        for file in (SOURCE / folder).rglob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            floats = [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
            assert floats == [], file
