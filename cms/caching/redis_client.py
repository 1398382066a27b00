import hmac
import pickle
import time
from typing import Any

from django.core.signing import BadSignature
from django.utils.crypto import salted_hmac
from django_redis.client import DefaultClient
from django_redis.serializers.base import BaseSerializer
from redis import Redis
from redis.exceptions import ConnectionError as CannotConnect
from redis.exceptions import TimeoutError as TooSlow

PAUSE = 2.0


class PatientRedis(Redis):
    """After a failure, skips Redis for two seconds.

    A page queries the cache ten times. A refused connection is cheap, but a hanging server would cost ten timeouts.
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


class SignedPickles(BaseSerializer):
    """Write access to Redis would allow to run code here with a pickle, so each is signed with the SECRET_KEY."""

    LENGTH = 32

    def dumps(self, value: Any) -> bytes:
        content = pickle.dumps(value, pickle.DEFAULT_PROTOCOL)
        return self._signature(content) + content

    def loads(self, value: bytes) -> Any:
        signature, content = value[: self.LENGTH], value[self.LENGTH :]
        if not hmac.compare_digest(signature, self._signature(content)):
            raise BadSignature("Somebody else has written this into Redis.")
        return pickle.loads(content)  # noqa: S301, signed

    def _signature(self, content: bytes) -> bytes:
        return salted_hmac("cms.caching", content, algorithm="sha256").digest()


class SignedClient(DefaultClient):
    """Drops what is not signed with the current SECRET_KEY, as if it were not there."""

    def get(self, key, default=None, version=None, client=None):
        try:
            return super().get(key, default, version, client)
        except BadSignature:
            self.delete(key, version=version, client=client)
            return default

    def get_many(self, keys, version=None, client=None):
        try:
            return super().get_many(keys, version, client)
        except BadSignature:
            self.delete_many(keys, version=version, client=client)
            return {}
