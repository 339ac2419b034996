"""One submission -> Report, with the real sandbox and the real checks."""

import json

import pytest

from autograder.errors import AssignmentError
from autograder.grading.grade import grade
from autograder.report import ERROR
from autograder.sandbox import plan
from autograder.submission.notebook_file import parse
from notebooks import NAME, answer, cell_of

SECRET = b"a secret of the tests"
RIGHT = "def double(x):\n    return 2 * x"


def graded(notebook, course, secret=SECRET):
    submission = parse(json.dumps(notebook).encode())
    return grade(submission, course.assignment(NAME), secret=secret, sandbox=plan())


def report_on(notebook, course):
    return graded(notebook, course).report


def verdicts(report):
    return [check.verdict for check in report.exercises["double"].checks]


def test_the_solution_earns_everything(solved, small_course):
    report = report_on(solved, small_course)

    assert (report.status, report.score, report.max) == ("graded", 4.0, 4.0)
    assert verdicts(report) == ["passed", "passed"]
    assert report.flags == ()
    assert report.sandbox.tier in ("namespaces", "landlock")


def test_the_release_earns_nothing_and_is_told_so_kindly(released, small_course):
    report = report_on(released, small_course)

    assert report.score == 0.0
    assert verdicts(report) == ["crashed", "skipped"]
    assert report.exercises["double"].checks[0].says == "double is not written yet."
    assert report.exercises["double"].misconception is None


def test_a_misconception_is_named_and_its_question_asked(released, small_course):
    wrong = answer(released, "double", "def double(x):\n    return x * x")

    exercise = report_on(wrong, small_course).exercises["double"]

    assert exercise.score == 0.0
    assert exercise.misconception == "12-DB01"
    assert exercise.tutor.try_this.endswith("?")


def test_partial_marks_follow_the_weights(released, small_course):
    spoils = answer(released, "double", "def double(x):\n    x *= 2\n    return x")

    report = report_on(spoils, small_course)

    assert verdicts(report) == ["passed", "wrong"]
    assert report.score == 3.0
    assert report.misconceptions() == {"double": "12-DB02"}


STYLES = {
    "prints": "def double(x):\n    print('twice', x)\n    return 2 * x",
    "warns": (
        "import warnings, sys\ndef double(x):\n    warnings.warn('careful')\n"
        "    print('hm', file=sys.stderr)\n    return 2 * x"
    ),
    "makes warnings errors": "import warnings\nwarnings.simplefilter('error')\n"
    + RIGHT,
    "makes numpy strict": (
        "np.seterr(all='raise')\ndef double(x):\n    np.exp(-1e4)\n    return 2 * x"
    ),
    "has helpers": (
        "def twice(x):\n    return x + x\ndef double(x):\n    return twice(x)"
    ),
    "imports scipy": "import scipy.special\n" + RIGHT,
    "imports the workbook": "import gradients_by_hand\n" + RIGHT,
    "uses magics": "%matplotlib inline\n%timeit -n1 -r1 1 + 1\n" + RIGHT,
    "draws": "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.show()\n" + RIGHT,
    "is a lambda": "double = lambda x: 2 * x",
    "returns a named tuple": (
        "from collections import namedtuple\nPair = namedtuple('Pair', 'a b')\n"
        "def double(x):\n    return Pair(2 * x, 0)[0]"
    ),
    "is a callable object": (
        "class Double:\n    def __call__(self, x):\n        return 2 * x\n"
        "double = Double()"
    ),
    "fails below": RIGHT + "\nraise ValueError('an experiment of mine')",
    "shows a table": "from IPython.display import HTML, display\n"
    "display(HTML('<b>hi</b>'))\n" + RIGHT,
}


@pytest.mark.parametrize("code", STYLES.values(), ids=STYLES)
def test_a_right_answer_in_an_unusual_style_loses_nothing(code, released, small_course):
    report = report_on(answer(released, "double", code), small_course)

    assert report.score == 4.0
    assert report.flags == ()


def test_added_cells_run_and_cost_nothing(released, small_course):
    extra = {"cell_type": "code", "source": "factor = 2", "metadata": {}, "id": "mine"}
    released["cells"].insert(1, extra)
    answer(released, "double", "def double(x):\n    return factor * x")

    report = report_on(released, small_course)

    assert (report.score, report.flags) == (4.0, ())


CRASHES = {
    "raises": ("def double(x):\n    return x.nothing", "raised AttributeError"),
    "is missing": ("pass", "There is no function double"),
    "ends its process": ("import os\ndef double(x):\n    os._exit(0)", "stopped"),
    "wants another argument": ("def double(x, y):\n    return x", "TypeError"),
}


@pytest.mark.parametrize(("code", "says"), CRASHES.values(), ids=CRASHES)
def test_what_crashes_is_said_in_a_sentence(code, says, released, small_course):
    report = report_on(answer(released, "double", code), small_course)

    first = report.exercises["double"].checks[0]
    assert (first.verdict, report.score) == ("crashed", 0.0)
    assert says in first.says


def test_a_cell_that_ends_the_process_costs_only_itself(solved, small_course):
    deadly = {"cell_type": "code", "source": "import os; os._exit(0)", "metadata": {}}
    solved["cells"].append(deadly)

    assert report_on(solved, small_course).score == 4.0


@pytest.mark.parametrize(
    "value",
    [
        "None",
        "'text'",
        "{}",
        "[]",
        "lambda: 0",
        "object()",
        "float('nan')",
        "x[:0]",
        "10**400",
        "[-(10**400), 2]",
    ],
)
def test_an_odd_answer_is_never_our_fault(value, released, small_course):
    odd = answer(released, "double", f"def double(x):\n    return {value}")

    report = report_on(odd, small_course)

    assert (report.status, report.score) == ("graded", 0.0)


def test_a_check_of_ours_that_fails_to_run_is_never_a_zero(own_course, solved):
    path = own_course.assignments / NAME / "checks" / "test_double.py"
    path.write_text(path.read_text().replace("rng.normal", "rng.abnormal"))

    result = graded(solved, own_course)

    assert (result.report.status, result.report.score) == ("not graded", None)
    assert "AttributeError" in result.faults[0]
    assert verdicts(result.report) == [ERROR, "skipped"]
    assert "our fault" in result.report.exercises["double"].checks[0].says


def test_checks_that_cannot_be_imported_are_never_a_zero(own_course, solved):
    path = own_course.assignments / NAME / "checks" / "test_double.py"
    path.write_text("import nothing_of_this_name")

    report = report_on(solved, own_course)

    assert (report.status, report.score) == ("not graded", None)
    assert "nothing_of_this_name" in report.problem


def test_changed_checks_are_seen_by_a_grader_that_lives_on(own_course, solved):
    assert report_on(solved, own_course).score == 4.0
    path = own_course.assignments / NAME / "checks" / "test_double.py"
    path.write_text(path.read_text().replace("reference.double(x)", "x"))

    assert report_on(solved, own_course).score == 0.0


def test_the_inputs_are_the_submissions_own_and_always_the_same(small_course, released):
    code = "def double(x):\n    raise ValueError(float(x.ravel()[0]))"
    mine, yours = answer(released, "double", code), answer(released, "double", code)
    yours = json.loads(json.dumps(yours))
    cell_of(yours, "double")["source"] += "  # another submission"

    def first_input(notebook, secret=SECRET):
        report = graded(notebook, small_course, secret).report
        return report.exercises["double"].checks[0].says.partition(" The line")[0]

    assert first_input(mine) == first_input(mine)
    assert first_input(mine) != first_input(yours)
    assert first_input(mine) != first_input(mine, b"another secret")


def test_nothing_of_the_checks_can_be_seen_from_inside(released, small_course):
    look = (
        "import sys\n"
        "seen = [m for m in sys.modules if m.startswith('autograder.')]\n"
        "try:\n    import autograder\n    seen.append('imported')\n"
        "except ImportError: pass\n"
        "def double(x):\n    f = sys._getframe()\n    names = []\n"
        "    while f:\n        names += list(f.f_locals)\n        f = f.f_back\n"
        "    names = [n for n in names if 'expected' in n or 'right' in n]\n"
        "    raise ValueError(seen + names)"
    )

    report = report_on(answer(released, "double", look), small_course)

    says = report.exercises["double"].checks[0].says
    assert says.startswith("double raised ValueError: []")


def test_the_report_reads_back_what_it_writes(solved, small_course):
    report = report_on(solved, small_course)

    assert type(report).model_validate_json(report.model_dump_json()) == report


def test_a_broken_reference_is_our_fault(own_course, released):
    path = own_course.assignments / NAME / "reference.py"
    path.write_text("def double(x):\n    return nothing")

    report = report_on(answer(released, "double", RIGHT), own_course)

    assert report.status == "not graded"
    with pytest.raises(AssignmentError):
        own_course.assignment("99_none")
