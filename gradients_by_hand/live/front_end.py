"""Who will see what a cell shows: a page that answers, a file, or nobody.

    page           a front end that can be talked to, so that a widget is worth opening
    nobody_looks   (of pictures.canvas) a grader: words are enough

A program that runs a notebook into a file (nbconvert, nbclient, papermill) sends bare
code; a front end says for which of its cells it is.  So a file gets the still picture
and no widget, of which it could keep an empty place only.
"""

import os

from IPython import get_ipython

from gradients_by_hand.pictures.canvas import nobody_looks


def page():
    """Whether a widget that is made now can be talked to.

    WORKBOOK_PICTURES=live says yes for a front end that is not known here.
    """
    if nobody_looks():
        return False
    if os.environ.get("WORKBOOK_PICTURES") == "live":
        return True
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
