"""`payung serve`: the console, and the worker that lands uploaded lists beside it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from typing import Annotated

import typer

from payung.cli.console import connect, console
from payung.config.home import sub_folder
from payung.rules.law import law
from payung.units.network import networks
from payung.units.refusal import Refused


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def believed_proxies() -> str:
    """Whose X-Forwarded-Proto the web server believes: those of PAYUNG_PROXIES, else this machine alone.

    In the form that gunicorn takes: it knows networks, and refuses to start over one with bits of a host in it.
    """
    return ",".join(networks(os.environ.get("PAYUNG_PROXIES", ""))) or "127.0.0.1,::1"


def _web(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "gunicorn", "payung.config.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--workers", os.environ.get("PAYUNG_WEB_WORKERS", "2"), "--threads", "4", "--worker-class", "gthread",
        "--timeout", "120", "--config", "python:payung.config.web_server", "--no-control-socket",
        "--limit-request-line", "4094", "--limit-request-fields", "60", "--limit-request-field_size", "8190",
    ]  # fmt: skip
    # The proxy in front says whether the line to the browser is encrypted.
    return subprocess.Popen([*command, "--forwarded-allow-ips", believed_proxies()], env=environment)  # nosec B603


def _worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "payung.cli", "worker"], env=environment)  # nosec B603


def _figures_folder(port: int) -> str:
    """Where the processes of this console leave their figures for one another; empty at the start."""
    folder = sub_folder("metrics") / str(port)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return str(folder)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Waits for a child that was asked to stop; one that is landing a long list is killed, and takes it up again later."""
    try:
        child.wait(timeout=15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _watch(children: list[subprocess.Popen[bytes]]) -> None:
    """Until somebody stops it, or one of the two ends by itself; then both end."""
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
    except KeyboardInterrupt:
        console.print("Berhenti.")
    finally:
        for child in children:
            child.terminate()
        for child in children:
            _end(child)


def serve_console(*, port: int, demo: bool) -> None:
    """Serves the console on 127.0.0.1 until it is stopped. Raises Refused("port_taken"), LawError when the law is not right."""
    law()
    if not _free(port):
        raise Refused("port_taken", port=port)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
        "PAYUNG_DEMO": "1" if demo else "0",
        "PROMETHEUS_MULTIPROC_DIR": _figures_folder(port),
    }
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    children = [_web(port, environment), _worker(environment)]
    console.print(f"Konsol: http://127.0.0.1:{port}/  (berhenti: Ctrl-C)", style="bold")
    if demo:
        console.print(
            "Mode demo: masuk dengan tombol di halaman masuk, tanpa kata sandi. Jangan pakai untuk data sungguhan."
        )
    else:
        console.print("Masuk dengan pengguna yang dibuat lewat: payung user add")
    _watch(children)


def serve(port: Annotated[int, typer.Option(envvar="PAYUNG_PORT", help="port konsol")] = 8000) -> None:
    """Membuka konsol di 127.0.0.1."""
    connect()
    serve_console(port=port, demo=False)


def worker() -> None:
    """Menjalankan pekerjaan latar: mendaratkan daftar yang diunggah."""
    from payung.config.installation import connect as connect_only
    from payung.config.installation import refuse_a_loose_role

    connect_only()
    refuse_a_loose_role()
    from payung.intake.jobs import work

    work()
