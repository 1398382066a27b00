"""What editors' words need in Wagtail's editor so that none get lost."""
