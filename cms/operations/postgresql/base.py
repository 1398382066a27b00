"""Django's PostgreSQL backend, which fails fast when the database is down."""

import time

from django.db.backends.postgresql import base
from django.db.backends.postgresql.base import Database

from .limits import limits

# Seconds after a failed connection before the next attempt: only one request has to wait for the failure, others fail
# at once.
PAUSE = 1.0


class DatabaseWrapper(base.DatabaseWrapper):
    away_until = 0.0

    def get_new_connection(self, conn_params):
        if time.monotonic() < DatabaseWrapper.away_until:
            raise Database.OperationalError("The database was away a moment ago.")
        try:
            return super().get_new_connection(conn_params)
        except Database.OperationalError:
            DatabaseWrapper.away_until = time.monotonic() + PAUSE
            raise

    def init_connection_state(self):
        super().init_connection_state()
        if limits:
            set_each = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in limits.items())
            with self.connection.cursor() as cursor:
                cursor.execute(f"SELECT {set_each}")
