import time

from redis import Redis
from redis.exceptions import ConnectionError as CannotConnect
from redis.exceptions import TimeoutError as TooSlow

PAUSE = 2.0


class PatientRedis(Redis):
    """Asks a server that did not answer again after two seconds only.

    A page asks it ten times. A server that refuses costs nothing, but one that hangs would cost a time-out each.
    """

    away_until = 0.0

    def execute_command(self, *args, **options):
        if time.monotonic() < PatientRedis.away_until:
            raise CannotConnect("Redis was away a moment ago.")
        try:
            return super().execute_command(*args, **options)
        except (CannotConnect, TooSlow):
            PatientRedis.away_until = time.monotonic() + PAUSE
            raise
