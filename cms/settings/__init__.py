"""Settings by environment, and the refusal to start with a configuration that is unsafe."""
