"""Pages of a helper, reached by links in mails, and the page where everybody checks a proof."""
