"""Importing the scene modules fills `stage.SCENES`."""

from . import agenda, challenges, civic, entries, hero, leisure, news, outdoors, pages, solidarity  # noqa: F401
