"""Importing the scene modules fills `stage.SCENES`."""

from . import agenda, challenges, hero, leisure, news, pages, solidarity  # noqa: F401
