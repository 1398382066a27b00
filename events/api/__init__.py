"""Dates in the JSON API."""
