"""Make the pictures of README.md: the workbook, the live boundary, a class report.

They show what `make lab`, `make live` and `autograder class` show.  The answers in the
notebook and the students of the class are simulated, and Chromium takes the pictures
with the helpers of tests/browser::

    make pictures

    docs/images/workbook.png        a notebook in JupyterLab whose check asks a question
    docs/images/boundary.png        the classroom page while a classifier trains
    docs/images/class_report.png    the report of a class
"""

import os
import re
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread, imsave

import chromium
from autograder.batch.run import run as grade_class
from autograder.course.assignment import grade_id
from autograder.course.course import Course
from autograder.course.standalone import standalone
from autograder.simulation.simulated_class import with_answer
from lab_page import TIMEOUT_S, cell, command, end_kernels, open_notebook, output, save
from lab_server import LabServer
from servers import free_port, start, stop, wait_for

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "images"
NAME = "02_matrix_rules"  # of the workbook: formulas, a function and its check
REPORTED = "00_orientation"  # few exercises, so all charts fit in one picture
# The cells with which the picture of the workbook begins and ends: no right answer.
TASK, CHECK = 13, 16
RIGHT, WRONG = "A @ x + A.T @ x", "2 * A @ x"
SCROLL = "p => { p.style.scrollMarginTop = '8px'; p.scrollIntoView(); }"
STUDENTS, SEED = 40, 7
WIDTH, HEIGHT, MARGIN = 1400, 2000, 10  # of a page, and what is left free at its end
LEVELS = 64  # of red, green and blue: fewer make a smaller file


def main():
    """Make all pictures; without Chromium, say what to install."""
    TARGET.mkdir(exist_ok=True)
    course = Course(ROOT)
    makers = {
        "workbook": picture_workbook,
        "boundary": picture_boundary,
        "class_report": picture_class_report,
    }
    for name in sys.argv[1:] or makers:
        with TemporaryDirectory() as folder:
            makers[name](course, Path(folder), TARGET / f"{name}.png")
        print(f"{name}.png: {(TARGET / f'{name}.png').stat().st_size / 1000:.0f} kB")


# ------------------------------------------------------------------------- the workbook


def picture_workbook(course, folder, target):
    """A student has taken the rule of many books, and the check asks when it holds."""
    work = folder / "work"
    shutil.copytree(course.release / NAME, work)
    _answer(course, work / f"{NAME}.ipynb")
    server = LabServer(work, folder / "home")
    try:
        with _page(scale=1.25) as page:
            open_notebook(page, server, f"{NAME}.ipynb")
            command(page, "application:toggle-left-area")
            for side in ("left", "right"):
                command(page, "application:toggle-side-tabbar", side=side)
            command(page, "statusbar:toggle")
            command(page, "notebook:run-all-cells")  # up to the check that fails
            output(page, CHECK).get_by_role("img").wait_for()
            save(page)  # otherwise its tab has a dot
            cell(page, TASK).locator("p").first.evaluate(SCROLL)
            _photograph(page, cell(page, CHECK), target)
            end_kernels(page)
    finally:
        server.stop()


def _answer(course, path):
    """Write the right answers into a released notebook, and one wrong one."""
    given = nbformat.read(path, 4)
    for each, solved in zip(given.cells, course.assignment(NAME).notebook["cells"]):
        if each.cell_type == "code" and grade_id(solved):
            lines = "".join(solved["source"]).splitlines()
            kept = [line for line in lines if "### " not in line]
            each.source = "\n".join(kept).replace(RIGHT, WRONG)
    nbformat.write(given, path)


# ------------------------------------------------------------------------- the boundary


def picture_boundary(course, folder, target):
    """The classroom page in the middle of a run."""
    port, log = free_port(), folder / "server.log"
    live = [sys.executable, "-m", "autograder", "live", f"--port={port}"]
    server = start(live, log=log, cwd=course.root)
    try:
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js", server, log)
        address = re.search(r"http://\S+", log.read_text(encoding="utf-8"))[0]
        with _page(scale=1) as page:
            page.goto(address, wait_until="commit")
            page.get_by_role("button", name="Play").first.click()
            page.wait_for_function(
                "() => Number(document.querySelector('.live').dataset.step) >= 60"
            )
            _photograph(page, page.get_by_role("button", name="Clear points"), target)
    finally:
        stop(server)


# --------------------------------------------------------------------- the class report


def picture_class_report(course, folder, target):
    """The report of a class whose students hold misconceptions of the course."""
    assignment, random = course.assignment(REPORTED), Random(SEED)
    for number in range(STUDENTS):
        place = folder / "class" / f"student-{number:02}" / REPORTED
        place.mkdir(parents=True)
        notebook = nbformat.from_dict(_notebook(assignment, random))
        nbformat.write(notebook, place / f"{REPORTED}.ipynb")
    reports = folder / "reports"
    options = {"jobs": os.cpu_count() or 1, "sandbox": "auto", "gradebook": False}
    grade_class(folder / "class", course, reports, only=None, **options)
    with _page(scale=1.35) as page:
        page.goto((reports / REPORTED / "class.html").as_uri())
        _photograph(page, page.locator("figure").last, target)


def _notebook(assignment, random):
    """The notebook of a student with some misconceptions, most often the first ones."""
    notebook, skill = assignment.notebook, random.betavariate(5, 2)
    for exercise in assignment.exercises:
        known = [e for e in assignment.misconceptions if exercise.id in e.exercises]
        if known and random.random() > skill:
            held = known[min(int(random.expovariate(1.5)), len(known) - 1)]
            code = standalone(held.function, exercise.function)
            notebook = with_answer(notebook, exercise.id, code)
    return notebook


# ------------------------------------------------------------------------------- shared


@contextmanager
def _page(scale):
    """A page of Chromium; `scale`: the pixels of the picture for one of the page."""
    with chromium.started() as browser:
        size = {"width": round(WIDTH / scale), "height": round(HEIGHT / scale)}
        context = browser.new_context(viewport=size, device_scale_factor=scale)
        context.set_default_timeout(TIMEOUT_S * 1000)
        yield context.new_page()


def _photograph(page, last, target):
    """Keep the page from its top to the end of `last`, in few colours: a small file."""
    end = last.bounding_box()
    size = page.viewport_size | {"height": end["y"] + end["height"] + MARGIN}
    page.screenshot(path=target, clip={"x": 0, "y": 0, **size})
    colours = np.round(imread(target) * LEVELS) / LEVELS
    imsave(target, colours, pil_kwargs={"optimize": True})


if __name__ == "__main__":
    try:
        main()
    except pytest.skip.Exception as missing:
        sys.exit(str(missing))
