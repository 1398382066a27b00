"""What clubs do themselves in an open session of their entry: enter hours of helpers, correct and withdraw them."""
