"""Everything that happens when something becomes public, changes, or stops being public. Who listens to what:

    cms.publishing.content_changes
        on published, page_unpublished, post_page_move, page_slug_changed, post_save, post_delete
        Begins a new version of the content; of rows that are no page, sends `content_changed`.
    cms.publishing.front_cache.changes
        on content_changed
        Notes which cache keys the cache in front of the site drops.
    cms.publishing.page_changes
        on pre_save, post_save, pre_page_move, pre_delete, post_delete
        Works out what the change means for citizens, and calls the listeners of a page change.
    cms.publishing.front_cache.changes
        on page change
        Notes the keys and old addresses that the cache in front of the site drops.
    cms.publishing.visibility_changes
        on page_unpublished, post_page_move, post_save, post_delete
        Has the apps above write what they keep of pages that are hidden, moved, protected or opened.
    cms.publishing.webhook_events
        on page change
        Queues a message for each webhook endpoint that wants it.
    cms.media.jobs
        on page change
        Has the sizes of the page's pictures made, where files lie in a bucket.
    cms.publishing.change_feed.kinds
        on change feed
        Compares public pages and documents with what was noted of them.

Apps above add their own in their `wiring.py`; docs/publishing.md has them all. Both lists are held by a test.
"""
