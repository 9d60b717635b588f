"""What an accident still owed to a worker who has died goes to the heirs that the claim of the death names."""

from importlib import import_module

from django.db import migrations

changed = import_module("payung.people.migrations.0006_rights_hold").changed

OWN = (
    "        SELECT FROM claim_heir"
    " WHERE id = NEW.heir_id AND claim_id = NEW.claim_id AND NEW.payee NOT IN ('hospital', 'worker')\n"
)
OR_OF_THE_DEATH = """        SELECT FROM claim_heir h WHERE h.id = NEW.heir_id AND NEW.payee NOT IN ('hospital', 'worker') AND (
            h.claim_id = NEW.claim_id
            OR EXISTS (SELECT FROM claim c JOIN claim death ON death.person_id = c.person_id AND death.kind = 'death'
                WHERE c.id = NEW.claim_id AND c.kind = 'accident' AND h.claim_id = death.id)
        )
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_heirs_hear")]
    operations = [changed("payout_keeps_to_what_was_proven", OWN, OR_OF_THE_DEATH)]
