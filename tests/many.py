"""Several commands of `payung`, each in a process of its own, forked from one that has imported everything already."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from tests.warm import python


class Done(NamedTuple):
    """How one command ended and what it said."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


def commands(installation: Any, *lines: tuple[object, ...], **environment: str) -> list[Done]:
    """Runs the commands one after the other in an installation."""
    told = [[str(word) for word in line] for line in lines]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as asked:
        json.dump(told, asked)
        asked.flush()
        done = python("-m", "tests.many", asked.name, environment={**installation.environment, **environment})
    assert done.returncode == 0, done.stderr
    return [Done(*found) for found in json.loads(done.stdout)]


def _run(line: list[str], out: Path, err: Path) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    for target, stream in ((out, 1), (err, 2)):
        os.dup2(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), stream)
    from payung.cli import main

    sys.argv = ["payung", *line]
    status = 0
    try:
        main()
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _run_all(lines: list[list[str]]) -> list[tuple[int, str, str]]:
    from tests.faults.killed_at import warm_up

    warm_up({})
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        return [(_run(line, out, err), out.read_text(), err.read_text()) for line in lines]


if __name__ == "__main__":
    print(json.dumps(_run_all(json.loads(Path(sys.argv[1]).read_text("utf-8")))))
