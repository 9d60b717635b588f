"""Write the notice of article 46: which data, when and how, handling and recovery; in words, and as a PDF to print or send."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import typst

from payung.access.models import Breach
from payung.units.moment import moment_in_words
from payung.units.words import say

# The first that the machine has; the last is inside Typst, so that a bare machine prints the same words.
_FONTS = ("Liberation Sans", "Arial", "Helvetica", "Noto Sans", "DejaVu Sans", "Libertinus Serif")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in one language: its title, and paragraphs as heading and text."""

    title: str
    law: str
    parts: tuple[tuple[str, str], ...]


def notice(breach: Breach, language: str) -> Notice:
    """The text of the notice of a breach."""
    known = say(
        "notice_known",
        language,
        known=moment_in_words(breach.known_at, language),
        due=moment_in_words(breach.due_at, language),
    )
    window = ""
    if breach.begins_at or breach.ends_at:
        window = say("notice_window", language, begins=moment_in_words(breach.begins_at, language),
                     ends=moment_in_words(breach.ends_at, language)) + " "  # fmt: skip
    parts = (
        (say("notice_which_data", language), breach.data),
        (say("notice_when_and_how", language), f"{window}{breach.happened} {known}"),
        (say("notice_handling", language), breach.handling),
    )
    return Notice(say("notice_title", language), say("notice_law", language), parts)


def _told(breach: Breach, readers: Sequence[str], language: str, mark: str, counts: Sequence[tuple[str, str]]) -> Any:
    said, known = notice(breach, language), typst.Fonts(include_system_fonts=True).families()
    return {
        "title": said.title, "law": said.law, "language": language, "mark": mark, "issuer": "Payung",
        "parts": [{"heading": heading, "body": body} for heading, body in said.parts],
        "readers": list(readers), "counts": [list(each) for each in counts],
        "counts-title": say("notice_people", language), "fonts": [font for font in _FONTS if font in known],
    }  # fmt: skip


def notice_pdf(
    breach: Breach, readers: Sequence[str], *, language: str, mark: str, counts: Sequence[tuple[str, str]] = ()
) -> bytes:
    """The notice as a PDF: a page a reader, each with the reader's own line; `counts` are places and numbers of people."""
    with tempfile.TemporaryDirectory(prefix="payung-notice-") as folder:
        root = Path(folder)
        (root / "notice.typ").write_bytes(files("payung.access").joinpath("typst", "notice.typ").read_bytes())
        told = _told(breach, readers, language, mark, counts)
        (root / "notice.json").write_text(json.dumps(told), encoding="utf-8")
        compiler = typst.Compiler(root / "notice.typ", root=root, font_paths=typst.Fonts(include_system_fonts=True))
        return cast(bytes, compiler.compile(format="pdf"))
