"""What the GDPR asks for: notice, record of processing, access and erasure by the person concerned."""
