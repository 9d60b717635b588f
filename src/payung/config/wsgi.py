"""The application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
application = get_wsgi_application()

from payung.intake.world import villages  # noqa: E402 - needs the application
from payung.rules.law import law  # noqa: E402

# A law that is not as it must be, and the second that the region tree takes: better now than in the first clerk's request.
law()
villages()
