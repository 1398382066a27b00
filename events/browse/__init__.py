"""What citizens read of dates: pages, lists, their words."""
