"""Compares what is public with what was noted, and notes the difference: a few statements, however much there is."""

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Site

from ..caching import content_version
from ..models import ChangeFeed, PublicThing
from .kinds import KINDS, Kind

LIMIT = 1000
# The table is that of PublicThing. What was noted and is no longer there.
TAKE_AWAY = """
UPDATE core_publicthing SET is_gone = true, noticed_at = %s, stamp = '', number = gone.number
FROM (
    SELECT noted.id AS id, %s + ROW_NUMBER() OVER (ORDER BY noted.id) AS number
    FROM core_publicthing noted LEFT JOIN ({present}) present ON present.object_id = noted.object_id
    WHERE noted.site_id = %s AND noted.kind = %s AND NOT noted.is_gone AND present.object_id IS NULL
) gone
WHERE core_publicthing.id = gone.id
"""
# What is there and was not noted, or differs.
ADD = """
INSERT INTO core_publicthing (site_id, kind, object_id, key, stamp, number, is_gone, noticed_at)
SELECT %s, %s, present.object_id, present.key, present.stamp,
    %s + ROW_NUMBER() OVER (ORDER BY present.object_id), false, %s
FROM ({present}) present LEFT JOIN core_publicthing noted
    ON noted.site_id = %s AND noted.kind = %s AND noted.object_id = present.object_id
WHERE noted.id IS NULL OR noted.is_gone OR noted.stamp <> present.stamp
ON CONFLICT (site_id, kind, object_id) DO UPDATE SET
    key = excluded.key, stamp = excluded.stamp, number = excluded.number, is_gone = false,
    noticed_at = excluded.noticed_at
"""

NOTHING = "SELECT CAST(0 AS bigint) AS object_id, '' AS key, '' AS stamp WHERE 1 = 0"


def up_to_date(site: Site) -> ChangeFeed:
    """Note what changed since the content's version moved, and return how far the list is written now.

    Numbers are given under the lock of the feed's row and are visible only when it is let go: who has read up to
    one will never find a smaller one later. A change that is committed while others are noted moves the version
    once more, and is noted by the next who asks.
    """
    version = content_version()
    feed = ChangeFeed.objects.filter(site=site).first()
    if feed is None or feed.version != version:
        feed = _write_on(site, version)
    return feed


def changes_after(site: Site, number: int, count: int) -> list[PublicThing]:
    """Return the next changes, at most so many, each thing once with its last one."""
    return list(PublicThing.objects.filter(site=site, number__gt=number).order_by("number")[:count])


@transaction.atomic
def _write_on(site: Site, version: str) -> ChangeFeed:
    ChangeFeed.objects.get_or_create(site=site)
    feed = ChangeFeed.objects.select_for_update().get(site=site)
    if feed.version == version:
        return feed
    for kind in KINDS.values():
        feed.last += _take_away(feed, kind)
        feed.last += _add(feed, kind)
    feed.version = version
    feed.save()
    return feed


def _take_away(feed: ChangeFeed, kind: Kind) -> int:
    present, values = _sql(kind.present(feed.site).values("object_id"))
    own = [timezone.now(), feed.last, *values, feed.site_id, kind.name]
    return _number_of(TAKE_AWAY.format(present=present), own)


def _add(feed: ChangeFeed, kind: Kind) -> int:
    present, values = _sql(kind.present(feed.site))
    site, name = feed.site_id, kind.name
    own = [site, name, feed.last, timezone.now(), *values, site, name]
    return _number_of(ADD.format(present=present), own)


def _sql(rows: QuerySet) -> tuple[str, tuple]:
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        # Django knows without asking that there can be none, as in a town without a directory.
        return NOTHING, ()


def _number_of(sql: str, values: list) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return max(cursor.rowcount, 0)
