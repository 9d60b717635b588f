"""The rules ask for the concepts that they say they need, each has a file, and a folder without one is refused by its name."""

import ast
import re
import shutil
from itertools import chain
from pathlib import Path

import pytest

from payung.rules.law import LawError, law, read_law
from payung.rules.law_concepts import NEEDED

ROOT = Path(__file__).parents[2]
SOURCE = [file for file in (ROOT / "src" / "payung").rglob("*.py") if file.name != "law_concepts.py"]
# In the rule book, but no rule asks for it yet: a contribution is not judged late.
SHOWN_ALONE = {"contribution/due_day"}


def folder_without(folder, *concepts):
    shutil.copytree(ROOT / "law", folder)
    for concept in concepts:
        (folder / f"{concept}.toml").unlink()
    return folder


@pytest.mark.parametrize("concept", NEEDED)
def test_a_folder_without_a_concept_is_refused_by_the_name_of_the_file(tmp_path, concept):
    with pytest.raises(LawError, match=rf"{concept}\.toml: gap") as refused:
        read_law(folder_without(tmp_path / "law", concept))
    assert len(str(refused.value).splitlines()) == 1


def test_every_missing_file_is_named_at_once(tmp_path):
    with pytest.raises(LawError) as refused:
        read_law(folder_without(tmp_path / "law", "death/burial", "heirs/order"))
    assert [line.partition(": ")[0] for line in str(refused.value).splitlines()] == [
        str(tmp_path / "law" / "death" / "burial.toml"), str(tmp_path / "law" / "heirs" / "order.toml"),
    ]  # fmt: skip


def test_a_file_that_no_rule_asks_for_does_no_harm(tmp_path):
    folder = folder_without(tmp_path / "law", *SHOWN_ALONE)
    assert set(read_law(folder).values) == set(NEEDED)


def test_the_files_of_the_law_are_those_that_the_rules_need():
    assert set(law().values) - SHOWN_ALONE == set(NEEDED)
    assert len(NEEDED) == len(set(NEEDED))


def asked_in(tree):
    """What a file asks the law for: the names as they stand, and as patterns where they are put together."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    asked = (call.args[0] for call in calls if call.func.attr in ("on", "history") and call.args)
    read = (node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript))
    return [text for node in chain(asked, read) if (text := pattern(node)) and "/" in text]


def pattern(node):
    """A text, or one with gaps, as an expression; None for whatever is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "(.+)" for part in node.values)
    return None


def written_in(tree):
    """The words that stand in a file, also those with a gap at their end: what the gaps of its patterns may be filled with."""
    found = {text for node in ast.walk(tree) if (text := pattern(node))}
    return {text for text in found if re.fullmatch(r"[a-z_\\-]+(\(\.\+\))?", text)}


def test_the_concepts_needed_are_those_that_the_source_asks_for():
    words, asked = set(), set()
    for file in SOURCE:
        tree = ast.parse(file.read_text("utf-8"))
        asked |= set(asked_in(tree))
        words |= written_in(tree) if file.parent.name == "rules" else set()
    plain = {re.sub(r"\\(.)", r"\1", text) for text in asked if "(.+)" not in text}
    assert len(plain) > 30 and sorted(plain - set(NEEDED)) == []
    filler = re.compile("|".join(sorted(words)))
    filled = [
        concept
        for concept in NEEDED
        if any((found := re.fullmatch(text, concept)) and all(map(filler.fullmatch, found.groups())) for text in asked)
    ]
    assert sorted(set(NEEDED) - plain - set(filled)) == []
