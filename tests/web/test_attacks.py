"""The classic attacks on a web program, each tried: forged forms, foreign hosts, odd methods, split headers, markup in names."""

from __future__ import annotations

import ast
import html
import re
import socket
from pathlib import Path

import pytest
from django.test import Client

from payung.access.models import User
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import TANJUNGSARI
from tests.web.addresses import Known, every_address

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).parents[2] / "src" / "payung"
ADDRESSES = every_address()
PAGES = [known for known in ADDRESSES if not known.name.startswith("api")]
MARKUP = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "javascript:alert(1)",
    "</title><script>alert(1)</script>", "{{ 7*191 }}", "{% load x %}", "${7*191}", "<svg/onload=alert(1)>", "&lt;b&gt;",
)  # fmt: skip
ACTIVE = re.compile(r"<script(?! src=\"/static/)|<img src=x|<svg/onload|\son\w+=|href=\"javascript:|<b>\Z|1337", re.I)


def everybody() -> int:
    """All workers there are, whoever looked last."""
    with seeing(Area(""), by="test"):
        return Person.objects.count()


@pytest.fixture
def strict(clerk: Client) -> Client:
    """The clerk in a browser that is asked for the token of each form."""
    found = Client(enforce_csrf_checks=True)
    found.force_login(User.objects.get(username="demo-tanjungsari"))
    return found


@pytest.mark.parametrize("known", PAGES, ids=lambda known: known.name)
def test_a_form_that_another_site_made_is_refused_at_every_address(strict: Client, known: Known) -> None:
    """Forbidden, or the address does not exist or takes no form at all: never done."""
    assert strict.post(known.address, {"x": "1"}).status_code in (403, 404, 405)


def test_the_forms_that_exist_are_forbidden_without_their_token(strict: Client) -> None:
    for address in ("/access/sign-out/", "/language/", "/membership/enrol/", "/intake/upload/", "/access/sign-in/"):
        assert strict.post(address, {"x": "1"}).status_code == 403, address


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get", "X" * 50])
def test_an_odd_method_does_nothing_that_its_page_would_not(strict: Client, method: str) -> None:
    before = everybody()
    for known in PAGES:
        answered = strict.generic(method, known.address)
        assert answered.status_code < 500 and b"TRACE" not in answered.content
    assert everybody() == before


def test_a_method_is_not_taken_from_a_header_or_a_field(strict: Client) -> None:
    answered = strict.get("/access/sign-out/?_method=POST", headers={"x-http-method-override": "POST"})
    assert answered.status_code == 405 and strict.get("/people/").status_code == 200


@pytest.mark.parametrize(
    "host", ["jahat.example", "localhost.jahat.example", "localhost:80@jahat.example", "127.0.0.1 x"]
)
def test_a_foreign_host_is_not_answered(client: Client, host: str) -> None:
    answered = client.get("/access/sign-in/", headers={"host": host})
    assert answered.status_code == 400 and host.encode() not in answered.content


def test_a_forwarded_host_is_not_believed(client: Client) -> None:
    answered = client.get("/people/", headers={"x-forwarded-host": "jahat.example"})
    assert "jahat" not in answered.headers["Location"]


@pytest.mark.parametrize("wish", [
    "https://jahat.example/", "//jahat.example", "///jahat.example", "/\\jahat.example", "\\\\jahat.example",
    "http:jahat.example", "javascript:alert(1)", "https:/jahat.example",
    "%2f%2fjahat.example", "/\t/jahat.example", "\x00//jahat.example",
    "https://localhost@jahat.example",
])  # fmt: skip
def test_nobody_is_sent_to_another_host(client: Client, wish: str) -> None:
    client.post("/language/", {"language": "id", "next": wish})
    for address in ("/language/", "/access/sign-in/"):
        where = client.post(address, {"language": "id", "next": wish}).headers.get("Location", "/")
        assert not re.match(r"[\s\x00]*(\w+:|[/\\]{2}|/\s)", where), where
    # A relative address stays in the house, however odd.
    assert (
        wish.startswith("%") or f'value="{wish}"' not in client.get("/access/sign-in/", {"next": wish}).content.decode()
    )


@pytest.mark.parametrize(
    "split", ["\r\nSet-Cookie: a=b", "%0d%0aSet-Cookie:%20a=b", "\u560a\u560dSet-Cookie: a=b", "\x00"]
)
def test_no_text_of_a_request_becomes_a_header(clerk: Client, split: str) -> None:
    asked = [clerk.get("/people/", {"q": split}), clerk.post("/language/", {"language": "id", "next": f"/law/{split}"}),
             clerk.get(f"/regions/{TANJUNGSARI}/export/", {"on": split})]  # fmt: skip
    for answered in asked:
        assert "a" not in answered.cookies and answered.status_code < 500
        assert not any("\r" in value or "\n" in value for value in answered.headers.values())


def test_a_line_of_the_log_cannot_be_forged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/tidak-ada/%0aERROR%20forged/")
    assert caplog.records and not any("\n" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_request_comes_back_as_text(clerk: Client, text: str) -> None:
    addresses = [
        "/people/",
        f"/regions/{TANJUNGSARI}/",
        "/law/calculator/price/",
        "/membership/enrol/",
        "/access/sign-in/",
    ]
    for address in addresses:
        for key in ("q", "on", "next", "line", "payer", "income", "state", "name"):
            shown = clerk.get(address, {key: text}).content.decode()
            assert not ACTIVE.search(shown.replace(html.escape(text), "")), (address, key)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_name_is_shown_as_text_on_every_page_with_it(clerk: Client, text: str) -> None:
    person = Person.objects.filter(village=TANJUNGSARI).order_by("name").first()
    assert person is not None
    Person.objects.filter(pk=person.pk).update(name=text, mother_name=text, phone=text[:15])
    pages = [f"/people/{person.pk}/", f"/people/?q={text[:6]}", f"/regions/{TANJUNGSARI}/", "/intake/"]
    shown = [clerk.get(address).content.decode() for address in pages]
    assert html.escape(text) in shown[0]
    assert not [page for page in shown if ACTIVE.search(page.replace(html.escape(text), ""))]


def test_templates_never_switch_escaping_off() -> None:
    unsafe = re.compile(r"\|\s*safe\b|autoescape off|\|\s*safeseq")
    # The picture of a secret that the server has just made and drawn itself: nobody's text is in it.
    drawn = ["app_add.html"]
    assert [t.name for t in SOURCE.rglob("*.html") if unsafe.search(t.read_text("utf-8"))] == drawn
    marked = [f.name for f in SOURCE.rglob("*.py") if "mark_safe" in f.read_text("utf-8")]
    assert marked == []


# What could fetch an address: none of it is imported where a user's words come in.
REACHING_OUT = {
    "urllib.request",
    "http.client",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "telnetlib",
    "urllib3",
}


def test_no_part_of_the_program_that_hears_users_can_fetch_an_address() -> None:
    reaching = set()
    for folder in (
        "web",
        "api",
        "intake",
        "insight",
        "people",
        "membership",
        "programmes",
        "funding",
        "rules",
        "cards",
        "units",
    ):
        for file in (SOURCE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                named = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                reaching |= {(str(file.relative_to(SOURCE)), name) for name in named if name in REACHING_OUT}
    assert reaching == set()


def test_no_page_reaches_out_while_addresses_are_given_to_it(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reached = []
    real = socket.socket.connect

    def watched(own: socket.socket, address: object) -> None:
        reached.append(address)
        real(own, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **_more: reached.append(given))
    for known in PAGES:
        for given in ("http://169.254.169.254/latest/", "file:///etc/passwd", "gopher://localhost:5432/"):
            clerk.get(known.address, {"q": given, "next": given, "url": given, "on": given, "source": given})
    assert reached == []


def test_a_list_that_names_another_server_makes_nobody_ask_it(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.lists import workers
    from tests.web.door.sending import as_csv, send

    reached = []
    monkeypatch.setattr(socket.socket, "connect", lambda _own, address: reached.append(address))
    rows = workers(1, 2, Nama="http://169.254.169.254/", **{"No HP": "file:///etc/passwd"})
    assert send(clerk, as_csv(rows)).status_code in (302, 422)
    assert reached == []


DEEP = "[" * 50_000 + "]" * 50_000


BODIES = [
    DEEP, '{"programme":' * 3_000 + "1" + "}" * 3_000, '{"nik": 1e999999}', "\x00", '{"on": NaN}', "null", '"x"',
    '{"nik": "' + "9" * 1_000_000 + '"}', "{" + '"a":1,' * 50_000 + '"b":2}',
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[:12])
def test_an_odd_body_is_refused_by_the_api_and_breaks_nothing(client: Client, body: str) -> None:
    answered = client.post("/api/v1/law/eligibility", body, content_type="application/json")
    assert answered.status_code in (200, 400, 413, 422) and len(answered.content) < 50_000


def test_a_body_above_the_limit_is_refused(client: Client) -> None:
    answered = client.post("/api/v1/law/eligibility", "x" * 3_000_000, content_type="application/json")
    assert answered.status_code in (400, 413)


def test_a_form_with_too_many_fields_or_files_is_refused(clerk: Client) -> None:
    assert clerk.post("/membership/enrol/", {f"f{n}": "1" for n in range(2_000)}).status_code == 400
