"""Requests as nobody types them: every address and method, with every field that the program knows, filled with anything."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from tests.attacks.addresses import Address, walk
from tests.attacks.world import PLACES
from tests.installation import CHECKOUT

_WEB = CHECKOUT / "src" / "payung" / "web"
_ASKED = re.compile(r"""(?:GET|POST|FILES)(?:\.get(?:list)?\(|\[)["']([\w-]+)|\bname="([\w-]+)\"""")
# What has broken other programs: NUL, half a character, no character, signs that turn around, numbers and days too large.
ODD: list[str | bytes] = [
    "", " ", "\x00", "a\x00b", "\x1b[2J", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", b"\xc3\x28", "\u202e", "\ufeff",
    "0", "-1", "00", "1e9", "1.5", "٣", "²", "9" * 18, "9" * 19, "9" * 20, "9" * 400, str(2**31), str(2**63 - 1), str(2**63), "NaN",
    "2025-11-21", "0001-01-01", "9999-12-31", "2025-02-30", "20251121", "2025-W10-1", "1899-12-31", "2199-12-31", "2025-11",
    "10000-01-01", "' OR 1=1 --", "'; DROP TABLE person; --", "%", "_", "\\", "%s", "{0.__class__}", "{% debug %}", "${7*7}",
    "<script>alert(1)</script>", "../../../etc/passwd", "=1+1", "//evil.example", "javascript:alert(1)", "x" * 3_000, "[" * 2_000,
    "null", "true", "on", "32.14", "32.14.16.2005", "33.01.01.2001", "32.14.16.2005/", "3214991705801100", "321499170580110O",
]  # fmt: skip
_KNOWN = [code for place in PLACES for code in (place.village, f"{place.programme}-utama", place.niks()[0], place.names()[0])]
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


@cache
def fields() -> list[str]:
    """The name of every field and question of every page, read from the program itself."""
    files = [*_WEB.rglob("*.py"), *_WEB.rglob("*.html")]
    found = {name for file in files for pair in _ASKED.findall(file.read_text("utf-8")) for name in pair if name}
    return sorted(found | {f"column-{at}" for at in range(4)})


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


@st.composite
def _body(draw: st.DrawFn, kind: str) -> bytes:
    given = draw(st.dictionaries(st.sampled_from(fields()), anything, max_size=6))
    junk = draw(st.one_of(st.binary(max_size=60), st.sampled_from([b"", b"{", b"[" * 5_000, b'{"a":' * 3_000, b"\x00", b"PK\x03\x04"])))
    if draw(st.integers(0, 9)) == 0:
        return junk
    if kind.startswith("multipart"):
        return _multipart(given, junk)
    if kind == "application/json":
        return json.dumps({name: value if isinstance(value, str) else 1 for name, value in given.items()}).encode()
    return _pairs(given).encode()


def _argument(converter: str, draw: st.DrawFn) -> str | bytes:
    whole = st.one_of(st.integers(0, 60), st.integers(0, 10**25)).map(str)
    slug = st.one_of(st.sampled_from(["anggrek-utama", "dahlia-csr", "price", "death"]), st.from_regex(r"[-a-zA-Z0-9_]{1,40}", fullmatch=True))
    usual = {"int": whole, "slug": slug}.get(converter, anything)
    found: str | bytes = draw(usual if draw(st.integers(0, 9)) else anything)
    return found


@st.composite
def requests(draw: st.DrawFn, without: tuple[str, ...] = ("access/sign-out/",)) -> Request:
    """Any request to any address."""
    address = draw(st.sampled_from([each for each in walk() if each.route not in without]))
    path = address.route
    for converter in re.findall(r"<(?:(\w+):)?\w+>", address.route):
        path = re.sub(r"<[^>]*>", lambda _: quote(_bytes(_argument(converter, draw)), safe=""), path, count=1)  # noqa: B023
    kind = draw(st.sampled_from(_TYPES))
    query = _pairs(draw(st.dictionaries(st.sampled_from(fields()), anything, max_size=5)))
    return Request(address, draw(st.sampled_from(_METHODS)), "/" + path, query, draw(_body(kind)), kind)

