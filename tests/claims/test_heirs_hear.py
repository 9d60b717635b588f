"""Heirs and guardians hear by message: which rows are written, to whose number, and how it ends."""

from datetime import date

import pytest

from payung.claims.actions.assess import assess
from payung.claims.actions.complete import complete
from payung.claims.actions.give_number import forget_number, give_number
from payung.claims.actions.name_heir import Named, name_heir, remove_heir
from payung.claims.actions.send_messages import Gateway, send_messages
from payung.claims.actions.stop_messages import stop_messages
from payung.claims.models import Claim, ClaimHeir, ClaimMessage, ClaimReport
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.cases import AT, ON, covered_since_january, decided, reported, with_papers, with_spouse
from tests.claims.gateway import a_gateway

PHONE, SAME = "0812-0000-0001", "+62 81200000001"
OTHER = "081200000002"


def named(claim, phone=PHONE, relation="spouse", name="BUDI", **more):
    said = Named(relation, name, date(1999, 1, 2), "", phone, **({"wants_messages": True} | more))
    return name_heir(law=law(), number=claim.number, named=said, by="operator", on=ON, at=AT)


def told():
    """Each message: what it is, and to whom."""
    rows = ClaimMessage.objects.select_related("report", "heir").order_by("id")
    return [(row.kind, row.report.teller_name if row.report else row.heir.name) for row in rows]


def sent():
    """The numbers that a round reaches, with the kinds."""
    with a_gateway() as asked:
        send_messages(gateway=Gateway(asked.url), clock=lambda: ClaimMessage.objects.latest("id").next_at)
        return [body["to"] for body in asked.bodies]


def sent_back(claim):
    """Papers are missing after all."""
    found = Claim.objects.filter(pk=claim.pk)
    found.update(state="complete", complete_on=ON, due_on=ON)
    found.update(state="reported", complete_on=None, due_on=None)


def ready(claim):
    with_papers(claim)
    complete(law=law(), number=claim.number, on=ON)
    assess(law=law(), number=claim.number, by="petugas", at=AT)


@pytest.fixture
def claim(office):
    return reported(covered_since_january(office)).claim


@pytest.fixture
def told_by_heir(office):
    person = covered_since_january(office)
    return reported(person, teller="heir", teller_name="BUDI", teller_phone=PHONE, wants_messages=True).claim


def test_an_heir_with_a_number_hears_the_number_of_the_claim_and_each_step(claim):
    named(claim)
    with_spouse(claim, "ANI")
    assert told() == [("reported", "BUDI")] and sent() == ["+6281200000001"]
    sent_back(claim)
    assert told() == [("reported", "BUDI"), ("papers", "BUDI")]


def test_without_the_wish_a_number_is_kept_and_nobody_is_written_to(claim):
    named(claim, wants_messages=False)
    assert told() == [] and ClaimHeir.objects.get().phone == PHONE


def test_a_teller_who_is_the_heir_gets_one_message_however_the_number_is_written(told_by_heir):
    named(told_by_heir, phone=SAME, name="BUDI SANTOSO")
    named(told_by_heir, phone=OTHER, relation="child", name="ANI")
    assert told() == [("reported", "BUDI"), ("reported", "ANI")]
    sent_back(told_by_heir)
    assert told()[2:] == [("papers", "BUDI"), ("papers", "ANI")]
    assert [row.report is not None for row in ClaimMessage.objects.order_by("id")] == [True, False, True, False]


def test_two_children_of_one_guardian_are_one_number(claim):
    named(claim, relation="child", name="ANI")
    ida = named(claim, phone=SAME, relation="child", name="IDA")
    assert told() == [("reported", "ANI")]
    stop_messages(number=claim.number, heir_id=ida.pk)
    assert sent() == [] and not ClaimHeir.objects.filter(wants_messages=True).exists()


def test_a_wish_wants_a_number_that_takes_messages(claim):
    for phone in ("", "tetangga"):
        with pytest.raises(Refused, match="phone_for_messages_invalid"):
            named(claim, phone=phone)
    heir = named(claim)
    with pytest.raises(Refused, match="phone_for_messages_invalid"):
        give_number(heir_id=heir.pk, phone="12", wants_messages=True)
    with pytest.raises(Refused, match="heir_phone_missing"):
        give_number(heir_id=heir.pk, phone=" ", wants_messages=False)
    assert ClaimHeir.objects.get().phone == PHONE


def test_a_number_that_is_mended_is_told_anew_and_what_waits_goes_there_alone(claim):
    heir = named(claim)
    give_number(heir_id=heir.pk, phone=OTHER, wants_messages=True)
    assert told() == [("reported", "BUDI")] and sent() == ["+6281200000002"]
    give_number(heir_id=heir.pk, phone=PHONE, wants_messages=True)
    assert sent() == ["+6281200000001"] and len(told()) == 2
    give_number(heir_id=heir.pk, phone=SAME, wants_messages=True)
    assert len(told()) == 2, "another way to write it is no other number"


def test_a_number_is_given_while_something_is_still_told(claim):
    heir = named(claim, phone="", wants_messages=False)
    ready(claim)
    give_number(heir_id=heir.pk, phone=PHONE, wants_messages=True)
    assert Claim.objects.get(pk=claim.pk).state == "assessed", "the family is the same"
    decided(claim, "refused", reason="bukan peserta")
    with pytest.raises(Refused, match="claim_is_decided"):
        give_number(heir_id=heir.pk, phone=OTHER, wants_messages=True)
    assert told() == [("reported", "BUDI"), ("refused", "BUDI")]


def test_what_is_stopped_stops_at_once_for_everybody_with_that_number(told_by_heir):
    heir = named(told_by_heir, phone=SAME, name="BUDI SANTOSO")
    named(told_by_heir, phone=OTHER, relation="child", name="ANI")
    stop_messages(number=told_by_heir.number, heir_id=heir.pk)
    assert sent() == ["+6281200000002"]
    assert not ClaimReport.objects.get().wants_messages and not ClaimHeir.objects.get(pk=heir.pk).wants_messages
    with pytest.raises(Refused, match="nobody_hears"):
        stop_messages(number=told_by_heir.number, heir_id=heir.pk)


def test_what_was_stopped_begins_again_with_the_number_given_anew(claim):
    heir = named(claim)
    stop_messages(number=claim.number, heir_id=heir.pk)
    assert sent() == [] and ClaimMessage.objects.get().failed_why == "no-number"
    give_number(heir_id=heir.pk, phone=PHONE, wants_messages=True)
    assert sent() == ["+6281200000001"]


def test_a_number_that_is_forgotten_or_of_somebody_removed_hears_nothing(claim):
    heir, other = named(claim), named(claim, phone=OTHER, relation="child", name="ANI")
    forget_number(heir_id=heir.pk)
    remove_heir(number=claim.number, heir_id=other.pk, why="bukan anak")
    assert sent() == [] and list(ClaimHeir.objects.values_list("phone", "wants_messages")) == [("", False)] * 2
    for act in (lambda: forget_number(heir_id=other.pk),
                lambda: give_number(heir_id=other.pk, phone=OTHER, wants_messages=True)):  # fmt: skip
        with pytest.raises(Refused, match="heir_unknown"):
            act()
