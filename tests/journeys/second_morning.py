"""Brings the lists that the pages are looked at with, after the first morning. A program of the tests, no test itself."""

from itertools import islice
from pathlib import Path
from sys import argv

from payung.cli.console import connect
from payung.cli.demo import EXAMPLE, JUDGED_ON, MAIN, SPONSOR
from payung.cli.intake import take_in
from tests.lists import workers, write_list
from tests.roles import NEIGHBOUR

ROWS = 300


def main(folder: Path) -> None:
    connect()
    cut = folder / "usulan-purwakarta-sebagian.csv"
    with (EXAMPLE / "usulan-purwakarta.csv").open("rb") as whole:
        cut.write_bytes(b"".join(islice(whole, ROWS + 1)))
    crowd = write_list(folder / "tetangga.csv", workers(1, 140, NEIGHBOUR))
    for file in (EXAMPLE / "usulan-tanjungsari.xlsx", cut, crowd):
        take_in(file, programme="desa100", line=MAIN, on=JUDGED_ON)
    take_in(EXAMPLE / "csr-taekwang.xlsx", programme="desa100", line=SPONSOR, on=JUDGED_ON)


if __name__ == "__main__":
    main(Path(argv[1]))
