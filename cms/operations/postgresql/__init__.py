"""Django's PostgreSQL backend with the limits that a busy site needs."""
