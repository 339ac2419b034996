"""A course on JupyterHub: an instructor and two students, from release to feedback.

ada does everything in the pages of JupyterLab, as a student would; ben's browser calls
what these pages call.
"""

import shutil

import pytest
from playwright.sync_api import expect

from hub_server import HubServer
from lab_page import command, run_all, save
from notebooks import NAME, answer

COURSE = "gradients-by-hand"
RIGHT = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x * x"
THIS = {"course_id": COURSE, "assignment_id": NAME}


@pytest.fixture(scope="module")
def hub(browser, small_course, tmp_path_factory):
    """A Hub with grace, who teaches, and ada and ben, who learn."""
    hub = HubServer(
        tmp_path_factory.mktemp("hub"), instructors=["grace"], students=["ada", "ben"]
    )
    shutil.copytree(small_course.root, hub.home / "grace" / COURSE)
    yield hub
    hub.stop()


@pytest.fixture
def person(hub, new_page):
    """A function that logs somebody in and gives their page."""

    def log_in(name):
        page = new_page()
        hub.log_in(page, name)
        return page

    return log_in


class Api:
    """What the pages of a person's server call, called with that person's cookies."""

    def __init__(self, hub, page, name):
        self._address, self._request = hub.url(name, ""), page.request
        cookies = page.context.cookies(self._address)
        token = next(each["value"] for each in cookies if each["name"] == "_xsrf")
        self._headers = {"X-XSRFToken": token}

    def get(self, path):
        return self._request.get(self._address + path).json()

    def put(self, path, data):
        self._send("PUT", path, data)

    def post(self, path, data):
        reply = self._send("POST", path, data).json()
        assert reply["success"], reply["value"]

    def _send(self, method, path, data):
        reply = self._request.fetch(
            self._address + path, method=method, headers=self._headers, data=data
        )
        assert reply.ok, reply.text()
        return reply


def press(page, button, row=0):
    """Press a button of formgrader's table and wait until it says how it went."""
    page.locator(f"#main-table tr >> nth={row}").locator(f".{button} a").click()
    title = page.locator(".modal-title")
    expect(title).to_have_text("Success")
    page.locator(".modal-header .close").click()
    expect(page.locator(".modal")).to_have_count(0)


def test_a_course_goes_from_release_to_feedback(hub, person, screenshots):
    grace = person("grace")
    assignments = hub.url("grace", "formgrader/manage_assignments")
    grace.goto(assignments)
    press(grace, "assign")
    press(grace, "release")
    screenshots(grace, "1-released")

    ada = person("ada")
    work_in_the_pages(ada, screenshots)
    ben = Api(hub, person("ben"), "ben")
    work_by_calls(ben)

    grace.goto(assignments)
    press(grace, "collect")
    grace.goto(hub.url("grace", f"formgrader/manage_submissions/{NAME}"))
    for row in (0, 1):
        for button in ("autograde", "generate-feedback", "release-feedback"):
            press(grace, button, row)
    screenshots(grace, "4-graded")

    rows = grace.locator("#main-table tr")
    expect(rows.filter(has_text="ada").locator(".score")).to_have_text("4 / 6")
    expect(rows.filter(has_text="ben").locator(".score")).to_have_text("0 / 6")

    ada.get_by_role("button", name="Fetch Feedback").click()
    ada.get_by_text("view feedback").wait_for()
    screenshots(ada, "5-feedback")
    ben.post("assignments/fetch_feedback", THIS)

    assert "✔" in feedback(hub, "ada")
    assert "Your function squares its entries." in feedback(hub, "ben")


def work_in_the_pages(page, screenshots):
    """Fetch, write an answer, run, save and submit, with mouse and keyboard."""
    command(page, "nbgrader:open-assignment-list")
    page.get_by_role("button", name="Fetch", exact=True).click()
    fetched = page.locator("#fetched_assignments_list")
    fetched.locator(".assignment-notebooks-link").click()
    fetched.get_by_role("link", name=NAME).click()
    cell = page.locator(".jp-CodeCell").filter(has_text="def double")
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(RIGHT)
    run_all(page)
    screenshots(page, "2-worked")
    save(page)
    page.get_by_role("tab", name="Assignments").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("button", name="Fetch Feedback")).to_be_visible()
    screenshots(page, "3-submitted")


def work_by_calls(api):
    """The same by calls, with a wrong answer."""
    api.post("assignments/fetch", THIS)
    path = f"api/contents/{NAME}/{NAME}.ipynb"
    notebook = api.get(path)["content"]
    content = answer(notebook, "double", WRONG)
    api.put(path, {"type": "notebook", "format": "json", "content": content})
    api.post("assignments/submit", THIS)


def feedback(hub, name):
    """The one page of feedback in the home of a student."""
    (page,) = (hub.home / name / NAME / "feedback").rglob("*.html")
    return page.read_text(encoding="utf-8")


def test_students_see_nothing_of_each_other(hub, person):
    ben = person("ben")

    listed = Api(hub, ben, "ben").get(f"assignments?course_id={COURSE}")["value"]
    submissions = [
        each["student_id"] for each in listed if each["status"] == "submitted"
    ]

    assert submissions == ["ben"]
    for path in ("lab", f"files/{NAME}/{NAME}.ipynb", f"api/contents/{NAME}"):
        assert ben.request.get(hub.url("ada", path)).status == 403
        assert ben.request.get(hub.url("grace", path)).status == 403


def test_a_student_has_no_formgrader(hub, person):
    ben = person("ben")

    assert ben.request.get(hub.url("ben", "formgrader/gradebook")).status == 404
    assert ben.request.get(hub.url("grace", "formgrader/gradebook")).status == 403
