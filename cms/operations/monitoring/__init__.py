"""Health checks, request ids, logs, metrics, and responses while the database is down."""
