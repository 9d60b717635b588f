"""What is written beside the code agrees with it: commands and their options, numbers of decisions, one page a folder."""

import re
from pathlib import Path

import pytest
import typer

from payung.cli.app import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
TOLD = [
    code for row in re.findall(r"^\| (`payung .*?) \| ", README, re.M) for code in re.findall(r"`payung (.*?)`", row)
]


def leaves(command, name=""):
    """Every command that does something, by the words it is called with."""
    if not getattr(command, "commands", None):
        return {name.strip(): command}
    return {
        key: leaf for word, each in command.commands.items() for key, leaf in leaves(each, f"{name} {word}").items()
    }


COMMANDS = leaves(typer.main.get_command(app))


def called(told):
    """The words of the commands that a cell of the table names: `keys show|rotate` are two, `NIK|-` is a value."""
    told = told.replace("\\|-", "")
    first, *more = re.sub(r" (\[|--|[A-Z]|\.\.\.).*?(?=\\\||$)", "", told).split("\\|")
    group = first.rpartition(" ")[0]
    return [first, *(f"{group} {word}".strip() for word in more)]


def test_every_command_stands_in_the_readme_and_no_other():
    named = {each for told in TOLD for each in called(told)}
    assert named == set(COMMANDS)


@pytest.mark.parametrize("told", [told for told in TOLD if "--" in told])
def test_an_option_of_the_readme_exists(told):
    known = {option for name in called(told) for field in COMMANDS[name].params for option in field.opts}
    assert set(re.findall(r"--[a-z-]+", told)) <= known


def test_each_decision_has_a_number_of_its_own_and_says_it():
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [int(file.name[:4]) for file in files]
    assert len(set(numbers)) == len(numbers)
    assert [file.read_text("utf-8").split(".")[0] for file in files] == [f"# {number}" for number in numbers]


@pytest.mark.parametrize("file", sorted((ROOT / "src").rglob("README.md")), ids=lambda file: file.parent.name)
def test_a_folder_s_own_page_is_short_and_names_documents_that_exist(file):
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 12
    for named in re.findall(r"`(docs/[\w./-]+)`", text):
        assert list(ROOT.glob(f"{named}*")), named


def test_no_file_holds_the_marks_of_a_merge():
    marks = tuple(sign * 7 + " " for sign in "<>")
    texts = [*ROOT.glob("*.*"), *(file for folder in ("docs", "src", "tests", "bench", "examples")
                                 for file in (ROOT / folder).rglob("*"))]  # fmt: skip
    for file in texts:
        if file.suffix in (".py", ".md", ".html", ".toml", ".sql", ".css", ".js", ".po", ".sh"):
            assert not any(line.startswith(marks) for line in file.read_text("utf-8").splitlines()), file


def test_the_title_of_a_page_is_words_alone():
    """What stands in a tab and is read out first holds no tags and no part of another template."""
    pages = {path: path.read_text("utf-8") for path in (ROOT / "src" / "payung" / "web").rglob("*.html")}
    titles = {
        path: found[1]
        for path, text in pages.items()
        if (found := re.search(r"{% block title %}(.*?){% endblock %}", text, re.S))
    }
    assert len(titles) > 50
    assert [path.name for path, title in titles.items() if "include" in title or "<" in title] == []
