"""The command line as an instructor types it: words, exit codes, files."""

import json

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.errors import CannotIsolate
from autograder.grading import task as tasks
from autograder.sandbox import plan
from autograder.sandbox.tiers import tiers
from notebooks import NAME, answer, notebook_of

RIGHT = "def double(x):\n    return 2 * x"


@pytest.fixture
def run(small_course, monkeypatch):
    """A function that runs a command inside the small course."""
    monkeypatch.chdir(small_course.root)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def right(small_course, tmp_path):
    path = tmp_path / f"{NAME}.ipynb"
    notebook = answer(notebook_of(small_course.release), "double", RIGHT)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def test_grade_prints_one_json_object_in_the_promised_form(run, right):
    result = run("grade", right, "--assignment", NAME, "--json")

    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (report["assignment"], report["status"]) == (NAME, "graded")
    assert (report["score"], report["max"]) == (4.0, 4.0)
    exercise = report["exercises"]["double"]
    assert (exercise["score"], exercise["max"]) == (4.0, 4.0)
    assert exercise["misconception"] is None
    assert exercise["checks"][0] == {
        "name": "test_every_entry_is_doubled",
        "verdict": "passed",
        "weight": 3.0,
        "checks": "On a random array, every entry is doubled.",
        "says": "On a random array, every entry is doubled.",
    }
    assert report["sandbox"]["layers"]
    assert report["sandbox"]["missing"] == []
    assert report["flags"] == []
    assert report["seconds"] > 0


def test_grade_shows_a_table_and_guesses_the_assignment_by_name(run, right, tmp_path):
    page = tmp_path / "page.html"

    result = run("grade", right, "--html", page)

    assert result.exit_code == 0
    assert "4 of 4" in result.stdout
    assert "every entry is doubled" in page.read_text(encoding="utf-8")


def test_an_unreadable_file_is_said_and_exits_with_1(run, tmp_path):
    path = tmp_path / "mine.ipynb"
    path.write_text("{")

    result = run("grade", path, "--assignment", NAME, "--json")

    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert (report["status"], report["score"]) == ("unreadable", 0.0)
    assert "cut off or damaged" in report["problem"]


def test_where_nothing_isolates_nothing_is_graded_and_nothing_is_zero(
    run, right, monkeypatch
):
    def refuse(_request):
        raise CannotIsolate("Student code will not be run here.")

    monkeypatch.setattr(tasks, "plan", refuse)

    result = run("grade", right, "--json")

    report = json.loads(result.stdout)
    assert (result.exit_code, report["status"]) == (1, "not graded")
    assert report["score"] is None


@pytest.mark.parametrize(
    "words",
    [
        ["grade", "none.ipynb"],
        ["grade", "nbgrader_config.py"],
        ["grade", "nbgrader_config.py", "--assignment", "99_none"],
        ["grade"],
        ["grade", "nbgrader_config.py", "--sandbox", "paper"],
        ["class", "nowhere"],
        ["class", ".", "--jobs", "0"],
        ["unknown"],
    ],
    ids=" ".join,
)
def test_what_is_not_understood_exits_with_2_and_a_sentence(run, words):
    result = run(*words)

    assert result.exit_code == 2
    assert "Error: " in result.output
    assert "Traceback" not in result.output


def test_unconfined_must_be_asked_for_and_is_printed(run, right):
    try:
        plan("unconfined")
    except CannotIsolate as refusal:
        pytest.skip(str(refusal))

    result = run("grade", right, "--sandbox", "unconfined", "--json")

    assert json.loads(result.stdout)["sandbox"]["tier"] == "unconfined"


def test_a_class_of_files_gets_reports_a_summary_and_an_exit_code(
    run, right, small_course, tmp_path
):
    folder, reports = tmp_path / "class", tmp_path / "reports"
    folder.mkdir()
    for student in ("ada", "bob"):
        (folder / f"{student}.ipynb").write_bytes(right.read_bytes())
    (folder / "carl.ipynb").write_text("{")
    words = ["class", folder, "--assignment", NAME, "--reports", reports, "--jobs", 2]

    result = run(*words)

    assert result.exit_code == 1
    assert "carl: unreadable" in result.stdout
    assert "2 of 3 graded" in result.stdout
    made = {path.name for path in (reports / NAME).iterdir()}
    assert {"ada.json", "ada.feedback.html", "class.html", "scores.csv"} <= made
    assert "ada,graded,4.0,4.0,4.0" in (reports / NAME / "scores.csv").read_text()
    page = (reports / NAME / "class.html").read_text(encoding="utf-8")
    assert page.count("<img alt=") == 3

    before = (reports / NAME / "ada.json").stat().st_mtime_ns
    assert run(*words).exit_code == 1
    assert (reports / NAME / "ada.json").stat().st_mtime_ns == before


def test_a_class_in_nbgraders_folders_needs_no_assignment(run, right, tmp_path):
    work = tmp_path / "submitted" / "ada" / NAME
    work.mkdir(parents=True)
    (work / f"{NAME}.ipynb").write_bytes(right.read_bytes())

    result = run("class", tmp_path / "submitted", "--reports", tmp_path / "reports")

    assert result.exit_code == 0
    assert "1 of 1 graded" in result.stdout


def test_files_without_folders_need_an_assignment(run, right, tmp_path):
    result = run("class", tmp_path)

    assert result.exit_code == 1
    assert "--assignment" in result.output


def test_an_empty_class_says_what_was_expected(run, tmp_path):
    (tmp_path / "none").mkdir()

    result = run("class", tmp_path / "none")

    assert result.exit_code == 1
    assert "STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb" in result.output.replace("\n", "")


def test_build_check_and_new_on_a_course(own_course, monkeypatch):
    monkeypatch.chdir(own_course.root)
    run = CliRunner().invoke

    assert "up to date" in run(main, ["build"]).stdout
    assert run(main, ["check"]).exit_code == 0
    assert run(main, ["new", "13_another"]).exit_code == 0
    assert run(main, ["check"]).exit_code == 0
    assert run(main, ["new", "13_another"]).exit_code == 1
    assert "does not fit" in run(main, ["new", "another"]).output

    text = own_course.assignments / NAME / f"{NAME}.md"
    text.write_text(text.read_text().replace("Say what", "Tell what"))
    stale = run(main, ["check"])
    assert stale.exit_code == 1
    assert "Run `make build`" in stale.output


def test_outside_a_course_it_says_where_to_be(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["check"])

    assert result.exit_code == 1
    assert "no folder assignments/" in result.output.replace("\n", " ")


def test_doctor_says_which_tier_is_used_and_what_it_means():
    result = CliRunner().invoke(main, ["doctor"])

    assert result.exit_code == 0
    assert "Grading uses the tier" in result.stdout
    for tier in tiers():
        assert f"│ {tier} " in result.stdout
