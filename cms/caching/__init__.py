"""Versions of the content, cached answers, and the headers that tell caches what to do.

No models, and no knowledge of who else listens: `content_changed` is a signal.
"""
