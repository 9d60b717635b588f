"""What a rule is called in the language of the page."""

from __future__ import annotations

from payung.rules.law import Law
from payung.web.components.tags import language


def title_of(book: Law, concept: str) -> str:
    """The title of a concept."""
    return book.titles[concept].title[language()]
