"""What happens to sign-ups. Each function locks submission, then places, and mails in the same transaction."""
