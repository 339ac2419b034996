"""The tutor of the visible checks."""

import json

import numpy as np
import pytest

from gradients_by_hand.gradients import gradient_check
from gradients_by_hand.hints import NotYet, Tutor

# A toy exercise: twice the input, as hints.json would describe its misconceptions.
HINTS = {
    "exercises": {
        "twice": {
            "function": "twice",
            "fixtures": [[[1.0, 2.0], 3], [[500.0, 0.0], 1]],
            "misconceptions": [
                {
                    "says": "You give half.",
                    "try_this": "What is twice 1?",
                    "section": "Twice",
                    "results": [{"returned": [0.5, 1.0]}, {"returned": [250.0, 0.0]}],
                },
                {
                    "says": "Your function stops.",
                    "try_this": "Where?",
                    "section": "Twice",
                    "results": [{"raised": "KeyError"}, {"raised": "KeyError"}],
                },
                {
                    "says": "Your function overflows.",
                    "try_this": "How large?",
                    "section": "Twice",
                    "results": [{"returned": [2.0, 4.0]}, {"returned": ["nan", 0.0]}],
                },
            ],
        }
    }
}


def half(x, n):
    return x / 2


def half_and_overflow(x, n):
    return np.where(x > 100, np.inf, x / 2)


def stop(x, n):
    raise KeyError(n)


def tutor_of(function):
    return Tutor(HINTS, {"twice": function})


def told(tutor, block):
    """What the tutor says about a block that does not hold."""
    with pytest.raises(NotYet) as caught, tutor.watching("twice"):
        block()
    return str(caught.value)


def fail():
    raise AssertionError("Twice 1 is 2.")


def test_a_function_that_follows_a_wrong_rule_is_asked_its_question():
    question = tutor_of(half).question("twice")

    assert question == "You give half.\nWhat is twice 1?\n(Read again: Twice.)"


def test_an_exception_is_a_rule_too():
    assert "stops" in tutor_of(stop).question("twice")


def test_nan_is_recognised():
    def overflow(x, n):
        return np.where(x > 100, np.nan, 2 * x)

    assert "overflows" in tutor_of(overflow).question("twice")


def test_an_overflow_does_not_hide_another_mistake():
    assert "half" in tutor_of(half_and_overflow).question("twice")


@pytest.mark.parametrize(
    "function",
    [
        lambda x, n: 2 * x,
        lambda x, n: None,
        lambda x, n: "two",
        lambda x, n: [x, 2.0],
        lambda x, n: x[:1] / 2,
        lambda x, n: np.full(2, np.nan),
    ],
    ids=["right", "none", "text", "ragged", "another shape", "nan everywhere"],
)
def test_who_follows_no_known_rule_is_asked_nothing(function):
    assert tutor_of(function).question("twice") == ""


def test_asking_is_silent_and_changes_no_input(capsys):
    def noisy(x, n):
        print("noise")
        x /= 0
        return x

    tutor = tutor_of(noisy)
    before = json.dumps(HINTS)

    tutor.question("twice")

    assert capsys.readouterr().out == ""
    assert json.dumps(HINTS) == before


def test_an_exercise_without_hints_is_asked_nothing():
    assert Tutor({}, {}).question("twice") == ""


def test_an_overflow_elsewhere_is_another_fault():
    def overflow(x, n):
        return np.where(x < 100, np.nan, 2 * x)

    assert tutor_of(overflow).question("twice") == ""


def test_of_two_misconceptions_that_overflow_the_one_that_does_so_there_is_named():
    def misconception(name, *returned):
        results = [{"returned": each} for each in returned]
        return {"says": name, "try_this": "?", "section": "", "results": results}

    twice = {
        "function": "twice",
        "fixtures": [[1.0], [500.0], [900.0]],
        "misconceptions": [
            misconception("on every large input", 2.0, "nan", "nan"),
            misconception("on the largest one", 2.0, 1000.0, "nan"),
        ],
    }
    tutor = Tutor(
        {"exercises": {"twice": twice}},
        {"twice": lambda x: np.inf if x > 800 else 2 * x},
    )

    assert tutor.question("twice").startswith("on the largest one")


def test_what_holds_is_said(capsys):
    with tutor_of(half).watching("twice"):
        pass

    assert "twice: everything in this cell holds." in capsys.readouterr().out


def test_a_check_may_have_a_last_word_of_its_own(capsys):
    with tutor_of(half).watching("twice", "all of it shows."):
        pass

    assert capsys.readouterr().out == "twice: all of it shows.\n"


def test_a_failed_assert_is_told_with_the_question():
    says = told(tutor_of(half), fail)

    assert says.startswith("Twice 1 is 2.\nYou give half.")


def test_unfinished_code_is_a_normal_state():
    def twice():
        raise NotImplementedError

    assert told(tutor_of(half), twice).startswith("twice is not written yet")


def test_a_missing_function_is_told_by_its_name():
    def block():
        twise  # noqa: B018, F821

    assert "twise does not exist yet" in told(Tutor({}, {}), block)


def test_an_answer_that_cannot_be_unpacked_is_told():
    def block():
        _, _ = None

    assert "could not use" in told(Tutor({}, {}), block)


def test_ipython_shows_sentences_and_no_traceback():
    error = NotYet("one\ntwo")

    assert error._render_traceback_() == ["one", "two"]


def test_trying_tells_and_does_not_raise(capsys):
    with tutor_of(half).trying("twice"):
        fail()

    assert "Twice 1 is 2." in capsys.readouterr().out


def test_the_picture_of_a_failed_report_is_shown(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    report = gradient_check(lambda V: (np.sum(V**2), V), np.ones((2, 2)))

    def block():
        raise AssertionError(report)  # as `assert report, report` does

    says = told(Tutor({}, {}), block)

    assert shown == [report]
    assert says == str(report)


def test_numbers_that_no_rule_explains_get_a_way_to_go_on(monkeypatch):
    monkeypatch.setattr("IPython.display.display", lambda _: None)
    report = gradient_check(lambda V: (np.sum(V**2), V), np.ones((2, 2)))

    def block():
        raise AssertionError(report)

    says = told(tutor_of(lambda x, n: 3 * x), block)

    assert says.startswith(str(report))
    assert "add one thing at a time" in says
    assert "one thing at a time" not in told(tutor_of(half), block)
    assert "one thing at a time" not in told(tutor_of(lambda x, n: 3 * x), fail)


def test_a_notebook_without_hints_has_a_tutor_all_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert Tutor.beside_the_notebook().question("twice") == ""


def test_hints_are_read_beside_the_notebook(tmp_path, monkeypatch):
    (tmp_path / "hints.json").write_text(json.dumps(HINTS))
    monkeypatch.chdir(tmp_path)

    tutor = Tutor.beside_the_notebook()
    tutor._functions = {"twice": half}

    assert "half" in tutor.question("twice")
