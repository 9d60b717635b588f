"""The papers of a claim: files kept outside the web under random names, with what was found in them."""

from django.db import models
from django.db.models import Q

DOCUMENTS = (
    "card", "id-worker", "id-heir", "death-certificate", "family-card", "heir-statement", "marriage-book", "bank-book",
    "tax-number", "police-report", "doctor", "treatment-receipt", "transport-receipt", "schooling", "guardian", "court", "other",
)  # fmt: skip
MEDIA = ("image/jpeg", "image/png", "application/pdf")
_MOST_BYTES = 6 * 1024 * 1024


class ClaimDocument(models.Model):
    """One paper: of which kind, its file by a random name and digest, who brought it, and what a claims officer says of it."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    kind = models.CharField(max_length=20)
    stored_as = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    media = models.CharField(max_length=20)
    size_bytes = models.PositiveIntegerField()
    brought_by = models.CharField(max_length=60)
    brought_at = models.DateTimeField()
    rejected_why = models.CharField(max_length=300, blank=True, default="")
    checked_by = models.CharField(max_length=60, blank=True, default="")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "claim_document"
        constraints = [
            models.CheckConstraint(name="claim_document_kind_is_known", condition=Q(kind__in=DOCUMENTS)),
            models.CheckConstraint(name="claim_document_is_of_a_known_type", condition=Q(media__in=MEDIA)),
            models.CheckConstraint(
                name="claim_document_is_not_too_large", condition=Q(size_bytes__gte=1, size_bytes__lte=_MOST_BYTES)
            ),
            models.CheckConstraint(
                name="claim_document_is_rejected_by_somebody", condition=Q(rejected_why="") | ~Q(checked_by="")
            ),
            models.UniqueConstraint(name="claim_document_is_brought_once", fields=["claim", "kind", "sha256"]),
        ]
