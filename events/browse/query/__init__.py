"""What somebody asks the calendar for: days, filters, typed words, and the dates that match."""
