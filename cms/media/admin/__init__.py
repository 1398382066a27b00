"""Upload screens for pictures and documents."""
