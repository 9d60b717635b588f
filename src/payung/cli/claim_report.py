"""`payung claim report`: a death or an accident is told, with what the law wants of what happened at work."""

from __future__ import annotations

from datetime import time
from typing import Annotated

import typer

from payung.cli.claim_acting import As, Json, Messages, On, acting, moment, wish
from payung.cli.claim_told import tell
from payung.cli.console import FROM_INPUT, connect, console, day, one_line
from payung.units.refusal import Refused

Source = Annotated[str, typer.Option(help="bila karena kerja: penyebabnya")]
AtTime = Annotated[str, typer.Option("--time", help="bila karena kerja: jam kejadian, HH:MM, atau unknown")]
IsDisease = Annotated[bool, typer.Option("--disease", help="penyakit akibat kerja, bukan kecelakaan")]
Occupation = Annotated[str, typer.Option(help="bila penyakit: pekerjaannya")]
Service = Annotated[str, typer.Option(help="bila penyakit: lama bekerja seluruhnya")]
LastService = Annotated[str, typer.Option(help="bila penyakit: lama pada pekerjaan terakhir")]
Exposure = Annotated[str, typer.Option(help="bila penyakit: sumber paparan")]
Diagnosis = Annotated[str, typer.Option(help="bila penyakit: diagnosis dokter")]


def report(
    nik: Annotated[str, typer.Argument(help=f"NIK pekerja; {FROM_INPUT}")],
    happened_on: Annotated[str, typer.Option(help="tanggal kejadian, YYYY-MM-DD")],
    teller_name: Annotated[str, typer.Option(help="siapa yang melapor")],
    kind: Annotated[str, typer.Option(help="death (meninggal) atau accident (kecelakaan kerja)")] = "death",
    cause: Annotated[str, typer.Option(help="natural atau work (karena kerja)")] = "natural",
    teller: Annotated[str, typer.Option(help="clerk, heir, hospital atau registry")] = "clerk",
    phone: Annotated[str, typer.Option(help="nomor HP pelapor")] = "",
    messages: Messages = False,
    where: Annotated[str, typer.Option(help="tempat kejadian")] = "",
    story: Annotated[str, typer.Option(help="apa yang terjadi, dengan kata-kata pelapor")] = "",
    source: Source = "", at_time: AtTime = "", disease: IsDisease = False, occupation: Occupation = "", service: Service = "",
    last_service: LastService = "", exposure: Exposure = "", diagnosis: Diagnosis = "",
    on: On = None, user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Melaporkan kematian atau kecelakaan; laporan kedua tentang hal yang sama digabung."""
    asked, happened = day(on), day(happened_on)
    connect()
    from payung.claims.actions.report import Told
    from payung.claims.actions.report import report as report_it
    from payung.claims.actions.tell_circumstances import AtWork, Disease
    from payung.people.queries import by_nik
    from payung.rules.law import law

    work = AtWork(source, _time(at_time), at_time == "unknown",
                  Disease(occupation, service, last_service, exposure, diagnosis) if disease else None)  # fmt: skip
    told = Told(kind, cause, happened, teller, teller_name, phone, where, story, wish(messages),
                at_work=work if cause == "work" else None)  # fmt: skip
    with acting(user, "report-claims") as by:
        person = by_nik(one_line(nik).strip())
        if person is None:
            raise Refused("worker_unknown")
        made = report_it(law=law(), person_id=person.pk, told=told, by=by, on=asked, at=moment(asked))
    if made.joined and not as_json:
        console.print("Sudah ada klaim untuk kejadian ini; laporan digabung.")
    tell(made.claim, as_json=as_json, joined=made.joined)


def _time(given: str) -> time | None:
    """A time of day; None for none or an unknown one. Raises Refused("moment_unreadable")."""
    if given in ("", "unknown"):
        return None
    try:
        return time.fromisoformat(given).replace(tzinfo=None)
    except ValueError:
        raise Refused("moment_unreadable") from None
