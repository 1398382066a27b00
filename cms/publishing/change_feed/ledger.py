"""Compares what is public with what was recorded, and records the differences in a few statements of any size."""

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Site

from cms.caching.content_version import content_version, newest_version

from ..models import ChangeFeed, PublicThing
from .kinds import KINDS, Kind

LIMIT = 1000
# On the table of PublicThing: recorded things that are no longer public.
TAKE_AWAY = """
UPDATE publishing_publicthing SET is_gone = true, noticed_at = %s, stamp = '', number = gone.number
FROM (
    SELECT noted.id AS id, %s + ROW_NUMBER() OVER (ORDER BY noted.id) AS number
    FROM publishing_publicthing noted LEFT JOIN ({present}) present ON present.object_id = noted.object_id
    WHERE noted.site_id = %s AND noted.kind = %s AND NOT noted.is_gone AND present.object_id IS NULL
) gone
WHERE publishing_publicthing.id = gone.id
"""
# Public things that are not recorded yet, or differ.
ADD = """
INSERT INTO publishing_publicthing (site_id, kind, object_id, key, stamp, number, is_gone, noticed_at)
SELECT %s, %s, present.object_id, present.key, present.stamp,
    %s + ROW_NUMBER() OVER (ORDER BY present.object_id), false, %s
FROM ({present}) present LEFT JOIN publishing_publicthing noted
    ON noted.site_id = %s AND noted.kind = %s AND noted.object_id = present.object_id
WHERE noted.id IS NULL OR noted.is_gone OR noted.stamp <> present.stamp
ON CONFLICT (site_id, kind, object_id) DO UPDATE SET
    key = excluded.key, stamp = excluded.stamp, number = excluded.number, is_gone = false,
    noticed_at = excluded.noticed_at
"""

NOTHING = "SELECT CAST(0 AS bigint) AS object_id, '' AS key, '' AS stamp WHERE 1 = 0"


def up_to_date(site: Site) -> ChangeFeed:
    """Record changes since the last content version; return the current state of the feed.

    Numbers are assigned under the lock of the feed's row and become visible when it is released: after reading up to a
    number, no lower one can appear. A change committed meanwhile changes the version again, and is recorded on the next
    call.
    """
    feed = ChangeFeed.objects.filter(site=site).first()
    if feed is None or feed.version != content_version():
        feed = _write_on(site)
    return feed


def changes_after(feed: ChangeFeed, number: int, count: int) -> list[PublicThing]:
    """Return up to `count` next changes; each thing occurs once, with its latest change.

    None that was recorded after this state of the feed: what this request has cached may be older than that change.
    """
    things = PublicThing.objects.filter(site=feed.site_id, number__gt=number, number__lte=feed.last)
    return list(things.order_by("number")[:count])


@transaction.atomic
def _write_on(site: Site) -> ChangeFeed:
    ChangeFeed.objects.get_or_create(site=site)
    feed = ChangeFeed.objects.select_for_update().get(site=site)
    # A slow request would else compare with what was public when it began, and undo what others have recorded since.
    version = newest_version()
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
        # Django knows without a query that the set is empty, as in a town without a directory.
        return NOTHING, ()


def _number_of(sql: str, values: list) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return max(cursor.rowcount, 0)
