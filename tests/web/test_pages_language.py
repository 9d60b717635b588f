"""Indonesian first, English by choice; and no page that a strict browser or a poor line could not bear."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from payung.people.models import Person
from payung.web.components import tags
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.web.pages import words

WEB = Path(__file__).parents[2] / "src" / "payung" / "web"
ENGLISH = WEB / "locale" / "en" / "LC_MESSAGES"
PAGES = ("/regions/32.14/", f"/regions/{TANJUNGSARI}/", f"/regions/{NEIGHBOUR}/?state=waiting", "/people/",
         "/people/?q=pek", "/people/?q=a", "/membership/release/", "/tidak-ada/")  # fmt: skip


@pytest.mark.django_db
def test_pages_are_indonesian_whatever_the_browser_asks_for(client: Client) -> None:
    response = client.get("/access/sign-in/", headers={"accept-language": "en-US,en"})
    assert "Masuk ke Payung" in words(response) and b'<html lang="id">' in response.content


@pytest.mark.django_db
def test_english_is_chosen_on_the_page_and_stays(client: Client) -> None:
    client.post("/language/", {"language": "en", "next": "/access/sign-in/"})
    response = client.get("/access/sign-in/")
    assert "Sign in to Payung" in words(response) and b'<html lang="en">' in response.content


@pytest.mark.django_db
def test_english_pages_hold_the_same_figures(officer: Client) -> None:
    officer.cookies["django_language"] = "en"
    said = words(officer.get(f"/regions/{TANJUNGSARI}/?on=2025-11-21"))
    assert "52 + 17 = 69 of 100" in said and "Figures as of 21 November 2025." in said
    person = Person.objects.filter(village=TANJUNGSARI).first()
    assert person is not None
    assert "The last month paid for is December 2025." in words(officer.get(f"/people/{person.pk}/?on=2026-02-01"))


def _entries(text: str) -> list[tuple[str, str]]:
    return re.findall(r'^msgid ("[^\n]+")\n(?:msgid_plural [^\n]+\n)?msgstr(?:\[0\])? ("[^\n]*")', text, re.M)


def test_every_word_of_the_console_has_an_english_one() -> None:
    entries = _entries((ENGLISH / "django.po").read_text("utf-8"))
    assert len(entries) > 200
    assert [word for word, english in entries if english == '""'] == ['""'] * 0


def test_the_compiled_words_are_those_of_the_source() -> None:
    with (ENGLISH / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for word, english in _entries((ENGLISH / "django.po").read_text("utf-8")):
        if "msgid_plural" not in english:
            plain, meant = (text[1:-1].replace('\\"', '"') for text in (word, english))
            assert compiled.gettext(plain) in (meant, plain)


def test_every_word_of_the_templates_is_among_them() -> None:
    known = {word[1:-1].replace('\\"', '"') for word, _ in _entries((ENGLISH / "django.po").read_text("utf-8"))}
    for template in WEB.rglob("*.html"):
        for _, said in re.findall(r"""\{% translate (["'])(.+?)\1""", template.read_text("utf-8")):
            assert said in known, f"{template.name}: {said}"


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_light_and_carry_no_script_or_style_of_their_own(officer: Client, address: str) -> None:
    response = officer.get(address)
    markup = response.content.decode()
    assert len(response.content) + len((WEB / "static/payung/payung.css").read_bytes()) < 100_000
    assert not re.search(r"<style|<script(?! src)|\sstyle=|\son[a-z]+=", markup)
    assert re.search(r"<title>[^<·]{3,} · Payung</title>", markup)


def test_months_and_days_are_said_in_the_language_of_the_page() -> None:
    from datetime import date

    day = date(2025, 12, 31)
    assert tags.day(day) == "31 Desember 2025"
    with override("en"):
        assert (tags.day(day), tags.month(day)) == ("31 December 2025", "December 2025")
