"""Letters to maintainers: codes, wording and layout. When one is due belongs in `workflow`."""
