"""The Kemendagri tree: provinces, regencies and cities, districts, villages. One row a region, keyed by its dotted code."""

from django.db import models

from payung.units import region as codes


class Region(models.Model):
    """A region by its Kemendagri code, in "C" collation so that everything below it is one range of codes."""

    code = models.CharField(primary_key=True, max_length=13, db_collation="C")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    postal_code = models.CharField(max_length=5, blank=True, default="")

    class Meta:
        db_table = "region"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="region_code_is_dotted_digits",
                condition=models.Q(code__regex=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$"),
            ),
            models.CheckConstraint(
                name="region_kind_is_known",
                condition=models.Q(
                    kind__in=[
                        "provinsi", "kabupaten", "kota", "kecamatan", "distrik", "desa", "kelurahan", "desa_adat",
                    ]
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} {self.name}".strip()

    @property
    def level(self) -> str:
        return codes.level(self.code)

    @property
    def title(self) -> str:
        """The kind as written before the name: "Desa", "Kecamatan"; most names carry theirs already."""
        return "" if self.kind in ("kota", "kabupaten", "desa_adat") else self.kind.replace("_", " ").title()
