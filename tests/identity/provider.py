"""The provider as a process of its own: `python -m tests.identity.provider PORT REDIRECT`, people read from PROVIDER_PEOPLE."""

import json
import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIServer, make_server

import django
from django.conf import settings

CLIENT, SECRET = "payung", "rahasia-klien-di-uji"


class Server(ThreadingMixIn, WSGIServer):
    """One thread a request."""

    daemon_threads = True


def main(port: int, redirect: str) -> None:
    """Tables, people, the client, and then requests until it is stopped."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from oauth2_provider.models import get_application_model

    call_command("migrate", verbosity=0)
    for username, email, last_name in json.loads(os.environ["PROVIDER_PEOPLE"]):
        get_user_model().objects.create_user(username=username, email=email, last_name=last_name)
    get_application_model().objects.create(
        name="Payung", client_id=CLIENT, client_secret=SECRET, client_type="confidential", redirect_uris=redirect,
        authorization_grant_type="authorization-code", algorithm="RS256", skip_authorization=True,
    )  # fmt: skip
    assert settings.OAUTH2_PROVIDER["OIDC_ENABLED"]
    make_server("localhost", port, get_wsgi_application(), server_class=Server).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
