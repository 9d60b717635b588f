"""What a claim gives by the law, as it was computed, and what somebody else decided about it."""

from django.db import models
from django.db.models import F, Q

VERDICTS = ("approved", "refused", "returned")


class Assessment(models.Model):
    """What the law gives: the itemised answer, who receives how much of it, the digest of the law that it was computed by, and
    the signals that were shown. Another sum than the computed one carries a written reason. Append-only."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    law_digest = models.CharField(max_length=64)
    computed_idr = models.BigIntegerField()
    total_idr = models.BigIntegerField()
    deviates_why = models.CharField(max_length=1000, blank=True, default="")
    answer = models.JSONField(help_text="lines: code, amount_idr, formula, article, evidence")
    shares = models.JSONField(help_text="one a payee: heir, name, amount_idr")
    signals = models.JSONField(default=list)

    class Meta:
        db_table = "claim_assessment"
        constraints = [
            models.CheckConstraint(
                name="assessment_is_not_negative", condition=Q(computed_idr__gte=0, total_idr__gte=0)
            ),
            models.CheckConstraint(
                name="assessment_deviates_for_a_reason",
                condition=Q(total_idr=F("computed_idr")) | ~Q(deviates_why=""),
            ),
            models.UniqueConstraint(name="assessment_is_known_with_its_author", fields=["id", "made_by", "claim"]),
        ]


class Decision(models.Model):
    """Other eyes than those that assessed. Refused and returned carry a reason, the former an article. Append-only."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    assessment = models.OneToOneField(Assessment, models.PROTECT)
    assessed_by = models.CharField(max_length=60)
    verdict = models.CharField(max_length=8)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    reason = models.CharField(max_length=1000, blank=True, default="")
    article = models.CharField(max_length=200, blank=True, default="")
    limit_idr = models.BigIntegerField(
        null=True, help_text="the most that whoever decided may approve; null without a limit"
    )

    class Meta:
        db_table = "claim_decision"
        constraints = [
            models.CheckConstraint(name="decision_verdict_is_known", condition=Q(verdict__in=VERDICTS)),
            models.CheckConstraint(name="decision_is_by_other_eyes", condition=~Q(by=F("assessed_by")) & ~Q(by="")),
            models.CheckConstraint(name="decision_against_says_why", condition=Q(verdict="approved") | ~Q(reason="")),
            models.CheckConstraint(name="refusal_names_its_article", condition=~Q(verdict="refused") | ~Q(article="")),
            models.UniqueConstraint(name="claim_is_approved_once", fields=["claim"], condition=Q(verdict="approved")),
        ]
