"""Reads code of the first edition, which called the students' package `workbook`.

The sandbox runs such code unchanged (`inside/first_edition.py`).  Static analysis must
see today's name, or a forbidden function would hide behind the old one.
"""

import re
import unicodedata

_OLD = re.compile(r"\bworkbook\b")


def with_todays_names(source: str) -> str:
    """The source with today's name of the students' package, for static analysis."""
    plain = unicodedata.normalize("NFKC", source)  # as Python reads identifiers
    return _OLD.sub("gradients_by_hand", plain) if _OLD.search(plain) else source
