"""The forms for other front ends: what they ask, and the same way into the inbox as from the site's own pages."""

from .endpoints import router

__all__ = ["router"]
