"""`payung keys`: the keys of the sealed columns, which never lie in the database; shown without their secrets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from payung.cli.console import connect, console, language, print_json, seeing_all, steps
from payung.units.words import say

app = typer.Typer(no_args_is_help=True, help="Kunci kolom tersegel: melihat, mengganti, menandai.")
_Json = Annotated[bool, typer.Option("--json")]
_STATES = {"primary": "key_primary", "older": "key_older", "retired": "key_retired", "missing": "key_missing"}


def _shown() -> list[dict[str, Any]]:
    from payung.sealing.keyring import keyring
    from payung.sealing.rotate import uses

    ring, used = keyring(), uses()
    states = dict(ring.states()) if ring else {}
    found = [{"key": key, "state": state, "data_keys": used.pop(key, 0)} for key, state in states.items()]
    return found + [{"key": key, "state": "missing", "data_keys": count} for key, count in sorted(used.items())]


@app.command()
def show(as_json: _Json = False) -> None:
    """Kunci yang ada, keadaannya, dan berapa kunci data yang dibungkusnya; rahasianya tidak pernah tampil."""
    connect()
    from payung.sealing.keyring import keyring_file

    keys, file = _shown(), keyring_file()
    if as_json:
        print_json({"keys": keys, "kept_in": str(file) if file else "environment"})
        return
    for key in keys:
        print(f"{key['key']:>10}  {say(_STATES[key['state']], language())}  {key['data_keys']}")


class _Bar:
    """A progress bar that begins when the rotation says how much there is to do."""

    def __init__(self) -> None:
        self._steps: Any = None
        self._move: Callable[[object], None] = lambda _done: None

    def starts(self, total: int) -> None:
        self._steps = steps("Kunci data", total)
        self._move = self._steps.__enter__()

    def progress(self, done: int) -> None:
        self._move(done)

    def ends(self) -> None:
        if self._steps:
            self._steps.__exit__(None, None, None)


@app.command()
def rotate(as_json: _Json = False) -> None:
    """Membuat kunci baru, membungkus ulang semua kunci data, lalu memensiunkan kunci lama.

    Aman dihentikan kapan saja: perintah yang sama melanjutkan yang belum selesai."""
    connect()
    from payung.sealing.rotate import rotate as change

    bar = _Bar()
    try:
        done = change(starts=bar.starts, progress=bar.progress)
    finally:
        bar.ends()
    if as_json:
        print_json({"primary": done.primary, "resumed": done.resumed, "rewrapped": done.rewrapped,
                    "retired": list(done.retired)})  # fmt: skip
    else:
        facts = {"primary": done.primary, "rewrapped": done.rewrapped, "retired": len(done.retired)}
        console.print(say("keys_rotated", language(), **facts))


@app.command()
def destroy(key: Annotated[int, typer.Argument(help="nomor kunci yang sudah pensiun")]) -> None:
    """Menghapus kunci pensiun untuk selamanya: cadangan lama yang memakainya tidak dapat dibuka lagi."""
    connect()
    from payung.sealing.rotate import destroy as remove

    remove(key)
    console.print(say("key_destroyed", language(), key=key))


@app.command()
def mark(as_json: _Json = False) -> None:
    """Menandai rekening ahli waris yang belum bertanda, supaya rekening yang sama terlihat; nomornya tidak tampil.

    Aman dihentikan kapan saja. Rekening baru sudah bertanda; perintah ini untuk yang diisi pada versi lama."""
    connect()
    from payung.claims.jobs import mark_now
    from payung.claims.queries import without_mark

    marked = mark_now()
    with seeing_all():
        left = without_mark()
    if as_json:
        print_json({"marked": marked, "left": left})
    else:
        console.print(say("accounts_marked", language(), marked=marked, left=left))


@app.callback()
def keys() -> None:
    """Kunci kolom tersegel."""
