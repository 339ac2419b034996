"""Source text of the first edition, whose students' package was called `workbook`.

The sandbox runs such code as it stands (`inside/first_edition.py`).  Whoever reads it
as text must see today's names, or a forbidden function would hide behind the old one.
"""

import re
import unicodedata

_OLD = re.compile(r"\bworkbook\b")


def with_todays_names(source: str) -> str:
    """The source with today's name of the students' package; for reading only."""
    plain = unicodedata.normalize("NFKC", source)  # as Python reads identifiers
    return _OLD.sub("gradients_by_hand", plain) if _OLD.search(plain) else source
