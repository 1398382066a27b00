"""Measures the promised performance: `make bench`. See README.md beside this file."""
