"""What an installation needs to be run: health, request ids, logs, metrics, answers while the database is away."""
