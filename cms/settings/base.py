"""Settings that hold everywhere; what differs comes from the environment (see .env.example)."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf.locale import LANG_INFO

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# All state of an installation: database, media, logs, generated secrets.
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()

DEBUG = False
SITE_URL = env("SITE_URL", default="http://127.0.0.1:" + env("PORT", default="8000")).rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

INSTALLED_APPS = [
    "demo",
    "home",
    "forms_app",
    "strategy",
    "news",
    "directory",
    "cms.core",
    "cms.users",
    "wagtail_modeladmin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    # Signing in: the second factor, and how often somebody may try.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "post_office",
    # Serves the scripts of the API's documentation page itself instead of from a foreign host.
    "ninja",
    "storages",
    "csp",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "cms.core.operating.health.HealthMiddleware",
    "cms.core.operating.request_log.RequestLogMiddleware",
    "cms.core.sharing.SharingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.core.middleware.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.middleware.BodySizeMiddleware",
    "cms.core.middleware.PlainRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cms.core.sign_in.guard.SecondFactorGuard",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.core.middleware.SiteMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.core.context_processors.frame",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
# Seconds. Opening a connection costs as much as several queries, on SQLite, too.
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without WAL and IMMEDIATE, concurrent writers fail with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;",
    }
else:
    # Compiling a statement takes PostgreSQL longer than any of ours takes to run.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "cms.core.postgresql"
    # Seconds to wait for a connection (2 is the least it takes), and milliseconds for the line to carry what was sent.
    DATABASES["default"]["OPTIONS"] |= {"connect_timeout": 2, "tcp_user_timeout": 5000}

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://engagierte-stadt")}
CACHES["default"].setdefault("OPTIONS", {})
if CACHES["default"]["BACKEND"].startswith("django_redis"):
    # A dead Redis costs a fraction of a second and never a page.
    CACHES["default"]["OPTIONS"] |= {
        "IGNORE_EXCEPTIONS": True,
        "SOCKET_CONNECT_TIMEOUT": 0.3,
        "SOCKET_TIMEOUT": 0.3,
        "REDIS_CLIENT_CLASS": "cms.core.redis_client.PatientRedis",
    }
else:
    CACHES["default"]["OPTIONS"] |= {"MAX_ENTRIES": 5000}
CACHES["versions"] = CACHES["default"]
if "locmem" in CACHES["default"]["BACKEND"]:
    # A job in a process of its own publishes, too: the site's process must hear of it.
    CACHES["versions"] = {
        "BACKEND": "cms.core.version_file.VersionFileCache",
        "LOCATION": DATA_DIR / "cache",
    }
# Whole answers of the JSON API; few, because each may be large.
CACHES["answers"] = CACHES["default"] | {"KEY_PREFIX": "answers"}
if "locmem" in CACHES["default"]["BACKEND"]:
    CACHES["answers"] |= {"LOCATION": "answers", "OPTIONS": {"MAX_ENTRIES": 200}}
CACHES["renditions"] = CACHES["default"] | {"KEY_PREFIX": "renditions", "TIMEOUT": 86_400}

# The caches in front of the site that are told what to drop: by address, by surrogate key, or both.
FRONT_CACHE_URLS = env.list("FRONT_CACHE_URL", default=[])
FRONT_CACHE_PURGES = env.list("FRONT_CACHE_PURGES", default=["addresses", "keys"])
if FRONT_CACHE_URLS:
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")
    WAGTAILFRONTENDCACHE = {"default": {"BACKEND": "cms.core.front_cache.backend.OutboxBackend"}}
    # Wagtail would guess an address in each language; the translations of a page are known.
    WAGTAILFRONTENDCACHE_LANGUAGES = []

# Signing in (cms/core/sign_in). Whoever has an account is staff, so nobody's password alone opens it.
SECOND_FACTOR_REQUIRED = True
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "cms.core.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
# Django-axes counts instead: in the database, where all processes see it and a cache that is away loses nothing.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "cms.core.sign_in.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Clocks of phones go wrong by half a minute.
MFA_TOTP_TOLERANCE = 1
# The sixth wrong try of a name from one address is refused, and all that follow for a quarter of an hour.
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "cms.core.sign_in.lockouts.address_for_axes"
AXES_LOCKOUT_CALLABLE = "cms.core.sign_in.lockouts.locked_out"
# Nothing of what was typed is kept, and nothing of those who signed in.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "password", "code", "next", "remember", "csrfmiddlewaretoken"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Languages: "de-simple" is the registered language tag of Leichte Sprache.
LANG_INFO["de-simple"] = LANG_INFO["de"] | {
    "code": "de-simple",
    "name": "Easy German",
    "name_local": "Leichte Sprache",
}
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("de-simple", "Leichte Sprache")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = WAGTAIL_USER_TIME_ZONE = "Europe/Berlin"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_MAX_AGE = 3600
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "renditions": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
S3_BUCKET = env("S3_BUCKET", default="")
S3_PUBLIC_URL = ""
if S3_BUCKET:
    S3_OPTIONS = {
        "bucket_name": S3_BUCKET,
        "endpoint_url": env("S3_ENDPOINT_URL", default=None),
        "region_name": env("S3_REGION", default=None),
    }
    S3_PUBLIC_BUCKET = env("S3_PUBLIC_BUCKET", default=S3_BUCKET)
    # Where browsers fetch pictures, unless a CDN or an address of the town's own stands before the bucket.
    S3_SERVER = S3_OPTIONS["endpoint_url"] or f"https://s3.{S3_OPTIONS['region_name']}.amazonaws.com"
    S3_PUBLIC_URL = env("S3_PUBLIC_URL", default=f"{S3_SERVER}/{S3_PUBLIC_BUCKET}/public").rstrip("/")
    STORAGES["default"] = {"BACKEND": "cms.core.storages.PrivateMediaStorage", "OPTIONS": S3_OPTIONS}
    STORAGES["renditions"] = {
        "BACKEND": "cms.core.storages.PublicMediaStorage",
        "OPTIONS": S3_OPTIONS | {"bucket_name": S3_PUBLIC_BUCKET, "public_url": S3_PUBLIC_URL},
    }

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
SILENCED_SYSTEM_CHECKS = []

# Mail: every mail waits in the database until the worker sends it (cms/core/mail).
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
MAIL_TRANSPORT = {
    "django.core.mail.backends.smtp.EmailBackend": "cms.core.mail.transport.BoundedEmailBackend"
}.get(EMAIL_CONFIG["EMAIL_BACKEND"], EMAIL_CONFIG["EMAIL_BACKEND"])
EMAIL_BACKEND = "cms.core.mail.transport.QueueingEmailBackend"
POST_OFFICE = {
    "BACKENDS": {"default": MAIL_TRANSPORT},
    "MESSAGE_ID_FQDN": urlsplit(SITE_URL).hostname,
}
# A mail whose worker was killed is taken up again after this; no sending takes longer.
MAIL_LEASE = timedelta(seconds=env.int("MAIL_LEASE_SECONDS", default=120))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="ehrenamt@example.org")

# For trying webhooks out: http, and addresses in one's own network, which would otherwise be refused.
WEBHOOKS_MAY_BE_LOCAL = env.bool("WEBHOOKS_MAY_BE_LOCAL", default=False)

# Security
# To whom weaknesses are reported (an e-mail address or https://…), instead of the town's e-mail address.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Behind a proxy: the header in which it names the visitor's address, and how many proxies add to it. A header
# that no own proxy writes would let visitors give themselves any address.
TRUSTED_PROXY_HEADER = env("TRUSTED_PROXY_HEADER", default="")
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
# Gives a form back with everything that was written in it.
CSRF_FAILURE_VIEW = "forms_app.views.csrf_failure"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the page editor shows its preview in a frame
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "worker-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
if S3_PUBLIC_URL:
    # With a slash at the end it stands for everything below, and for nothing else in the bucket.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(f"{S3_PUBLIC_URL}/")
# What Wagtail's admin needs besides: it writes scripts and styles into its pages.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [*CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"], "blob:"],
}

# Wagtail
WAGTAIL_SITE_NAME = "Engagierte Stadt"
# As people here write a day. Whoever uses the admin in English types it the same way: cms/formats.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
FORMAT_MODULE_PATH = ["cms.formats"]
# Addresses without umlauts: "kaffeekraenzchen" survives being copied, printed and read aloud.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_BASE_URL = SITE_URL
# Wagtail would ask a third-party avatar service for each user's picture.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.core.media_admin.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.core.media_admin.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "mp4", "odt", "pdf", "pptx", "txt", "vtt", "webm", "xlsx"]
# Nothing that somebody uploaded opens inside the site's own origin.
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"},
}
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "password_required.html"
WAGTAILFORMS_HELP_TEXT_ALLOW_HTML = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Without a handler of its own it would make one that logs every mail.
    "loggers": {
        "post_office": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # It would name who cannot sign in, and from where.
        "axes": {"level": "CRITICAL"},
    },
}
