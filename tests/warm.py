"""Python in a process of its own, forked from one that has imported the libraries but no settings.

A start of Python with Polars takes more than a second, a fork some milliseconds; what runs is the same. The words are those of
the command line: `-m module ...`, `-c program ...` or `file ...`; `payung(...)` is the command itself.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import runpy
import sys
import tempfile
import traceback
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

CHECKOUT = Path(__file__).parents[1]
# No module here may read the environment, start a thread (as openpyxl does, by NumPy) or connect when it is imported: that is
# for the child.
LIBRARIES = [
    "payung.cli.app", "payung.intake.read", "payung.config.errors", "django.core.management", "django.db.models",
    "django.contrib.auth.hashers", "polars", "psycopg", "psycopg_pool", "lokal.samaran", "narwhals", "xlsxwriter",
    "pydantic.json_schema", "requests", "procrastinate", "dateutil.parser", "PIL.Image", "cryptography.x509", "rfc3161_client",
    "defusedxml.ElementTree", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread",
]  # fmt: skip
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(LIBRARIES)


class Started:
    """A process that runs; `end` waits for it."""

    def __init__(self, *words: object, environment: dict[str, str], largest_file: int | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._words = [str(word) for word in words]
        files = [str(self._file(name)) for name in ("out", "err")]
        self.process = _forks.Process(target=_child, args=(self._words, environment, largest_file, *files))
        self.process.start()

    def _file(self, name: str) -> Path:
        return Path(self._folder.name) / name

    def end(self, seconds: float = 300) -> CompletedProcess[str]:
        """Its exit status (or minus the signal), standard output and standard error. TimeoutError: it is running still."""
        self.process.join(seconds)
        if self.process.exitcode is None:
            raise TimeoutError(f"{self._words[:3]} takes more than {seconds} s")
        out, err = (self._file(name).read_text("utf-8") for name in ("out", "err"))
        self._folder.cleanup()
        return CompletedProcess(self._words, self.process.exitcode, out, err)


def python(*words: object, **options: Any) -> CompletedProcess[str]:
    """Runs Python with these words, to its end. Options: `environment` and, in bytes, `largest_file`, as a full disk has it."""
    running = Started(*words, **options)
    try:
        return running.end()
    finally:
        running.process.kill()


def payung(*words: object, **options: Any) -> CompletedProcess[str]:
    """Runs the command `payung`, to its end."""
    return python("-m", "payung.cli", *words, **options)


def _child(words: list[str], environment: dict[str, str], largest_file: int | None, out: str, err: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(CHECKOUT)
    for file, stream in ((out, 1), (err, 2)):
        os.dup2(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), stream)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the process ends with it
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    status = _status_of(words)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _status_of(words: list[str]) -> int:
    try:
        _run(words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _run(words: list[str]) -> None:
    kind, *more = words
    sys.argv = list(more if kind in ("-m", "-c") else words)
    if kind == "-m":
        runpy.run_module(more[0], run_name="__main__", alter_sys=True)
    elif kind == "-c":
        sys.argv[0] = "-c"
        exec(compile(more[0], "<string>", "exec"), {"__name__": "__main__"})
    else:
        runpy.run_path(kind, run_name="__main__")
