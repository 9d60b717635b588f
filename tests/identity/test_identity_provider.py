"""Signing in at a real OpenID Connect provider: it opens whom the invitation named, and makes nobody."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.identity.provider import CLIENT, SECRET
from tests.installation import CHECKOUT, fresh_installation
from tests.journeys.console import Console, _free_port, console_over

# In the order of their numbers at the provider; the third has an e-mail that nobody verified, the fourth no link here.
PEOPLE = [("ani", "ani@contoh.go.id", ""), ("budi", "BUDI@contoh.go.id", ""), ("cici", "cici@contoh.go.id", "unverified"),
          ("dodi", "dodi@contoh.go.id", ""), ("eka", "eka@contoh.go.id", ""), ("tamu", "budi@contoh.go.id", "")]  # fmt: skip


def _key() -> str:
    made = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _wait_for(address: str) -> None:
    for _try in range(150):
        with contextlib.suppress(requests.ConnectionError):
            assert requests.get(address, timeout=5).ok
            return
        time.sleep(0.2)
    raise AssertionError("the provider does not answer")


@contextlib.contextmanager
def _provider(folder: Path, port: int, redirect: str) -> Iterator[None]:
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "tests.identity.settings", "PROVIDER_KEY": _key(),
        "PROVIDER_DATABASE": str(folder / "provider.sqlite3"), "PROVIDER_PEOPLE": json.dumps(PEOPLE),
        "OAUTHLIB_INSECURE_TRANSPORT": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.identity.provider", str(port), redirect]
    process = subprocess.Popen(command, env=environment, cwd=CHECKOUT, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://localhost:{port}/o/.well-known/openid-configuration")
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A console that knows the provider, and the provider, each a process of its own."""
    folder, port = tmp_path_factory.mktemp("identity"), _free_port()
    secret = folder / "client-secret"
    secret.write_text(SECRET)
    with fresh_installation(folder / "data") as installation:
        environment = {
            **installation.environment, "PAYUNG_DEMO": "0", "PAYUNG_OIDC_URL": f"http://localhost:{port}/o",
            "PAYUNG_OIDC_CLIENT_ID": CLIENT, "PAYUNG_OIDC_SECRET_FILE": str(secret), "PAYUNG_OIDC_NAME": "Akun Uji",
        }  # fmt: skip
        people = CHECKOUT / "tests" / "identity" / "people.py"
        subprocess.run(
            [sys.executable, str(people)], env={**environment, "PYTHONPATH": str(CHECKOUT)}, check=True, timeout=120
        )
        back = "/access/identity/pemerintah/back/"
        with console_over(environment, installation) as running, _provider(folder, port, f"{running.address}{back}"):
            yield running


def dance(console: Console, person: str, client: requests.Session | None = None) -> requests.Response:
    """From the button on the sign-in page to wherever the provider's answer leads, every redirect followed."""
    client = client or requests.Session()
    client.cookies.set("as", person, domain="localhost.local")
    page = client.get(f"{console.address}/access/sign-in/", timeout=20)
    assert "Masuk lewat Akun Uji" in page.text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert token
    client.cookies.set("as", person)
    return client.post(
        f"{console.address}/access/identity/pemerintah/",
        data={"csrfmiddlewaretoken": token[1], "next": "/people/"},
        timeout=20,
    )


def users(console: Console) -> int:
    with psycopg.connect(console.installation.owner_url) as db:
        return int(db.execute("SELECT count(*) FROM app_user").fetchone()[0])


def test_whoever_is_linked_by_the_providers_number_is_in(console: Console) -> None:
    there = dance(console, "ani")
    assert there.url == f"{console.address}/people/" and "Ani" in there.text
    assert any("localhost" in step.headers["Location"] and "code_challenge" in step.headers["Location"]
               for step in there.history if "Location" in step.headers)  # fmt: skip


def test_whoever_is_linked_by_a_verified_email_is_in_and_from_then_on_by_number(console: Console) -> None:
    assert dance(console, "budi").url == f"{console.address}/people/"
    # Somebody else at the provider now has the same address, and is nobody here.
    assert "belum dihubungkan" in dance(console, "tamu").text
    assert dance(console, "budi").url == f"{console.address}/people/"


@pytest.mark.parametrize("person", ["cici", "dodi", "eka"])
def test_an_unverified_email_no_link_or_a_user_who_left_opens_nothing_and_makes_nobody(
    console: Console, person: str
) -> None:
    before, client = users(console), requests.Session()
    there = dance(console, person, client)
    assert there.url == f"{console.address}/access/sign-in/" and "belum dihubungkan" in there.text
    assert client.get(f"{console.address}/people/", timeout=20, allow_redirects=False).status_code == 302
    assert users(console) == before


def test_an_answer_that_nobody_asked_for_opens_nothing(console: Console) -> None:
    client = requests.Session()
    for query in ("code=abc&state=xyz", "error=access_denied&state=xyz", "code=abc", ""):
        there = client.get(f"{console.address}/access/identity/pemerintah/back/?{query}", timeout=20)
        assert there.url == f"{console.address}/access/sign-in/" and there.ok


def test_an_answer_cannot_be_given_twice_or_to_another_browser(console: Console) -> None:
    client = requests.Session()
    answered = next(step.url for step in dance(console, "ani", client).history if "/back/?" in step.url)
    for browser in (requests.Session(), client):
        browser.cookies.pop("sessionid", None)
        assert browser.get(answered, timeout=20).url == f"{console.address}/access/sign-in/"


def test_the_way_there_wants_a_post_of_our_own(console: Console) -> None:
    there = requests.get(f"{console.address}/access/identity/pemerintah/", timeout=20, allow_redirects=False)
    assert there.status_code in (200, 405) and "Location" not in there.headers
    assert requests.post(f"{console.address}/access/identity/pemerintah/", timeout=20).status_code == 403


def test_another_provider_is_not_found(console: Console) -> None:
    assert requests.get(f"{console.address}/access/identity/lain/back/", timeout=20).status_code == 404
