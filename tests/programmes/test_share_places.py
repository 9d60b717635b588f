"""19,800 places over 192 villages come out exactly."""

from payung.programmes.models import Quota


def test_the_places_of_a_line_add_up_to_its_hard_limit(purwakarta):
    quotas = Quota.objects.filter(line__code="kab-2025")
    villages = [quota.places for quota in quotas if len(quota.region) == 13]
    assert (len(villages), sum(villages), min(villages)) == (192, 19_800, 101)
    assert quotas.get(region="32.14").places == 19_800
