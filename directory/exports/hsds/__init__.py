"""The directory as HSDS 3 (Open Referral), paginated as in Open Referral UK: https://docs.openreferral.org/

An entry is an organization and each of its offers a service. An entry without offers is a service itself.
"""

from collections.abc import Mapping


def filled(data: Mapping) -> dict:
    """Drop empty optional fields, as the standard requires."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
