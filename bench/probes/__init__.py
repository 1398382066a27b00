"""What runs inside the installation that is measured. Each prints its numbers as one line of JSON."""
