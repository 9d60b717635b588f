"""Requests as nobody types them: every address and method, with every field that the program knows, filled with anything."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from tests.attacks.addresses import Address, walk
from tests.attacks.places import PLACES
from tests.installation import CHECKOUT

_WEB = CHECKOUT / "src" / "payung" / "web"
_ASKED = re.compile(r"""(?:GET|POST|FILES)(?:\.get(?:list)?\(|\[)["']([\w-]+)|\bname="([\w-]+)\"""")
# What has broken other programs: NUL, half a character, no character, signs that turn around, numbers and days too large.
ODD: list[str | bytes] = [
    "", " ", "\x00", "a\x00b", "\x1b[2J", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", b"\xc3\x28", "\u202e", "\ufeff",
    "0", "-1", "00", "1e9", "1.5", "٣", "²", "9" * 18, "9" * 19, "9" * 20, "9" * 400, str(2**31), str(2**63), "NaN",
    "2025-11-21", "0001-01-01", "9999-12-31", "2025-02-30", "20251121", "2025-W10-1", "1899-12-31", "2199-12-31", "2025-11",
    "10000-01-01", "' OR 1=1 --", "'; DROP TABLE person; --", "%", "_", "\\", "%s", "{0.__class__}", "{% debug %}", "${7*7}",
    "<script>alert(1)</script>", "../../../etc/passwd", "=1+1", "//evil.example", "javascript:alert(1)", "x" * 3_000, "[" * 2_000,
    "null", "true", "on", "32.14", "32.14.16.2005", "33.01.01.2001", "32.14.16.2005/", "3214991705801100", "321499170580110O",
]  # fmt: skip
_KNOWN = [
    code for place in PLACES for code in (place.village, f"{place.programme}-utama", place.niks()[0], place.names()[0])
]
_METHODS = ["GET", "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"]
_TYPES = [
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain", "", "text/xml; charset=nothing",
    "application/x-www-form-urlencoded; charset=utf-16", "x" * 300,
]  # fmt: skip

anything: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(ODD), st.sampled_from(_KNOWN), st.text(max_size=30), st.integers(-(10**20), 10**20).map(str),
    st.integers(0, 300).map(str), st.dates().map(str),
)  # fmt: skip


_NAMED = re.compile(r'"([\w/]+\.html)"')
_IMPORTED = re.compile(r"^from (payung\.web\.[\w.]+) import", re.M)


def _file(module: str) -> Path:
    return CHECKOUT / "src" / f"{module.replace('.', '/')}.py"


def _read(module: str) -> str:
    """A module of the pages with the templates that it names; nothing for a module of somebody else."""
    if not module.startswith("payung.web") or not _file(module).exists():
        return ""
    text = _file(module).read_text("utf-8")
    pages = [_WEB / name for name in _NAMED.findall(text)]
    return "\n".join([text, *(page.read_text("utf-8") for page in pages if page.exists())])


@cache
def _all_fields() -> set[str]:
    """The name of every field and question of the program, as its pages ask for them or list them."""
    text = "\n".join(file.read_text("utf-8") for file in [*_WEB.rglob("*.py"), *_WEB.rglob("*.html")])
    listed = " ".join(re.findall(r"_?FIELDS = [({]([^)}]*)[)}]", text))
    asked = {name for pair in _ASKED.findall(text) for name in pair}
    return {name for name in asked | set(re.findall(r'"([a-z_]+)"', listed)) if name}


@cache
def fields(module: str) -> list[str]:
    """Those of one page: that stand in its module, in those that it imports, or in their templates."""
    text = "\n".join([_read(module), *(_read(each) for each in _IMPORTED.findall(_read(module)))])
    said = set(re.findall(r"""["']([\w-]+)["']""", text))
    return sorted((_all_fields() & said) | {"column-0", "on", "lang", "q"})


def fields_of(address: Address) -> list[str]:
    """The fields that the page at this address knows."""
    return fields(str(address.view.__module__))


@dataclass(frozen=True)
class Request:
    """One odd request, ready to be sent."""

    address: Address
    method: str
    path: str
    query: str
    body: bytes
    kind: str

    def send(self, client: Any) -> Any:
        odd = {"QUERY_STRING": self.query}
        return client.generic(self.method, self.path, self.body, self.kind, **odd)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _pairs(given: dict[str, str | bytes]) -> str:
    return "&".join(f"{quote(name)}={quote(_bytes(value), safe='')}" for name, value in given.items())


def _multipart(given: dict[str, str | bytes], file: bytes) -> bytes:
    parts = [b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), _bytes(value))
             for name, value in given.items()]  # fmt: skip
    sent = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\\"../\xff.csv"\r\n\r\n%s\r\n' % file
    return b"".join([*parts, sent, b"--x--\r\n"])


def _filled(address: Address, usual: dict[str, str]) -> st.SearchStrategy[dict[str, str | bytes]]:
    """The fields of a page, some as they ought to be and some filled with anything."""
    names = st.sampled_from(fields_of(address))
    plain: st.SearchStrategy[dict[str, str]] = st.just(usual)
    return st.builds(
        lambda fit, odd: fit | odd, st.one_of(plain, st.just({})), st.dictionaries(names, anything, max_size=4)
    )


@st.composite
def _body(draw: st.DrawFn, kind: str, address: Address, usual: dict[str, str]) -> bytes:
    given = draw(_filled(address, usual))
    junk = draw(
        st.one_of(
            st.binary(max_size=60), st.sampled_from([b"", b"{", b"[" * 5_000, b'{"a":' * 3_000, b"\x00", b"PK\x03\x04"])
        )
    )
    if draw(st.integers(0, 9)) == 0:
        return junk
    if kind.startswith("multipart"):
        return _multipart(given, junk)
    if kind == "application/json":
        return json.dumps({name: value if isinstance(value, str) else 1 for name, value in given.items()}).encode()
    return _pairs(given).encode()


@st.composite
def _path(draw: st.DrawFn, address: Address, known: dict[str, list[str]]) -> str:
    """The address with arguments of one's own place, of others', or of nobody."""
    path = address.route
    for name in address.arguments:
        told = draw(st.one_of(st.sampled_from(known[name]), st.sampled_from(known[name]), anything))
        path = re.sub(r"<[^>]*>", quote(_bytes(told), safe="").replace("\\", r"\\"), path, count=1)
    return "/" + path


@st.composite
def requests(draw: st.DrawFn, usual: dict[str, str], known: dict[str, list[str]]) -> Request:
    """Any request to any address. `usual` is what belongs in a field, `known` in an argument."""
    address = draw(st.sampled_from(list(walk())))
    kind = draw(st.sampled_from(_TYPES))
    query = _pairs(draw(_filled(address, usual)))
    path = draw(_path(address, known))
    return Request(address, draw(st.sampled_from(_METHODS)), path, query, draw(_body(kind, address, usual)), kind)


BREAKERS: list[str | bytes] = [
    "\x00",
    "a\x00bc",
    "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe\xfd", "9" * 400, str(2**63), "-1", "0001-01-01", "9999-12-31",
    "²", "x" * 3_000,
]  # fmt: skip


def one_by_one(address: Address, path: str, usual: dict[str, str]) -> list[Request]:
    """Each field of a page filled with each of what breaks programs, the others as they ought to be; asked and sent."""
    made = []
    for name in fields_of(address):
        for odd in BREAKERS:
            given = _pairs(usual | {name: odd})
            made.append(Request(address, "GET", path, given, b"", ""))
            made.append(Request(address, "POST", path, "", given.encode(), _TYPES[0]))
    return made
