"""A government's identity provider in small: OpenID Connect with a key of its own, over a file of SQLite."""

import os

SECRET_KEY = "of-the-provider-in-tests"
ALLOWED_HOSTS = ["localhost"]
DEBUG = False
ROOT_URLCONF = "tests.identity.addresses"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_COOKIE_NAME = "provider_session"
LOGIN_URL = "/login/"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "oauth2_provider",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
STATIC_URL = "/static/"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["PROVIDER_DATABASE"]}}
OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_RSA_PRIVATE_KEY": os.environ["PROVIDER_KEY"],
    "PKCE_REQUIRED": True,
    "SCOPES": {"openid": "openid", "profile": "profile", "email": "email"},
    "OAUTH2_VALIDATOR_CLASS": "tests.identity.validator.Told",
    "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https"],
}
