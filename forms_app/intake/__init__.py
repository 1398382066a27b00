"""What a sent form is made of and checked by: fields, files, tickets, spam. Nothing here stores anything."""
