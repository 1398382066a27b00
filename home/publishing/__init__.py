"""What follows when a page changes."""
