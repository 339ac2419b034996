"""An instructor's day in formgrader, in a real browser and without a network."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from autograder.course.course import Course
from autograder.nbgrader.commands import Nbgrader
from autograder.simulation.simulated_class import misled_students, right_students
from lab_page import command
from notebooks import answer, notebook_of

ROOT = Path(__file__).parents[2]
NAME = "07_softmax_loss"
STUDENTS = ("ada", "ben", "cem")
WRITTEN = """Only the true class has $p - 1$, since $\\partial s_i/\\partial w$ is zero
for $i<j$, and `a<b` is **less**. <script>document.title = 'taken'</script>

$$\\frac{\\partial L}{\\partial W} = \\frac{1}{N} X^\\top (P - Y)$$
"""


@pytest.fixture(scope="module")
def taught(tmp_path_factory):
    """A course with one assignment, and three submissions that came in."""
    root = tmp_path_factory.mktemp("campus") / "course"
    for folder in ("assignments", "source"):
        shutil.copytree(ROOT / folder / NAME, root / folder / NAME)
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    exchange = root.parent / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    config += f"c.Exchange.root = {str(exchange)!r}\n"
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    Nbgrader(root).generate_assignment(NAME)
    course = Course(root)
    for student, notebook in submissions(course).items():
        folder = root / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return course


def submissions(course):
    assignment = course.assignment(NAME)
    right = json.loads(next(right_students(assignment)).content)
    misled = next(
        each
        for each in misled_students(assignment)
        if "softmax-loss-naive" in each.expects
    )
    return {
        "ada": answer(right, "explain", WRITTEN),
        "ben": json.loads(misled.content),
        "cem": notebook_of(course.release, NAME),
    }


@pytest.fixture(scope="module")
def server(lab, taught):
    return lab(taught.root)


@pytest.fixture
def formgrader(server, new_page):
    """A function that opens a page of formgrader."""

    def open_page(path):
        page = new_page()
        page.goto(server.url("login", next=f"/formgrader/{path}"))
        return page

    return open_page


def press(page, row, column):
    """Press a button of a table and wait until formgrader says how it went."""
    page.get_by_role("row").filter(has_text=row).locator(f".{column} a").click()
    expect(page.locator(".modal-title")).to_have_text("Success")
    page.locator(".modal-header .close").click()
    expect(page.locator(".modal")).to_have_count(0)


def shown(page, column):
    """What a column of the list of submissions says of each student."""
    rows = page.locator("#main-table tr")
    expect(rows).to_have_count(len(STUDENTS))
    return {
        row.locator(".student-id").inner_text(): row.locator(f".{column}").inner_text()
        for row in rows.all()
    }


def open_submission(page, student):
    """Go from the list of a notebook's submissions to the one of a student."""
    expect(page.get_by_role("link", name="Submission #3")).to_be_visible()
    page.get_by_role("button", name="Show All Names").click()
    page.get_by_role("link", name=student, exact=True).click()
    expect(page.locator("input#explain")).to_be_visible()
    expect(page.locator("input.score").first).not_to_have_attribute("placeholder", "")


def test_formgrader_opens_inside_jupyterlab(server, new_page, screenshots):
    page = new_page()
    page.goto(server.url("lab"))

    command(page, "nbgrader:open-formgrader")
    inside = page.frame_locator("iframe[src*=formgrader]")
    row = inside.get_by_role("row").filter(has_text=NAME)

    expect(row.locator(".num-submissions")).to_have_text("3")
    screenshots(page, "formgrader")


def test_the_day_of_an_instructor(formgrader, new_page, taught, screenshots):
    page = formgrader(f"manage_submissions/{NAME}")
    autograde(page)
    screenshots(page, "1-autograded")

    page = formgrader(f"gradebook/{NAME}/{NAME}")
    look_at_checks(page)
    screenshots(page, "2-checks", full_page=True)

    page = formgrader(f"gradebook/{NAME}/{NAME}")
    mark_a_written_answer(page, taught)
    screenshots(page, "3-written")

    page = formgrader(f"manage_submissions/{NAME}")
    generate_feedback(page)
    screenshots(page, "4-graded")

    page = new_page()
    for student in STUDENTS:
        read_feedback(page, taught, student)
        screenshots(page, f"5-feedback-{student}", full_page=True)


def autograde(page):
    for student in STUDENTS:
        press(page, student, "autograde")

    assert shown(page, "score") == {
        "ada": "66 / 75",
        "ben": "54.3 / 75",
        "cem": "0 / 75",
    }


def look_at_checks(page):
    open_submission(page, "ben")

    checks = page.locator(".output_html").filter(
        has_text="Raise a wrong class's weight"
    )

    expect(checks).to_contain_text("dW is the gradient of the mean loss")
    expect(checks).to_contain_text(re.compile(r"✘\snot\syet"))
    score = page.locator("input#softmax-loss-naive-check")
    expect(score).to_have_attribute("placeholder", "6.3")


def mark_a_written_answer(page, taught):
    open_submission(page, "ada")

    page.locator("input#explain").fill("7.5")
    page.locator("#explain-comment").fill("Why is $X^\\top$ on the left?")
    page.locator("#explain-comment").blur()

    expect(page.locator(".comment-saved").last).to_be_visible()
    assert page.title() == NAME  # and not what the answer wanted to make of it
    with Nbgrader(taught.root).gradebook() as gradebook:
        submission = gradebook.find_submission(NAME, "ada")
        assert (submission.score, submission.needs_manual_grade) == (73.5, False)


def generate_feedback(page):
    for student in STUDENTS:
        press(page, student, "generate-feedback")

    assert shown(page, "status") == {
        "ada": "graded",
        "ben": "needs manual grading",
        "cem": "graded",
    }


def read_feedback(page, taught, student):
    """Open a page of feedback as a student does who has only this file."""
    file = taught.root / "feedback" / student / NAME / f"{NAME}.html"
    page.goto(file.as_uri())

    expect(page.locator("script")).to_have_count(0)
    if student == "ada":
        written = page.locator(".nbgrader_cell").last
        expect(written).to_contain_text("7.5 / 9.0")
        expect(written.locator("math")).to_have_count(5)
        expect(written.locator("code")).to_have_text("a< b")
        expect(written).to_contain_text("< script>document.title")
