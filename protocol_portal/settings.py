"""Settings, read from the environment, failing closed.

Outside the demonstration every secret and every server must be named; a missing one stops the
start with one sentence (see `env.py`). `.env.example` lists every variable.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from protocol_portal import env, schedule, single_sign_on

BASE_DIR = Path(__file__).resolve().parent.parent

# ---------------------------------------------------------------- what kind of start this is

#: Invented people, a sign-in page that lists them, no TLS: only ever on this machine.
DEMO = env.flag("PORTAL_DEMO")
#: The commands that read a protocol's file and need neither secret nor server (see manage.py).
PACKS_ONLY = env.flag("PORTAL_PACKS_ONLY")
#: The commands that make and change tables, and sign in as the role that owns them (manage.py).
AS_OWNER = env.flag("PORTAL_AS_OWNER")
#: web, worker, beat or command; set by the entry points, never by hand.
PROCESS = env.text("PORTAL_PROCESS", "command")
DEBUG = env.flag("DEBUG")

_ON_THIS_MACHINE = DEMO or PACKS_ONLY
_PART = "owner" if AS_OWNER else PROCESS
# All but beat, which only names tasks.
_WORKING = ("web", "worker", "command", "owner")


def _unless(parts: tuple[str, ...], value: str) -> str | None:
    """What stands in for a variable that is missing: nothing, where one of these parts runs.

    No part is given what it has no use for (docker-compose.yml): what it does not know, nobody
    learns from it.
    """
    return None if _PART in parts and not _ON_THIS_MACHINE else value


ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", _unless(_WORKING, "localhost,127.0.0.1"))
_LOOPBACK = all(env.is_loopback(host) for host in ALLOWED_HOSTS)
if DEMO and not _LOOPBACK:
    env.refuse(
        "PORTAL_DEMO is on while ALLOWED_HOSTS names a host other than this machine: "
        "the demonstration lets anyone sign in as anyone, so it stays on localhost."
    )
if DEBUG and not _LOOPBACK:
    env.refuse(
        "DEBUG is on while ALLOWED_HOSTS names a host other than this machine: "
        "error pages would show people's data to the public."
    )

#: Where the site is reached; every link in a mail begins with it.
SITE_URL = env.text(
    "SITE_URL", "http://localhost:8000" if _ON_THIS_MACHINE else f"https://{ALLOWED_HOSTS[0]}"
).rstrip("/")
HTTPS = urlsplit(SITE_URL).scheme == "https"
if urlsplit(SITE_URL).scheme not in {"http", "https"} or not urlsplit(SITE_URL).hostname:
    env.refuse("SITE_URL is not an address: write https:// and the site's name.")
if not HTTPS and not _LOOPBACK:
    env.refuse("SITE_URL does not begin with https:// and only this machine may be without it.")

#: Where "Exit this page" leads: somewhere harmless, that says nothing about where one was.
EXIT_URL = env.text("EXIT_URL", "https://www.bbc.co.uk/weather")
if urlsplit(EXIT_URL).scheme != "https" or not urlsplit(EXIT_URL).hostname:
    env.refuse("EXIT_URL is not an address: write https:// and the site's name.")

# ---------------------------------------------------------------- secrets

_NOT_A_SECRET = "known to everyone: for demonstrations on one machine and nothing else"  # noqa: S105
SECRET_KEY = env.text("SECRET_KEY", _unless(_WORKING, _NOT_A_SECRET))
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    env.refuse("SECRET_KEY is too easy to guess: make it 50 random characters or more.")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", "")

# ---------------------------------------------------------------- the application

INSTALLED_APPS = [
    "concerns.apps.ConcernsConfig",
    "concerns.sealing.apps.SealingConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    # What every answer carries, also where one of those below answers by itself.
    "protocol_portal.asking.RequestMiddleware",
    "protocol_portal.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "protocol_portal.outage.MethodPageMiddleware",
    "protocol_portal.methods.MethodsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "concerns.middleware.SessionLifeMiddleware",
    "concerns.middleware.SignInMiddleware",
    "concerns.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "concerns.middleware.FailedSignInMiddleware",
    # Last: it opens the request's transaction and tells the database who is asking.
    "concerns.middleware.NeedToKnowMiddleware",
]

ROOT_URLCONF = "protocol_portal.urls"
WSGI_APPLICATION = "protocol_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # None of these asks the database anything by itself.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "protocol_portal.context.portal",
                "concerns.presenters.site.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"

# ---------------------------------------------------------------- data

if PACKS_ONLY or PROCESS == "beat":
    DATABASES = {}
else:
    _LOCAL = "postgresql://protocol_portal@localhost/protocol_portal"
    _APPLICATION = env.database("DATABASE_URL", _unless(_WORKING, _LOCAL))
    # The keys of what people wrote, apart from it: see concerns/sealing.
    _KEYS = env.database("KEYS_DATABASE_URL", _unless(_WORKING, f"{_LOCAL}_keys"))
    #: The role that the service runs as: it owns nothing, so that no hole in the service can
    #: take the database's own guards away. The migrations give it its rights.
    APPLICATION_ROLE = _APPLICATION["USER"]
    if env.same_database(_APPLICATION, _KEYS):
        env.refuse(
            "KEYS_DATABASE_URL names the database of DATABASE_URL: keys in the same database "
            "would be in every copy of what they seal."
        )
    if AS_OWNER:
        _SIGNED_IN = env.database(
            "OWNER_DATABASE_URL",
            _unless(("owner",), "postgresql://protocol_portal_owner@localhost/protocol_portal"),
        )
        if _SIGNED_IN["USER"] == APPLICATION_ROLE:
            env.refuse("OWNER_DATABASE_URL and DATABASE_URL name one role: each needs its own.")
        # One owner for both databases.
        _KEYS |= {"USER": _SIGNED_IN["USER"], "PASSWORD": _SIGNED_IN["PASSWORD"]}
    else:
        _SIGNED_IN = _APPLICATION
    DATABASES = {"default": _SIGNED_IN, "keys": _KEYS}
    for _database in DATABASES.values():
        _database["CONN_MAX_AGE"] = 60
        # A restarted PostgreSQL costs at most one failed request per connection.
        _database["CONN_HEALTH_CHECKS"] = True
        _database["OPTIONS"].setdefault("connect_timeout", "5")
        if PROCESS == "web":
            # A person waits: give up early and say so. Migrations and tasks may take their time.
            _database["OPTIONS"]["options"] = (
                "-c lock_timeout=2s -c statement_timeout=5s"
                " -c idle_in_transaction_session_timeout=15s"
            )

DATABASE_ROUTERS = ["concerns.sealing.router.KeysApart"]
#: The keys that wrap the councils' keys: a file outside every database (concerns/sealing/master).
KEY_FILE = env.text("KEY_FILE", _unless(_WORKING, str(BASE_DIR / "var" / "portal-keys")))

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The cache holds sign-in throttles and used one-time codes. It lives in PostgreSQL, so that
# losing or stopping Redis neither forgets them nor keeps anyone from signing in.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # Django's 300 would let whoever tries many addresses push out what was counted. What has
        # run out is removed every hour (`concerns.tidy`).
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# ---------------------------------------------------------------- people

AUTH_USER_MODEL = "concerns.User"
# Allauth's forms in our words and look.
ACCOUNT_FORMS = {
    "login": "concerns.forms.account.SignInForm",
    "reset_password": "concerns.forms.account.ResetPasswordForm",
    "reset_password_from_key": "concerns.forms.account.NewPasswordForm",
    "change_password": "concerns.forms.account.ChangePasswordForm",
    "reauthenticate": "concerns.forms.account.ConfirmPasswordForm",
}
MFA_FORMS = {
    "authenticate": "concerns.forms.account.CodeForm",
    "reauthenticate": "concerns.forms.account.ConfirmCodeForm",
    "activate_totp": "concerns.forms.account.FirstCodeForm",
    "add_webauthn": "concerns.forms.account.AddKeyForm",
    "edit_webauthn": "concerns.forms.account.RenameKeyForm",
}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "concerns.forms.passwords.EasyWordsValidator"},
    {"NAME": "concerns.forms.passwords.GuessableValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "protocol_portal.accounts.AccountAdapter"
MFA_ADAPTER = "protocol_portal.accounts.FactorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Nothing goes to an address that nobody has: it would be a way to send mail to strangers.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "open_link": "60/m/ip",  # of an invitation or a new password: looking is a guess as well
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/3m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Protocol Portal"
MFA_TOTP_TOLERANCE = 0
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = False
OIDC = single_sign_on.provider(https_only=not _LOOPBACK)  # the council's own accounts, or None

#: How many reverse proxies of ours stand in front; only their word about the client is taken.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ---------------------------------------------------------------- browser

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Database sessions: a cache would log people out when it is flushed, a cookie cannot be revoked.
SESSION_ENGINE = "concerns.models.session"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
#: How long somebody may do nothing before they are signed out, and when they are warned.
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 30, least=2)
SESSION_COOKIE_AGE = SESSION_IDLE_MINUTES * 60
SESSION_WARN_SECONDS = min(5 * 60, SESSION_COOKIE_AGE // 2)
#: How long a session lasts whatever they do (NIST SP 800-63B, AAL2).
SESSION_LONGEST_SECONDS = 12 * 3600
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Not "no-referrer": under it browsers send "Origin: null" with our own forms and CSRF fails
# (tests/browser/test_referrer.py). No other site is told anything under either.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "report-uri": "/csp-report",
    }
}

# ---------------------------------------------------------------- static files

STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [("build", BASE_DIR / "static" / "build")]  # the sources stay unserved
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our style sheets are for our pages
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ---------------------------------------------------------------- evidence

#: Where files that people add are kept, sealed: the web and the worker share it, nothing serves it.
EVIDENCE_ROOT = Path(
    env.text("EVIDENCE_ROOT", _unless(_WORKING, str(BASE_DIR / "var" / "evidence")))
)
if EVIDENCE_ROOT.resolve().is_relative_to(STATIC_ROOT.resolve()):
    env.refuse("EVIDENCE_ROOT lies in STATIC_ROOT, which is served to everybody.")
#: The socket of ClamAV's daemon, unix:/path or tcp://host:3310. Without one no file is handed out.
CLAMD = env.text("CLAMD", "")
if CLAMD and urlsplit(CLAMD).scheme not in {"unix", "tcp"}:
    env.refuse("CLAMD is not a socket's address: write unix:/path/of/the.sock or tcp://host:3310.")

# The one place an upload is held in before it is sealed: memory, up to its limit (see there).
FILE_UPLOAD_HANDLERS = ["protocol_portal.uploads.BoundedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1

# ---------------------------------------------------------------- words and time

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# ---------------------------------------------------------------- mail

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_MAIL = env.mail("EMAIL_URL", _unless(("worker",), "smtp://localhost:8025"))
EMAIL_HOST = _MAIL["EMAIL_HOST"]
EMAIL_PORT = _MAIL["EMAIL_PORT"]
EMAIL_HOST_USER = _MAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_SSL = _MAIL["EMAIL_USE_SSL"]
EMAIL_USE_TLS = _MAIL["EMAIL_USE_TLS"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"no-reply@{urlsplit(SITE_URL).hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
#: A maildir of everything the demonstration sent, for its "what was sent" page; else None.
DEMO_MAILBOX = Path(env.text("DEMO_MAILBOX", str(BASE_DIR / "var" / "mail"))) if DEMO else None

# ---------------------------------------------------------------- the clock (Celery)

# PostgreSQL is the queue and the truth; Celery only says "look now". Nothing uses eta or
# countdown, which Redis repeats without end once they outlast the visibility timeout.
CELERY_BROKER_URL = env.broker("REDIS_URL", _unless(("worker", "beat"), "redis://localhost:6379/0"))
CELERY_TIMEZONE = "UTC"  # beat in a zone with summer time skips tasks when the clocks change
CELERY_ENABLE_UTC = True
CELERY_TASK_DEFAULT_QUEUE = "protocol-portal"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Celery's documentation asks for the same visibility timeout in all three places.
_VISIBILITY = 300
CELERY_TASK_TIME_LIMIT = _VISIBILITY - 60
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": _VISIBILITY,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 5,
    "socket_timeout": 30,
    "health_check_interval": 25,
}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": _VISIBILITY}
CELERY_VISIBILITY_TIMEOUT = _VISIBILITY

CELERY_BEAT_SCHEDULE = schedule.schedule()

# ---------------------------------------------------------------- the record

#: Where the hourly anchors of the record are added, outside the database's reach, and the key that
#: signs them: an Ed25519 private key in PEM. Only the worker needs to read the key.
ANCHOR_FILE = Path(
    env.text("ANCHOR_FILE", _unless(("worker", "command"), str(BASE_DIR / "var" / "anchors.jsonl")))
)
ANCHOR_KEY_FILE = Path(
    env.text(
        "ANCHOR_KEY_FILE", _unless(("worker", "command"), str(BASE_DIR / "var" / "anchor.pem"))
    )
)

# ---------------------------------------------------------------- logs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "protocol_portal.logs.Line"}},
    # Never by mail, never to another company: see logs.py for what a line may hold.
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        # Its warnings are one line per refused address, which tell nothing without the address.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": True},
        # Celery's own processes speak through this one, which passes nothing on.
        "multiprocessing": {"handlers": ["stderr"], "propagate": False},
        "protocol_portal.asking": {"level": "INFO" if env.flag("WEB_ACCESS_LOG") else "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
DEFAULT_EXCEPTION_REPORTER = "protocol_portal.reports.BareReporter"
