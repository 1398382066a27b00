"""What the office sees of hours: sums, and no names."""
