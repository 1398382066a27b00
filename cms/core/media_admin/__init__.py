"""What editors meet when they upload pictures and documents."""
