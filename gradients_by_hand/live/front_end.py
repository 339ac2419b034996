"""Which front end runs the notebook: a page that can answer, a file, or none at all.

    connected   a page runs the cell, so a widget can talk to it
    headless    (in pictures.canvas) a grader runs the cell: words are enough

A front end says to which of its cells a request belongs.  A program that runs a
notebook into a file (nbconvert, nbclient, papermill) sends bare code.  So a file gets
the still picture and no widget: it could only keep an empty place for one.
"""

import os

from IPython import get_ipython

from gradients_by_hand.pictures.canvas import headless


def connected():
    """Whether a page can talk to a widget that is made now.

    WORKBOOK_PICTURES=live turns widgets on in a front end that this module misjudges.
    """
    if headless():
        return False
    if os.environ.get("WORKBOOK_PICTURES") == "live":
        return True
    # Voila runs the notebook as nbclient does, and then opens a page on it.
    if "VOILA_PREHEAT" in os.environ:
        return True
    request = _request()
    return request is None or bool(request.get("metadata"))


def _request():
    """The request that runs the current cell, or None outside a kernel."""
    shell = get_ipython()
    asked = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return asked if asked.get("header") else None
