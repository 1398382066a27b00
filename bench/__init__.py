"""Measures what the product promises about speed: `make bench`. See README.md beside this file."""
