"""Marks as CSV for Canvas and Moodle, and what must never happen to one on the way."""

import csv
import io

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.errors import AutograderError
from autograder.lms.csv_sheets import fill
from autograder.lms.marks import GradebookStudent, Marks, marks_of
from autograder.lms.platforms import CANVAS, MOODLE, MoodleExporter, moodle_table
from autograder.nbgrader.commands import Nbgrader
from notebooks import NAME

ADA = GradebookStudent("ada", "Ada", "O'Neill, Jr.", "ada@uni.example", "1001")
BEN = GradebookStudent("ben", "Ben", 'Süß "B."', "ben@uni.example", "1002")
CEM = GradebookStudent("cem", "Cem", "Öz", "cem@uni.example", "1003")
MARKS = Marks("07_softmax_loss", 75.0, {ADA: 73.5, BEN: 0.0, CEM: None})

CANVAS_SHEET = """\
Student,ID,SIS User ID,SIS Login ID,Section,Spiral (55),07_softmax_loss (56),Final Score
,,,,,,Manual Posting,
    Points Possible,,,,,10,75,(read only)
"O'Neill, Jr., Ada",1001,s-1,ada,Monday,3,,12
"Süß ""B."", Ben",1002,s-2,BEN,Monday,,60,0
"Öz, Cem",1003,s-3,cem,Tuesday,,EX,0
"=cmd|'/C calc'!A0",1009,s-9,dan,Tuesday,,,0
"""
MOODLE_SHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,\
Last modified (grade),Feedback comments
Participant 11,"Ada O'Neill, Jr.",ada@uni.example,Submitted,,75.00,-,
Participant 12,Ben Süß,Ben@Uni.example,SubmissionRef,12.00,75.00,-,"well, well"
Participant 13,@SUM(A1),cem@uni.example,No submission,,75.00,-,
"""


def table(text):
    """CSV as one dictionary for each line."""
    return list(csv.DictReader(io.StringIO(text)))


def test_a_gradebook_of_canvas_gets_the_marks_in_the_column_of_the_assignment():
    rows = table(fill(CANVAS_SHEET, MARKS, CANVAS).text)

    assert {row["SIS Login ID"]: row["07_softmax_loss (56)"] for row in rows[2:]} == {
        "ada": "73.5",
        "BEN": "0",
        "cem": "EX",
        "dan": "",
    }
    assert rows[1]["07_softmax_loss (56)"] == "75"
    assert rows[2]["Student"] == "O'Neill, Jr., Ada"
    assert rows[3]["Student"] == 'Süß "B.", Ben'


def test_no_other_mark_goes_back_to_canvas():
    header = fill(CANVAS_SHEET, MARKS, CANVAS).text.splitlines()[0]

    assert header == "Student,ID,SIS User ID,SIS Login ID,Section,07_softmax_loss (56)"


def test_a_worksheet_of_moodle_keeps_all_but_the_grades():
    rows = table(fill(MOODLE_SHEET, MARKS, MOODLE).text)
    before = table(MOODLE_SHEET)

    assert [row["Grade"] for row in rows] == ["73.5", "0", ""]
    for row, old in zip(rows[:2], before):
        assert {**row, "Grade": ""} == {**old, "Grade": ""}


@pytest.mark.parametrize(
    ("sheet", "kind", "name"),
    [(CANVAS_SHEET, CANVAS, "Student"), (MOODLE_SHEET, MOODLE, "Full name")],
    ids=["canvas", "moodle"],
)
def test_what_a_person_is_called_is_never_a_formula(sheet, kind, name):
    names = [row[name] for row in table(fill(sheet, MARKS, kind).text)]

    assert names[-1][0] == "'"
    assert not any(each.startswith(("=", "+", "-", "@")) for each in names)


def test_who_is_missing_is_named_on_both_sides():
    eve = GradebookStudent("eve")
    marks = Marks("07_softmax_loss", 75.0, {**MARKS.points, eve: 5.0})

    notes = fill(CANVAS_SHEET, marks, CANVAS).notes

    assert notes == [
        "2 marks; students found by 'SIS Login ID'.",
        "No mark yet (nothing submitted, or grading not finished): cem.",
        "In the gradebook but not in this sheet: eve.",
        "In this sheet but not in the gradebook: =cmd|'/C calc'!A0 (dan).",
    ]


def test_another_number_of_points_is_said_and_nothing_is_scaled():
    sheet = CANVAS_SHEET.replace(",10,75,", ",10,100,")

    filled = fill(sheet, MARKS, CANVAS)

    assert "Canvas counts 100 points" in filled.notes[-1]
    assert table(filled.text)[2]["07_softmax_loss (56)"] == "73.5"


def test_a_column_of_another_name_is_named_by_hand():
    sheet = CANVAS_SHEET.replace("07_softmax_loss (56)", "Week 7 (56)")

    with pytest.raises(AutograderError, match=r"'Spiral \(55\)', 'Week 7 \(56\)'"):
        fill(sheet, MARKS, CANVAS)

    rows = table(fill(sheet, MARKS, CANVAS, column="Week 7").text)
    assert rows[2]["Week 7 (56)"] == "73.5"


def test_a_sheet_that_lists_somebody_twice_is_refused():
    line = CANVAS_SHEET.splitlines()[3]

    with pytest.raises(AutograderError, match=r"Several lines .* belong to ada"):
        fill(CANVAS_SHEET + line + "\n", MARKS, CANVAS)


def test_two_students_with_one_address_are_not_taken_for_each_other():
    twin = GradebookStudent("twin", email="ada@uni.example")
    marks = Marks("07_softmax_loss", 75.0, {**MARKS.points, twin: 1.0})

    rows = table(fill(MOODLE_SHEET, marks, MOODLE).text)

    assert [row["Grade"] for row in rows] == ["", "0", ""]


@pytest.mark.parametrize("sheet", ["", "a,b\n1,2\n", CANVAS_SHEET], ids=len)
def test_what_is_no_worksheet_of_moodle_is_refused_in_a_sentence(sheet):
    with pytest.raises(AutograderError, match="not a sheet of Moodle"):
        fill(sheet, MARKS, MOODLE)


def test_a_sheet_in_which_nobody_is_known_is_refused():
    marks = Marks("07_softmax_loss", 75.0, {GradebookStudent("zoe"): 1.0})

    with pytest.raises(AutograderError, match="No student of the gradebook"):
        fill(MOODLE_SHEET, marks, MOODLE)


def test_semicolons_and_the_mark_of_excel_come_back_as_they_came():
    sheet = "\ufeff" + MOODLE_SHEET.replace("well, well", "well").replace(",", ";")

    text = fill(sheet, MARKS, MOODLE).text

    assert text.startswith("\ufeffIdentifier;Full name;")
    assert ";73.5;" in text


def test_the_table_for_moodle_has_a_column_for_each_assignment():
    other = Marks("08_svm_loss", 65.0, {ADA: 1.005, BEN: None, CEM: None})
    dan = GradebookStudent("dan", "=1+1", "@x")

    rows = table(moodle_table([MARKS, other, Marks("09", 1.0, {dan: 1.0})]))

    assert [row["Username"] for row in rows] == ["dan", "ada", "ben", "cem"]
    assert (rows[0]["First name"], rows[0]["Last name"]) == ("'=1+1", "'@x")
    assert (rows[1]["07_softmax_loss"], rows[1]["08_svm_loss"]) == ("73.5", "1")
    assert (rows[3]["07_softmax_loss"], rows[3]["09"]) == ("", "")


@pytest.fixture
def gradebook(tmp_path):
    """A gradebook with one assignment: a checked cell and one that a person marks."""
    with Nbgrader(tmp_path).gradebook() as gradebook:
        gradebook.add_assignment("ps")
        gradebook.add_notebook("nb", "ps")
        for name, points in {"double-check": 4, "explain": 2}.items():
            kind = {"max_score": points, "cell_type": "code"}
            gradebook.add_grade_cell(name, "nb", "ps", **kind)
        for student in ("ada", "ben", "cem"):
            gradebook.add_student(student)
        yield gradebook


def hand_in(gradebook, student, *, checked, by_hand=None, penalty=0.0):
    submission = gradebook.add_submission("ps", student)
    cells = {each.name: each for each in submission.notebooks[0].grades}
    cells["double-check"].auto_score = checked
    cells["double-check"].needs_manual_grade = False
    cells["explain"].manual_score = by_hand
    cells["explain"].needs_manual_grade = by_hand is None
    submission.notebooks[0].late_submission_penalty = penalty
    gradebook.db.commit()


def test_a_mark_counts_what_a_person_gave_and_the_penalty_for_being_late(gradebook):
    hand_in(gradebook, "ada", checked=4.0, by_hand=1.5, penalty=0.5)
    hand_in(gradebook, "ben", checked=1.0, by_hand=0.0, penalty=3.0)

    marks = marks_of(gradebook, "ps")

    assert marks.out_of == 6.0
    assert {each.id: points for each, points in marks.points.items()} == {
        "ada": 5.0,
        "ben": 0.0,
        "cem": None,
    }


def test_who_waits_for_a_person_has_no_mark_yet(gradebook):
    hand_in(gradebook, "ada", checked=4.0)

    assert set(marks_of(gradebook, "ps").points.values()) == {None}


def test_an_assignment_that_is_not_there_is_named(gradebook):
    with pytest.raises(AutograderError, match=r"'px'\. It has: ps"):
        marks_of(gradebook, "px")


def test_the_command_writes_the_file_and_says_what_is_missing(own_course, tmp_path):
    sheet, marks = tmp_path / "sheet.csv", tmp_path / "marks.csv"
    sheet.write_text(MOODLE_SHEET.replace("ada@uni.example", "ada"), encoding="utf-8")
    nbgrader = Nbgrader(own_course.root)
    nbgrader.generate_assignment(NAME)
    with nbgrader.gradebook() as gradebook:
        gradebook.add_student("ada")

    no_sheet = run(own_course, "--to", "canvas")
    table_of_ours = run(own_course, "--to", "moodle", "-o", marks)
    into_sheet = run(own_course, NAME, "--to", "moodle", "--sheet", sheet, "-o", marks)

    assert "Canvas imports only its own sheet" in no_sheet.output
    assert f"{NAME}: no mark yet for ada." in table_of_ours.output
    assert into_sheet.output.splitlines()[:3] == [
        f"Marks: {marks}",
        "0 marks; students found by 'Email address'.",
        "No mark yet (nothing submitted, or grading not finished): ada.",
    ]


def test_the_exporters_of_nbgrader_write_the_same(own_course, tmp_path):
    nbgrader = Nbgrader(own_course.root)
    nbgrader.generate_assignment(NAME)
    exporter = MoodleExporter(config=nbgrader.config)
    exporter.to = str(tmp_path / "marks.csv")

    with nbgrader.gradebook() as gradebook:
        gradebook.add_student("ada")
        exporter.export(gradebook)

    assert (tmp_path / "marks.csv").read_text().splitlines() == [
        f"Username,ID number,Email address,First name,Last name,{NAME}",
        "ada,,,,,",
    ]


def run(course, *words):
    return CliRunner().invoke(
        main, ["export", *map(str, words), "--course", str(course.root)]
    )
