"""The directory as HSDS 3 (Open Referral), with the pages of Open Referral UK: https://docs.openreferral.org/

An entry is an organization; each of its offers is a service, an entry without any is a service itself.
"""

from collections.abc import Mapping


def filled(data: Mapping) -> dict:
    """Return the object without optional fields that are empty; the standard wants them left out."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
