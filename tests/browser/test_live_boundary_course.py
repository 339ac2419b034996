"""The boundary of a notebook of the course comes alive when it is solved."""

import shutil
from pathlib import Path

import nbformat
from playwright.sync_api import expect

from autograder.course.course import Course
from boundary_page import SET_AND_RUN, Seen
from lab_page import open_notebook, output

COURSE, NAME = Course(Path(__file__).parents[2]), "07_softmax_loss"


def test_a_notebook_of_the_course_comes_alive_when_its_solution_is_run(
    lab, new_page, tmp_path_factory, screenshots
):
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(COURSE.release / NAME, folder, dirs_exist_ok=True)
    given, solved = cells_of(COURSE.release), cells_of(COURSE.source)
    page = new_page(viewport={"width": 1400, "height": 1200})
    open_notebook(page, lab(folder), f"{NAME}.ipynb")
    answers = ("\ndef l2_penalty(", "\ndef softmax_loss_vectorized(")
    for text in ("\nimport time", *answers, "\nBoundary("):
        place = index_of(given, text)
        page.evaluate(SET_AND_RUN, [place, given[place]])
    seen = Seen(output(page, place).locator(".live"))
    expect(seen.problem).to_contain_text("not written yet")
    screenshots(seen.root, "unfinished")

    for text in answers:
        source = solved[index_of(solved, text)]
        page.evaluate(SET_AND_RUN, [index_of(given, text), source])
    seen.root.scroll_into_view_if_needed()
    expect(seen.problem).to_be_hidden()
    before = seen.pixels
    seen.play_until(20)
    screenshots(seen.root, "played")

    assert seen.pixels != before
    assert seen.number("right") > 90
    seen.expect_light("right")


def cells_of(folder):
    notebook = nbformat.read(folder / NAME / f"{NAME}.ipynb", as_version=4)
    return [each["source"] for each in notebook.cells]


def index_of(cells, text):
    return next(i for i, each in enumerate(cells) if text in f"\n{each}")
