"""Django's settings. Secrets and addresses come from the environment or from the data folder, never from here."""

from __future__ import annotations

import os
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from payung.config.browser_rules import CONTENT_POLICY, PERMISSIONS, TWO_YEARS
from payung.config.home import sub_folder
from payung.config.logs import logging_settings
from payung.config.messages import message_gateway
from payung.config.oidc import oidc_provider
from payung.config.secret import metrics_token, secret_key
from payung.units.network import networks

ROOT = Path(__file__).parents[1]
DEMO = os.environ.get("PAYUNG_DEMO") == "1"
DEBUG = False
HTTPS = os.environ.get("PAYUNG_HTTPS") == "1"
# Whose X-Forwarded-For is believed: addresses or networks, such as 10.0.0.0/8.
PROXIES = networks(os.environ.get("PAYUNG_PROXIES", ""))
# Load tests may leave the limits out, in demo mode alone.
RATES = not (DEMO and os.environ.get("PAYUNG_RATES") == "off")
SECRET_KEY = secret_key()
METRICS_TOKEN = metrics_token()
ALLOWED_HOSTS = os.environ.get("PAYUNG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("PAYUNG_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "payung.regions",
    "payung.sealing",
    "payung.access",
    "payung.people",
    "payung.funding",
    "payung.programmes",
    "payung.membership",
    "payung.claims",
    "payung.complaints",
    "payung.cards",
    "payung.screening",
    "payung.intake",
    "payung.web",
]

MIDDLEWARE = [
    "payung.web.operations.requests.NumberedRequests",
    "payung.web.operations.first.MachinesFirst",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "payung.web.headers.ClosedHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "payung.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "payung.web.access.session.SessionKept",
    "payung.web.readable.Readable",
    "payung.web.access.middleware.ActingMiddleware",
    "payung.web.access.rates.Rates",
]

ROOT_URLCONF = "payung.config.urls"
WSGI_APPLICATION = "payung.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "web"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "payung.web.context.page",
            ],
            "builtins": ["payung.web.components.tags"],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    parts = conninfo_to_dict(url)
    known = {key: parts.pop(key, "") for key in ("host", "port", "user", "password", "dbname")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known["dbname"],
        "USER": known["user"],
        "PASSWORD": known["password"],
        "HOST": known["host"],
        "PORT": known["port"],
        # Lets a statement be prepared at all; insight/read.py says which are.
        "OPTIONS": parts | {"prepare_threshold": 5},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


_URL = os.environ.get("DATABASE_URL", "postgresql://payung_app@/payung")
DATABASES = {"default": _database(_URL), "owner": _database(os.environ.get("DATABASE_OWNER_URL", _URL))}
DATABASE_ROUTERS = ["payung.config.routers.OneDatabase"]

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "payung.web.access.password.strength.Strength"},
    {"NAME": "payung.web.access.password.strength.NotBreached"},
]
BREACHED_PASSWORDS = os.environ.get("PAYUNG_BREACHED_PASSWORDS", "")
CSRF_FAILURE_VIEW = "payung.web.errors.form_expired"
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "sign-in", "home", "sign-in"

# Sign-in by allauth, in our own pages. Nobody signs up, nothing needs e-mail; trying passwords is slowed by the table
# sign_in_wait, which all processes share, instead of allauth's counters in the memory of one.
ACCOUNT_ADAPTER = "payung.web.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "payung.web.access.mfa.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Payung"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "payung.web.access.mfa.forms.SecondStepForm",
    "reauthenticate": "payung.web.access.mfa.forms.AgainForm",
    "activate_totp": "payung.web.access.mfa.forms.ActivateForm",
}
SOCIALACCOUNT_ADAPTER = "payung.web.access.oidc.OidcAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_PROVIDERS = oidc_provider()
USERSESSIONS_TRACK_ACTIVITY = False

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "web" / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "web" / "static"]
WHITENOISE_USE_FINDERS, WHITENOISE_ALLOW_ALL_ORIGINS = True, False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
BATCH_FOLDER = sub_folder("batches")
PAPER_FOLDER = sub_folder("papers")
# Columns of the files for and from BPJS and the bank, in place of those that come with the program.
MAPPING_FILE = os.environ.get("PAYUNG_MAPPING", "")
# Where messages to families are handed over, and the token that lets in. Without an address none is sent, and none asked for.
MESSAGES_URL, MESSAGES_TOKEN = message_gateway()
# Working days to answer a complaint: a target of the programme. No figure of the law is known for it.
COMPLAINT_DAYS = int(os.environ.get("PAYUNG_COMPLAINT_DAYS", "10"))
KEY_FOLDER = sub_folder("keys")
SEAL_FOLDER = sub_folder("audit")
# A service that stamps the daily seals (RFC 3161), and the certificates that its stamps must lead to.
TSA_URL = os.environ.get("PAYUNG_TSA_URL", "")
TSA_CERTIFICATE = os.environ.get("PAYUNG_TSA_CERTIFICATE", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
UPLOAD_LIMIT_BYTES = 300_000_000

# Until the first page has said how long this user's session may rest (web/access/session.py): the shorter of the two.
SESSION_COOKIE_AGE = 1800
# The browser itself refuses a __Host- cookie from another host, another path, or a line that is not encrypted.
_COOKIE = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_COOKIE}sessionid", f"{_COOKIE}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_COOKIE}django_language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
# What is told after a form stays on the server, in the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY = CONTENT_POLICY, PERMISSIONS
SECURE_HSTS_SECONDS = TWO_YEARS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = logging_settings()
