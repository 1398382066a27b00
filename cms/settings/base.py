"""Settings that hold everywhere; what differs comes from the environment (see .env.example)."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf.locale import LANG_INFO

from cms.common.hosts import ascii_host, ascii_url

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Everything an installation keeps: database, media, logs, generated secrets.
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()

DEBUG = False
# Names with umlauts may be written as people do; requests name them as the DNS does.
SITE_URL = ascii_url(env("SITE_URL", default="http://127.0.0.1:" + env("PORT", default="8000"))).rstrip("/")
ALLOWED_HOSTS = [*map(ascii_host, env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"]))]
CSRF_TRUSTED_ORIGINS = [*map(ascii_url, env.list("CSRF_TRUSTED_ORIGINS", default=[]))] or [SITE_URL]

INSTALLED_APPS = [
    "home",
    "joining.hours",
    "joining.signups",
    "joining.enquiries",
    "forms_app",
    "strategy",
    "news",
    "events",
    "directory",
    "cms.operations",
    "cms.accounts",
    "cms.publishing",
    "cms.pages",
    "cms.webhooks",
    "cms.media",
    "cms.mail",
    "cms.searches",
    "cms.jobs",
    "cms.api_toolkit",
    "cms.towns",
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
    # Sign-in: the second factor, and a limit on attempts.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
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
    "cms.operations.monitoring.health.HealthMiddleware",
    "cms.operations.monitoring.request_log.RequestLogMiddleware",
    "cms.caching.cache_headers.SharingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.pages.middleware.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.pages.middleware.BodySizeMiddleware",
    "cms.pages.middleware.PlainRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.pages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cms.accounts.sign_in.guard.SecondFactorGuard",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.accounts.sign_in.kept_words.KeptWordsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.pages.middleware.SiteMiddleware",
    "cms.accounts.other_towns.guard.OtherTownsMiddleware",
    "cms.pages.redirects.middleware.RedirectMiddleware",
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
                "cms.pages.context_processors.site_context",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
# Seconds. Opening a connection costs as much as several queries, even on SQLite.
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without WAL and IMMEDIATE, concurrent writers fail with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is deleted for somebody's sake must not be readable in the file afterwards.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;"
        " PRAGMA secure_delete=ON;",
    }
else:
    # None of our statements runs long enough to pay for PostgreSQL's JIT compilation.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "cms.operations.postgresql"
    # Seconds to wait for a connection (2 is libpq's minimum); milliseconds until unacknowledged data closes it.
    DATABASES["default"]["OPTIONS"] |= {"connect_timeout": 2, "tcp_user_timeout": 5000}

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://engagierte-stadt")}
CACHES["default"].setdefault("OPTIONS", {})
if CACHES["default"]["BACKEND"].startswith("django_redis"):
    # An unreachable Redis costs a fraction of a second, never a page.
    CACHES["default"]["OPTIONS"] |= {
        "IGNORE_EXCEPTIONS": True,
        "SOCKET_CONNECT_TIMEOUT": 0.3,
        "SOCKET_TIMEOUT": 0.3,
        "REDIS_CLIENT_CLASS": "cms.caching.redis_client.PatientRedis",
        "CLIENT_CLASS": "cms.caching.redis_client.SignedClient",
        "SERIALIZER": "cms.caching.redis_client.SignedPickles",
    }
else:
    CACHES["default"]["OPTIONS"] |= {"MAX_ENTRIES": 5000}
CACHES["versions"] = CACHES["default"]
if "locmem" in CACHES["default"]["BACKEND"]:
    # Jobs run in their own process and publish too, so a cache in memory would not tell the site's process.
    CACHES["versions"] = {
        "BACKEND": "cms.caching.version_file.VersionFileCache",
        "LOCATION": DATA_DIR / "cache",
    }
CACHES["renditions"] = CACHES["default"] | {"KEY_PREFIX": "renditions", "TIMEOUT": 86_400}

# Caches in front of the site that get purged: by address, by surrogate key, or both.
FRONT_CACHE_URLS = env.list("FRONT_CACHE_URL", default=[])
FRONT_CACHE_PURGES = env.list("FRONT_CACHE_PURGES", default=["addresses", "keys"])
if FRONT_CACHE_URLS:
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")
    WAGTAILFRONTENDCACHE = {"default": {"BACKEND": "cms.publishing.front_cache.backend.OutboxBackend"}}
    # Wagtail would guess one address per language; we know the real translations of a page.
    WAGTAILFRONTENDCACHE_LANGUAGES = []

# Sign-in (cms/accounts/sign_in). Every account belongs to staff, so a password alone is not enough.
SECOND_FACTOR_REQUIRED = True
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "/admin/login/"
# Says to people who are signed in that their account does not suffice; the login would send them round in a circle.
WAGTAIL_FRONTEND_LOGIN_URL = "/_util/login/"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "cms.accounts.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
# django-axes counts instead, in the database: all processes see it and nothing is lost when the cache is down.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "cms.accounts.sign_in.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Ten recovery codes of so many digits need no limit across addresses.
MFA_RECOVERY_CODE_DIGITS = 12
# Phone clocks are off by up to half a minute.
MFA_TOTP_TOLERANCE = 1
# Six failures for a name from one address lock that pair for a quarter of an hour.
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "cms.accounts.sign_in.lockouts.AttemptsHandler"
AXES_USERNAME_CALLABLE = "cms.accounts.sign_in.lockouts.name_for_axes"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "cms.accounts.sign_in.lockouts.address_for_axes"
AXES_LOCKOUT_CALLABLE = "cms.accounts.sign_in.lockouts.locked_out"
# Store nothing that was typed, and no log of successful sign-ins.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "password", "code", "next", "remember", "csrfmiddlewaretoken"]

PASSWORD_HASHERS = ["cms.common.hashing.BoundedHasher"]
# Colleagues choose their own, behind the link of an invitation (cms/accounts/sign_in/inviting.py).
WAGTAILUSERS_PASSWORD_ENABLED = False
# The worker does what a request left to it (cms/jobs/later.py).
ERRANDS_IN_WORKER = True

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
        # Compose passes what is not set as an empty text.
        "endpoint_url": env("S3_ENDPOINT_URL", default="") or None,
        "region_name": env("S3_REGION", default="") or None,
    }
    S3_PUBLIC_BUCKET = env("S3_PUBLIC_BUCKET", default="") or S3_BUCKET
    # Where browsers fetch pictures, unless a CDN or the town's own domain stands in front of the bucket.
    S3_SERVER = S3_OPTIONS["endpoint_url"] or f"https://s3.{S3_OPTIONS['region_name']}.amazonaws.com"
    S3_PUBLIC_URL = env("S3_PUBLIC_URL", default="") or f"{S3_SERVER}/{S3_PUBLIC_BUCKET}/public"
    S3_PUBLIC_URL = S3_PUBLIC_URL.rstrip("/")
    STORAGES["default"] = {"BACKEND": "cms.media.storages.PrivateMediaStorage", "OPTIONS": S3_OPTIONS}
    STORAGES["renditions"] = {
        "BACKEND": "cms.media.storages.PublicMediaStorage",
        "OPTIONS": S3_OPTIONS | {"bucket_name": S3_PUBLIC_BUCKET, "public_url": S3_PUBLIC_URL},
    }

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
SILENCED_SYSTEM_CHECKS = []

# Every mail is queued in the database until the worker sends it (cms/mail).
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
MAIL_TRANSPORT = {
    "django.core.mail.backends.smtp.EmailBackend": "cms.mail.transport.BoundedEmailBackend"
}.get(EMAIL_CONFIG["EMAIL_BACKEND"], EMAIL_CONFIG["EMAIL_BACKEND"])
EMAIL_BACKEND = "cms.mail.transport.QueueingEmailBackend"
# When a worker dies, its mail is retried after this time. No delivery takes longer.
MAIL_LEASE = timedelta(seconds=env.int("MAIL_LEASE_SECONDS", default=120))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="ehrenamt@example.org")

# For trying out webhooks: allows http and private addresses, which are otherwise refused.
WEBHOOKS_MAY_BE_LOCAL = env.bool("WEBHOOKS_MAY_BE_LOCAL", default=False)
# The same for the calendars of clubs.
FEEDS_MAY_BE_LOCAL = env.bool("FEEDS_MAY_BE_LOCAL", default=False)

# Suggests what is near in meaning below few results; needs the packages of requirements-meaning.txt.
SEARCH_BY_MEANING = env.bool("SEARCH_BY_MEANING", default=False)

# Security
# Where to report vulnerabilities (an e-mail address or https://…). Defaults to the town's e-mail address.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Behind a proxy: the header that carries the visitor's address, and how many proxies append to it. If no proxy of
# ours writes this header, visitors can claim any address.
TRUSTED_PROXY_HEADER = env("TRUSTED_PROXY_HEADER", default="")
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
# Keeps what somebody wrote in the admin.
CSRF_FAILURE_VIEW = "cms.accounts.sign_in.kept_words.csrf_failure"
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
    # The trailing slash allows everything below this path and nothing else in the bucket.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(f"{S3_PUBLIC_URL}/")
# Wagtail's admin also needs inline scripts and styles.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [*CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"], "blob:"],
}

# Wagtail
WAGTAIL_SITE_NAME = "Engagierte Stadt"
# The German notation. cms/formats makes the English admin accept it too.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
FORMAT_MODULE_PATH = ["cms.formats"]
# ASCII slugs: "kaffeekraenzchen" survives being copied, printed and read aloud.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_BASE_URL = SITE_URL
# Wagtail would load avatars from a third party.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
WAGTAILIMAGES_IMAGE_MODEL = "media.SiteImage"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.admin.forms.PictureForm"
# How many pixels a picture may have depends on its kind (cms/media/intake/reader/pictures.py).
WAGTAILIMAGES_EXTENSIONS = ["gif", "heic", "heif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "media.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.admin.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "mp4", "odt", "pdf", "pptx", "txt", "vtt", "webm", "xlsx"]
# Uploaded files never open inside the site's own origin.
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"},
}
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "password_required.html"
WAGTAILFORMS_HELP_TEXT_ALLOW_HTML = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # axes would log who failed to sign in, and from where.
        "axes": {"level": "CRITICAL"},
    },
}
