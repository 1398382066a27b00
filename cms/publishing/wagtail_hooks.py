from wagtail import hooks

from cms.common import todo_items

from .front_cache.todo import waiting_purges

hooks.register(todo_items.HOOK, waiting_purges)
