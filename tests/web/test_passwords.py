"""Passwords that are too short, easy to guess, made of the own name, or stolen before."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.utils.translation import override
from pytest_django.fixtures import Settings

from payung.access.models import User
from payung.web.access.password.breached import digest_of, in_list, in_sorted_file
from payung.web.access.password.strength import mistakes_of
from tests.people_who_sign_in import PASSWORD

SARI = User(username="sari.wulandari", full_name="Sari Wulandari")


def said(password: str) -> str:
    return " ".join(each["text"] for each in mistakes_of(password, SARI))


@pytest.mark.parametrize("good", [PASSWORD, "kopi7tumpah di atas genteng", "Vk#29xQ!wz_Lp4"])
def test_a_password_that_is_hard_to_guess_is_taken(good: str) -> None:
    assert said(good) == ""


@pytest.mark.parametrize("short", ["", "aB3$xZ9!qWe", "x" * 201])
def test_a_password_has_twelve_to_two_hundred_signs(short: str) -> None:
    assert "paling sedikit 12" in said(short)


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("aaaaaaaaaaaaaa", "diulang"), ("abcabcabcabcabc", "diulang"), ("qwertyuiopasdf", "mirip"),
        ("sariwulandari1", "Nama Anda"), ("Wulandari-Sari-1", "Nama Anda"), ("payungpayung12", "Nama Anda"),
    ],
)  # fmt: skip
def test_a_password_that_is_easy_to_guess_is_refused_with_the_reason(weak: str, why: str) -> None:
    assert why in said(weak)


def test_the_reasons_are_told_in_english_as_well() -> None:
    with override("en"):
        assert "easy to guess" in said("aaaaaaaaaaaaaa")


@pytest.mark.parametrize("stolen", ["password1234", "Password1234", "1q2w3e4r5t6y", "IHateThisGame"])
def test_a_password_of_the_list_in_the_house_is_known(stolen: str) -> None:
    assert in_list(stolen)


def test_a_password_of_nobody_is_not_in_the_list() -> None:
    assert not any(in_list(f"{PASSWORD}-{number}") for number in range(2_000))


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize("count", ["", ":42"])
def test_every_password_of_the_operators_list_is_found_and_no_other(tmp_path: Path, end: str, count: str) -> None:
    known = [f"rahasia-{number}" for number in range(1_000)]
    lines = sorted(digest_of(each).hex().upper() + count for each in known)
    file = tmp_path / "pwned.txt"
    file.write_bytes(("\r\n" if end == "\r\n" else "\n").join(lines).encode() + end.encode())
    assert all(in_sorted_file(each, file) for each in known)
    assert not any(in_sorted_file(f"bukan-{number}", file) for number in range(1_000))


def test_the_operators_list_is_asked(tmp_path: Path, settings: Settings) -> None:
    file = tmp_path / "pwned.txt"
    file.write_text(hashlib.sha1(PASSWORD.encode()).hexdigest().upper() + ":3\n")
    settings.BREACHED_PASSWORDS = str(file)
    assert "pernah dicuri" in said(PASSWORD)
