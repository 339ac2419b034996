"""Reports in words: for a terminal, a page, a class."""
