"""bandit finds nothing in the source that is not answered where it stands, or in docs/security.md."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_bandit_finds_nothing():
    bandit = Path(sys.executable).with_name("bandit")
    done = subprocess.run([bandit, "-q", "-c", "pyproject.toml", "-r", "src"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


def test_whoever_passes_over_a_finding_says_which():
    for file in (ROOT / "src").rglob("*.py"):
        for line in re.findall(r"# nosec.*", file.read_text("utf-8")):
            assert re.fullmatch(r"# nosec B\d{3}", line), f"{file.name}: {line}"


def test_every_test_that_the_threats_name_exists():
    told = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/.]+)`", told)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_field_says_what_is_wrong_with_it_and_nothing_of_another():
    """A field that names no mistake of its own would show whatever its page calls `wrong`: those of all fields at once."""
    pages = ((file, file.read_text("utf-8")) for file in (ROOT / "src" / "payung" / "web").rglob("*.html"))
    fields = [
        (file.name, each)
        for file, text in pages
        for each in re.findall(r'{% include "components/text_field.html".*?%}', text)
    ]
    assert len(fields) > 50
    assert [(name, each) for name, each in fields if " wrong=" not in each] == []
