"""A real officer beside the demo's users, with a link to open. A program of the tests, no test itself."""

from payung.cli.console import connect


def main() -> None:
    connect()
    from tests.people_who_sign_in import invited

    print(invited("petugas", "regency-officer", "32.14", "Dewi Lestari"))


if __name__ == "__main__":
    main()
