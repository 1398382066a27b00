"""Scripts that run inside the measured installation. Each prints one line of JSON."""
