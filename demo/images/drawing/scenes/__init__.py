"""Importing the scene modules fills `stage.SCENES`."""

from . import agenda, challenges, hero, news, pages
