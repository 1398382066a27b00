"""The admin's screens for webhooks."""
