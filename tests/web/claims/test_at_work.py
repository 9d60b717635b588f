"""What happened at work is told with what the law wants: asked on the report form, said beside its field, shown in the story."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.claims.models import Claim, ClaimCircumstance
from payung.web.today import day_of_judgement
from tests.web.claims.cases import TOLD, covered, reported
from tests.web.pages import words

DISEASE = {
    "disease": "yes", "time_unknown": "", "occupation": "penambang batu", "service": "12 tahun", "last_service": "3 tahun",
    "exposure": "debu batu", "diagnosis": "silikosis",
}  # fmt: skip
ASKED = [
    ({"source": " "}, "source"), ({"time_unknown": ""}, "at_time"), ({"time_unknown": "", "at_time": "25:00"}, "at_time"),
    ({"where": ""}, "where"), ({"teller_phone": ""}, "teller_phone"), ({"story": ""}, "story"),
    ({"teller_name": ""}, "teller_name"),
    *(({**DISEASE, name: " "}, name) for name in ("occupation", "service", "last_service", "exposure", "diagnosis")),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field"), ASKED)
@pytest.mark.parametrize("what", ["accident-work", "death-work"])
def test_what_is_missing_is_said_beside_its_field(
    clerk: Client, what: str, changes: dict[str, str], field: str
) -> None:
    answer = clerk.post(f"/claims/report/{covered().pk}/", {**TOLD, "what": what, **changes})
    markup = answer.content.decode()
    assert answer.status_code == 422 and f'id="wrong-{field}"' in markup and markup.count('class="error"') == 1
    assert not Claim.objects.exists()


def test_a_time_that_has_not_come_is_refused(clerk: Client) -> None:
    """The demo's clock stands at a day; its last minute is still to come."""
    today = day_of_judgement().isoformat()
    told = {**TOLD, "what": "accident-work", "happened_on": today, "time_unknown": "", "at_time": "23:59:59"}
    answer = clerk.post(f"/claims/report/{covered().pk}/", told)
    assert answer.status_code == 422 and 'id="wrong-at_time"' in answer.content.decode()


def test_a_death_of_any_other_cause_is_not_asked(clerk: Client) -> None:
    claim = reported(clerk, covered(1), source="", time_unknown="", where="", teller_phone="", story="")
    assert not ClaimCircumstance.objects.filter(claim=claim).exists()


def test_an_accident_tells_its_time_and_stage_one_begins_with_it(clerk: Client) -> None:
    claim = reported(clerk, covered(2), what="accident-work", time_unknown="", at_time="10:30")
    page = clerk.get(f"/claims/{claim.number}/")
    assert "Penyebab: traktor terguling." in words(page) and "Pukul 10.30." in words(page)
    markup = page.content.decode()
    assert 'name="struck_at" value="10:30"' in markup and 'value="traktor terguling"' in markup


def test_a_time_that_nobody_knows_is_said_to_be_unknown(clerk: Client) -> None:
    claim = reported(clerk, covered(3), what="death-work", at_time="10:30")
    assert ClaimCircumstance.objects.get(claim=claim).at_time is None
    assert "Jamnya tidak diketahui." in words(clerk.get(f"/claims/{claim.number}/"))


def test_a_disease_is_told_with_the_work_behind_it(clerk: Client) -> None:
    claim = reported(clerk, covered(4), what="death-work", **DISEASE)
    said = words(clerk.get(f"/claims/{claim.number}/"))
    assert (
        "Penyakit akibat kerja: silikosis. Pekerjaan penambang batu, 12 tahun seluruhnya dan 3 tahun terakhir" in said
    )
    assert "Jamnya tidak diketahui" not in said


def test_what_was_told_first_stands_when_it_is_told_again(clerk: Client) -> None:
    claim = reported(clerk, covered(5), what="death-work")
    again = {**TOLD, "what": "death-work", "source": "jatuh", "teller_name": "ENGKOS"}
    assert clerk.post(f"/claims/report/{claim.person_id}/", again).status_code == 302
    assert ClaimCircumstance.objects.get(claim=claim).source == "traktor terguling"
