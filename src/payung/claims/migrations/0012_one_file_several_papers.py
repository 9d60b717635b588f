"""One file may be several papers: a family card and an identity card are photographed together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_late_and_payees")]
    operations = [
        migrations.RemoveConstraint("claimdocument", "claim_document_is_brought_once"),
        migrations.AddConstraint(
            "claimdocument",
            models.UniqueConstraint(fields=["claim", "kind", "sha256"], name="claim_document_is_brought_once"),
        ),
    ]
