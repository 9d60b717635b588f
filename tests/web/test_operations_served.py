"""`payung serve` as a monitor sees it: two web processes and a worker, one set of figures, every line of the log an object."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tests.installation import CHECKOUT, fresh_installation
from tests.lists import nik

TOKEN = "token-untuk-uji"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address, headers=headers), timeout=30) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None:
        try:
            if ask(address)[0] == 200:
                return
        except URLError:
            time.sleep(0.3)
    raise AssertionError("the console did not come up")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    log = folder / "log"
    with fresh_installation(folder / "data") as one, log.open("wb") as out:
        environment = {**one.environment, "PAYUNG_LOG": "json", "PAYUNG_METRICS_TOKEN": TOKEN, "PAYUNG_DEMO": "0"}
        command = [sys.executable, "-m", "payung.cli", "serve", "--port", str(port)]
        running = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=CHECKOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}/health/", running)
            yield f"http://127.0.0.1:{port}", log
        finally:
            running.terminate()
            running.wait(timeout=60)


def test_it_lives_and_is_ready(served: tuple[str, Path]) -> None:
    address, _ = served
    assert ask(f"{address}/health/") == (200, '{"status": "ok"}')
    status, told = ask(f"{address}/ready/")
    assert status == 200 and json.loads(told)["status"] == "ok"


def test_figures_of_both_web_processes_are_one(served: tuple[str, Path]) -> None:
    address, _ = served
    for _ in range(40):
        assert ask(f"{address}/law/")[0] == 200
    assert ask(f"{address}/metrics")[0] == 401
    for _ in range(6):
        status, told = ask(f"{address}/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        assert 'payung_request_seconds_count{method="GET",route="law",status="200"} 40.0' in told
    assert "payung_database_up 1.0" in told and 'payung_jobs{status="failed"} 0.0' in told


def test_what_strangers_send_is_in_no_line_of_the_log(served: tuple[str, Path]) -> None:
    address, log = served
    ask(f"{address}/people/?q=SITI")
    ask(f"{address}/SITI/{nik(3)}/")
    ask(f"{address}/law/", Host="siti.example")
    host, port = address.removeprefix("http://").split(":")
    for garbage in (f"GET /{nik(3)}/SITI HTTP/9.9\r\n\r\n", f"SITI {nik(3)}\r\n\r\n"):
        with socket.create_connection((host, int(port))) as raw:
            raw.sendall(garbage.encode())
            raw.recv(1000)
    said = log.read_text()
    assert "SITI" not in said and "siti" not in said and nik(3) not in said
    told = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert {line["status"] for line in told if line["logger"] == "payung.request"} >= {200, 302, 404, 400}
    assert [line for line in said.splitlines() if not line.startswith("{")] == [
        f"Konsol: {address}/  (berhenti: Ctrl-C)",
        "Masuk dengan pengguna yang dibuat lewat: payung user add",
    ]


def test_the_folder_of_figures_is_the_owners_alone(served: tuple[str, Path]) -> None:
    _, log = served
    folder = next((log.parent / "data" / "metrics").iterdir())
    assert os.stat(folder).st_mode & 0o077 == 0 and list(folder.glob("*.db"))
