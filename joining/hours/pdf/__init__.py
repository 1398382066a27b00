"""The proof as a tagged PDF (PDF/UA-1), set by Typst in a process of its own."""
