"""The simulated class: on a small course the whole way, and what is known of it."""

from click.testing import CliRunner

from autograder.cli import main
from autograder.simulation.simulated_class import simulated_class
from notebooks import NAME


def test_the_demo_goes_the_whole_way_and_everybody_gets_what_is_theirs(own_course):
    words = ["demo", "--course", str(own_course.root), "--jobs", "2"]

    result = CliRunner().invoke(main, words)

    assert result.exit_code == 0, result.output
    assert "right 3 of 3, misconception 2 of 2, unfinished 1 of 1" in result.output
    assert "damaged 10 of 10, hostile 8 of 8" in result.output
    made = own_course.root / "demo"
    assert (made / "report.html").read_text(encoding="utf-8").count("<img alt=") == 3
    assert "right-solution" in (made / "grades.csv").read_text(encoding="utf-8")
    feedback = made / "course" / "feedback" / "right-solution" / NAME / f"{NAME}.html"
    assert "every entry is doubled" in feedback.read_text(encoding="utf-8")


def test_simulated_students_have_names_of_their_own(small_course):
    names = [each.name for each in simulated_class(small_course.assignment(NAME))]

    assert len(set(names)) == len(names)
