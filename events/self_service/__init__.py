"""What clubs do themselves in an open session of their entry: announce dates, change single days, enter a calendar."""
