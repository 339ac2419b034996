"""Texts as a spreadsheet may open them.

A cell that begins with =, +, - or @ is a formula there, and can send what is in the
sheet elsewhere.
"""

import re

_FORMULA = re.compile(r"\s*[=+@-]|[\t\r]")


def harmless(cell: str) -> str:
    """The text, quoted if a spreadsheet would read it as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
