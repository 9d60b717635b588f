"""A death in each village of the world: reported, with an heir and papers, approved, and the payout sent and come back; and an
accident with a guarantee letter."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from tests.attacks.places import Place
from tests.attacks.world import AT, ON

DIED_ON = date(2025, 11, 12)
_PAPERS = ("card", "id-worker", "id-heir", "death-certificate", "family-card", "heir-statement", "bank-book")


def _picture(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (shade, 90, 90)).save(out, "JPEG")
    return out.getvalue()


def a_claim(place: Place) -> None:
    """One death from the report to a payout that the bank sent back."""
    from payung.access.queries import seeing
    from payung.claims.actions.assess import assess
    from payung.claims.actions.bring_document import bring_document
    from payung.claims.actions.complete import complete
    from payung.claims.actions.decide import Verdict, decide
    from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
    from payung.claims.actions.pay import Told as Said
    from payung.claims.actions.pay import send, take_result
    from payung.claims.actions.report import Told, report
    from payung.claims.queries import payouts
    from payung.people.queries import by_nik
    from payung.rules.law import law
    from payung.units.region import Area

    by, word, book = f"petugas-{place.word}", place.word.upper(), law()
    with seeing(Area(place.regency), by=by):
        person = by_nik(place.niks()[3])
        assert person is not None
        told = Told("death", "natural", DIED_ON, "heir", f"PELAPOR {word}", story=f"CERITA {word}")
        claim = report(law=book, person_id=person.pk, told=told, by=by, on=ON, at=AT).claim
        named = Named("child", f"WARIS {word}", date(1990, 2, 3))
        heir = name_heir(law=book, number=claim.number, named=named, by=by, on=ON, at=AT)
        enter_heir_account(heir_id=heir.pk, bank="bjb", number=f"88{place.first}000", holder_name=f"HOLDER {word}")
        for shade, kind in enumerate(_PAPERS):
            bring_document(number=claim.number, kind=kind, data=_picture(20 * shade + place.first % 17), by=by, at=AT)
        complete(law=book, number=claim.number, on=ON)
        assess(law=book, number=claim.number, by=by, at=AT)
        verdict = Verdict("approved")
        decide(law=book, number=claim.number, verdict=verdict, by=f"penyetuju-{place.word}", on=ON, at=AT)
        due = [each.pk for each in payouts(claim)]
        send(payouts=due, digest=place.word)
        take_result(law=book, told=[Said(each, None, f"REKENING TUTUP {word}") for each in due], on=ON)


def an_accident(place: Place) -> None:
    """One accident, told with its facts, with a letter to a hospital that knows its account."""
    from payung.access.queries import seeing
    from payung.claims.actions.issue_letter import enter_hospital_account, issue_letter
    from payung.claims.actions.report_accident import Struck, report_accident
    from payung.people.queries import by_nik
    from payung.rules.law import law
    from payung.units.region import Area

    by, word = f"petugas-{place.word}", place.word.upper()
    with seeing(Area(place.regency), by=by):
        person = by_nik(place.niks()[2])
        assert person is not None
        struck = Struck(
            AT, f"SAWAH {word}", f"TRAKTOR {word}", f"LUKA {word}", "heir", f"SAKSI {word}", "0812-0000-0001"
        )
        claim = report_accident(law=law(), person_id=person.pk, struck=struck, by=by, at=AT).claim
        letter = issue_letter(
            number=claim.number, hospital=f"RS {word}", valid_until=date(2099, 12, 31), by=by, on=ON, at=AT
        )
        account = f"77{place.first}000"
        enter_hospital_account(letter=letter.number, bank="bjb", number=account, holder_name=f"KAS {word}")


def a_complaint(place: Place) -> None:
    """A complaint about the card of the worker who died, taken and answered."""
    from payung.access.queries import seeing
    from payung.complaints.actions.answer import answer
    from payung.complaints.actions.take import take
    from payung.complaints.actions.write_down import Told, write_down
    from payung.people.queries import by_nik
    from payung.rules.law import law
    from payung.units.region import Area

    by, word = f"petugas-{place.word}", place.word.upper()
    with seeing(Area(place.regency), by=by):
        person = by_nik(place.niks()[3])
        assert person is not None
        told = Told("card", f"KELUHAN {word}", f"PENGADU {word}", person_id=person.pk)
        made = write_down(law=law(), told=told, days=10, by=by, on=ON, at=AT)
        take(number=made.number, by=by)
        answer(number=made.number, words=f"JAWABAN {word}", by=by, at=AT)
