"""What a browser gets: the form, its answers, and the pages behind links in mails."""
