"""Joining in: sign-ups with places, enquiries to clubs, hours and their proof."""
