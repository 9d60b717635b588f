"""Programmes, the workforce they are measured by, the quotas of their funding lines, and what was released."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from payung.rules.allocation import METHODS, WEIGHTS


class Programme(models.Model):
    """One scheme with its rules, as loaded from a programme file."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=150)
    region = models.CharField(max_length=13, db_collation="C")
    village_target = models.PositiveIntegerField()
    package_income_idr = models.BigIntegerField(
        null=True, help_text="income that sets the tier; null: each worker's own"
    )
    decile_at_most = models.PositiveSmallIntegerField(null=True)
    occupations = models.JSONField(default=list)
    file_digest = models.CharField(max_length=64)

    class Meta:
        db_table = "programme"
        constraints = [
            models.CheckConstraint(name="programme_decile_is_1_to_10", condition=Q(decile_at_most__range=(1, 10))),
            models.CheckConstraint(name="programme_target_is_positive", condition=Q(village_target__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name


class Workforce(models.Model):
    """Workers of a village and how many of them were covered on a day, as counted by an office. One row a village and day."""

    village = models.CharField(max_length=13, db_collation="C")
    counted_on = models.DateField()
    eligible = models.PositiveIntegerField()
    covered = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "workforce"
        constraints = [
            models.UniqueConstraint(name="workforce_is_counted_once_a_day", fields=["village", "counted_on"]),
            models.CheckConstraint(name="workforce_covers_at_most_everyone", condition=Q(covered__lte=F("eligible"))),
        ]


class Sharing(models.Model):
    """By which rule the places of a line were shared out over villages: the kind of base, the weight and the method."""

    line = models.OneToOneField("funding.FundingLine", models.PROTECT, primary_key=True)
    region = models.CharField(max_length=13, db_collation="C", help_text="that of the line")
    base = models.PositiveIntegerField(null=True)
    up_to = models.PositiveIntegerField(null=True, help_text="protected workers, those already covered counted")
    method = models.CharField(max_length=20)
    weight = models.CharField(max_length=10)
    counted_on = models.DateField(null=True, help_text="the day of the workforce count that it rests on")

    class Meta:
        db_table = "sharing"
        constraints = [
            models.CheckConstraint(
                name="sharing_has_one_kind_of_base",
                condition=Q(base__isnull=True, up_to__isnull=False) | Q(base__isnull=False, up_to__isnull=True),
            ),
            models.CheckConstraint(name="sharing_method_is_known", condition=Q(method__in=METHODS)),
            models.CheckConstraint(name="sharing_weight_is_known", condition=Q(weight__in=WEIGHTS)),
        ]


class WaitingRule(models.Model):
    """How the waiting list of a line goes: the seed of the lot, drawn once and published, and how long a freed place is held."""

    line = models.OneToOneField("funding.FundingLine", models.PROTECT, primary_key=True)
    region = models.CharField(max_length=13, db_collation="C", help_text="that of the line")
    seed = models.CharField(max_length=100)
    hold_days = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="0: a freed place is filled at once"
    )

    class Meta:
        db_table = "waiting_rule"
        constraints = [
            models.CheckConstraint(name="waiting_rule_has_a_seed", condition=Q(seed__regex="^.{8,}$")),
            models.CheckConstraint(name="waiting_rule_holds_a_year_at_most", condition=Q(hold_days__lte=365)),
        ]


class Quota(models.Model):
    """Reserved seats of a funding line in a region, and how many of them are taken. Never more than there are.

    A village that was given its places by a rule keeps how: `base`, the `weight` that was counted for it, the `extra` places of
    the remainder. `kept_taken`: more were taken than the rule gave, so it keeps those and had no share of the remainder.
    Where the base fills up to a number, it keeps whom that counted as covered (`rules.allocation.Covered`).
    """

    line = models.ForeignKey("funding.FundingLine", models.PROTECT)
    region = models.CharField(max_length=13, db_collation="C")
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    base = models.PositiveIntegerField(null=True)
    weight = models.PositiveIntegerField(null=True)
    extra = models.PositiveIntegerField(null=True)
    kept_taken = models.BooleanField(default=False, db_default=False)
    counted = models.PositiveIntegerField(null=True, help_text="covered workers in the workforce count")
    counted_here = models.PositiveIntegerField(null=True, help_text="of these, whom lines of the program cover")
    others = models.PositiveIntegerField(null=True, help_text="places that other lines hold or keep")

    class Meta:
        db_table = "quota"
        indexes = [models.Index("line", Length("region"), name="quota_by_level")]
        constraints = [
            models.CheckConstraint(
                name="quota_tells_its_share_whole_or_not_at_all",
                condition=Q(base__isnull=True, weight__isnull=True, extra__isnull=True)
                | Q(base__isnull=False, weight__isnull=False, extra__isnull=False),
            ),
            models.CheckConstraint(
                name="quota_tells_whom_it_counts_whole_or_not_at_all",
                condition=Q(counted__isnull=True, counted_here__isnull=True, others__isnull=True)
                | Q(counted__isnull=False, counted_here__isnull=False, others__isnull=False),
            ),
            models.UniqueConstraint(name="quota_is_one_per_line_and_region", fields=["line", "region"]),
            models.CheckConstraint(name="quota_is_never_oversold", condition=Q(taken__lte=F("places"))),
        ]

    @property
    def left(self) -> int:
        return self.places - self.taken


class PlaceRelease(models.Model):
    """Places that one village did not use and another one's waiting workers were given: from, to, how many, when, by whom."""

    line = models.ForeignKey("funding.FundingLine", models.PROTECT)
    from_region = models.CharField(max_length=13, db_collation="C")
    to_region = models.CharField(max_length=13, db_collation="C")
    places = models.PositiveIntegerField()
    released_on = models.DateField()
    by = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)

    class Meta:
        db_table = "place_release"
        constraints = [
            models.CheckConstraint(name="release_moves_at_least_one_place", condition=Q(places__gte=1)),
            models.CheckConstraint(name="release_goes_elsewhere", condition=~Q(from_region=F("to_region"))),
        ]
