"""The application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
application = get_wsgi_application()

from payung.intake.world import villages  # noqa: E402 - needs the application

# The region tree takes a second to load: better now than in the first clerk's request.
villages()
