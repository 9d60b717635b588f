"""What a rule is called in the language of the page."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from payung.rules.law import Law
from payung.web.components.tags import language


@cache
def titles_id() -> dict[str, str]:
    """The Indonesian title of each concept."""
    return tomllib.loads((Path(__file__).parent / "titles.toml").read_text("utf-8"))


def title_of(book: Law, concept: str) -> str:
    """The title of a concept; the one in `law/` in English, and where there is no Indonesian one."""
    own = book.titles[concept].title
    return titles_id().get(concept, own) if language() == "id" else own
