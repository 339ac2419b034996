"""Who will see what a cell shows: a page that answers, a file, or nobody.

    nobody      a grader: words are enough
    page        a front end that can be talked to, so that a widget is worth opening

A program that runs a notebook into a file (nbconvert, nbclient, papermill) sends bare
code; a front end says for which of its cells it is.  So a file gets the still picture
and no widget, of which it could keep an empty place only.
"""

import os

from IPython import get_ipython


def nobody():
    """Whether the pictures are turned off, as in a grader."""
    return os.environ.get("WORKBOOK_PICTURES") == "off"


def page():
    """Whether a widget that is made now can be talked to.

    WORKBOOK_PICTURES=live says yes for a front end that is not known here.
    """
    wish = os.environ.get("WORKBOOK_PICTURES")
    if wish in ("off", "live"):
        return wish == "live"
    # Voila runs the notebook as nbclient does, and then opens a page on it.
    if "VOILA_PREHEAT" in os.environ:
        return True
    request = _request()
    return request is None or bool(request.get("metadata"))


def _request():
    """The message that runs the present cell, or None outside of a kernel."""
    shell = get_ipython()
    asked = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return asked if asked.get("header") else None
