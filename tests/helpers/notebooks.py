"""Notebooks of the small course as parsed JSON, and how to write answers in."""

import json

NAME = "12_doubling"


def notebook_of(folder, name=NAME):
    return json.loads((folder / name / f"{name}.ipynb").read_bytes())


def cell_of(notebook, grade_id):
    """The cell of a notebook that has a grade_id."""
    return next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def answer(notebook, grade_id, source):
    """Write `source` into the cell with a grade_id; return the notebook."""
    cell_of(notebook, grade_id)["source"] = source
    return notebook
