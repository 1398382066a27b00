"""Panels of the editor of event pages."""
