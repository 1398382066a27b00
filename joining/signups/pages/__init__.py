"""What a browser gets: the form with its places, and the page behind the link in our mails."""
