"""The demonstration: its content as data, the loader, sample entries, and `make run`. Not installed in production."""
