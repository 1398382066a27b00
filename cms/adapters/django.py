from django.http import HttpRequest


def raw_host(request: HttpRequest) -> str:
    """Return the host as the request names it; `get_host` would raise for one that is not ours."""
    return request._get_raw_host()


def has_new_password(user) -> bool:
    """Whether `set_password` was called since the last save. A better hash of the same password is no new one."""
    return user._password is not None
