"""What list pages share: their pages, their filters as links, the list that a page stands in."""
