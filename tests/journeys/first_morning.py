"""Loads the model programme, its earlier participants and the demo's users. A program of the tests, no test itself."""

from payung.cli.console import connect, seeing_all
from payung.cli.demo import EARLIER, EXAMPLE, JUDGED_ON
from payung.cli.intake import take_in
from payung.cli.programme import load_file


def main() -> None:
    connect()
    from payung.access.actions.invite import invite_demo_users

    programme, _ = load_file(EXAMPLE / "programme.toml")
    with seeing_all():
        invite_demo_users()
    take_in(EXAMPLE / "peserta-lama-tanjungsari.csv", programme=programme, line=EARLIER, on=JUDGED_ON)


if __name__ == "__main__":
    main()
