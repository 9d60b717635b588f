"""The users of the console in the tests of the identity provider. A program of the tests, no test itself."""

import django

django.setup()

from payung.access.actions.link_identity import link_identity  # noqa: E402
from payung.access.models import User  # noqa: E402
from tests.people_who_sign_in import a_real_user  # noqa: E402

for name in ("ani", "budi", "cici", "dodi", "eka"):
    a_real_user(name, full_name=name.title())
link_identity(username="ani", subject="1")
link_identity(username="budi", email="budi@contoh.go.id")
link_identity(username="cici", email="cici@contoh.go.id")
link_identity(username="eka", subject="5")
User.objects.filter(username="eka").update(is_active=False)
