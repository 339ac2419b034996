"""Shows reports: feedback in a page, a cell and the terminal, and the class report."""
