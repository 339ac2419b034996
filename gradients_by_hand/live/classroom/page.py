"""The page: every widget behind a tab, and a sentence for each one that is missing.

The functions are those of the solved notebooks in source/, which teachers have and
students do not, and of the files that the teacher names.
"""

import html
import json
import os
from functools import cache
from pathlib import Path

import ipywidgets

from gradients_by_hand.live.classroom.functions import (
    NothingToShow,
    functions_of,
    losses_of,
)
from gradients_by_hand.live.classroom.tabs import TABS


def page():
    """All tabs that can be shown, below the problems of the others."""
    asked = json.loads(os.environ["CLASSROOM"])
    own, problems = _brought(asked["files"])

    @cache
    def of(notebook):
        path = Path(asked["source"]) / notebook / f"{notebook}.ipynb"
        return functions_of(path) | own

    tabs = {}
    for title, make in TABS.items():
        try:
            tabs[title] = make(of, losses_of(own))
        except NothingToShow as problem:
            problems.append(f"The tab {title} is left out. {problem}")
        except KeyError as missing:
            problems.append(f"The tab {title} is left out: there is no {missing}.")
    said = [
        ipywidgets.HTML(f"<p role='alert'>{html.escape(each)}</p>") for each in problems
    ]
    return ipywidgets.VBox(
        [*said, ipywidgets.Tab(list(tabs.values()), titles=list(tabs))]
    )


def _brought(files):
    """The functions of the teacher's files, and the problems of these files."""
    own, problems = {}, []
    for path in files:
        try:
            found = functions_of(path)
        except NothingToShow as problem:
            problems.append(str(problem))
            continue
        if not losses_of(found):
            problems.append(
                f"{path} has no function with the parameters W, X, y, reg: "
                "it has no loss to choose."
            )
        own |= found
    return own, problems
