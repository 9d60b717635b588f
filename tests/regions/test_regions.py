"""The region tree of Kepmendagri 300.2.2-2138/2025 is there, whole, and can be walked."""

import pytest

from payung.regions import queries as regions
from payung.units.region import Area

pytestmark = pytest.mark.django_db


def test_there_are_83_762_villages():
    assert regions.villages(Area("")).count() == 83_762


def test_purwakarta_has_183_desa_and_9_kelurahan():
    kinds = list(regions.villages(Area("32.14")).values_list("kind", flat=True))
    assert (kinds.count("desa"), kinds.count("kelurahan"), len(kinds)) == (183, 9, 192)


def test_tanjungsari_lies_in_pondoksalam_in_purwakarta_in_west_java():
    names = [region.name for region in regions.ancestors("32.14.16.2005")]
    assert [name.upper() for name in names] == ["JAWA BARAT", names[1].upper(), "PONDOKSALAM", "TANJUNGSARI"]
    assert "PURWAKARTA" in names[1].upper()


def test_every_region_but_a_province_has_its_parent_above_it():
    assert not [r.code for r in regions.inside(Area("32.14")) if r.parent_id != r.code.rpartition(".")[0]]


def test_the_unassigned_district_of_synthetic_niks_is_not_there():
    assert regions.region("32.14.99") is None
