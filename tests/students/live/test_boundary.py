"""The boundary without a browser: what page and notebook see, and two on a page."""

import numpy as np
import pytest

from gradients_by_hand.live.boundary import Boundary, training_widget
from gradients_by_hand.live.boundary.loss_forms import forms_of
from gradients_by_hand.live.boundary.training import Training
from live_boundary import WIDTH, asked, done
from live_examples import Student
from live_examples.boundary import make, squares

# ----------------------------------------------------------------- what there is to see


def test_a_page_that_opens_gets_all_of_the_run_and_afterwards_only_what_is_new():
    widget = make(Student())
    widget.train(5)

    first = asked(widget, kind="hello", reply=1)["view"]
    second = done(widget, "step", at=5)["view"]

    assert (first["start"], first["rows"].shape) == (0, (6, WIDTH))
    assert (second["start"], second["rows"].shape) == (6, (1, WIDTH))
    assert first["points"].shape == (180, 4)


def test_what_the_page_shows_can_be_read_in_the_notebook():
    widget = make(Student())

    widget.train(10)

    assert widget.view()["rows"].shape == (0, WIDTH)
    assert widget.W.shape == (2, 3)
    assert widget.b.shape == (1, 3)
    assert widget.X.shape == (180, 2)
    assert widget.history.shape == (11,)
    assert 0 <= widget.accuracy <= 1
    assert [part.shape for part in widget.gradient] == [(2, 3), (1, 3)]


def test_while_it_plays_the_notebook_reads_what_the_page_shows():
    widget = make(Student())
    widget.train(10)

    widget._player.playing, widget._player.shown = True, 4

    assert np.array_equal(widget.W.ravel(), widget.training.rows[4][:6])
    assert widget.accuracy == widget.training.rows[4][19]


def test_a_page_that_opens_sees_code_that_changed_while_none_was_open():
    student = Student()
    widget = make(student)
    widget.train(2)

    student.state = "raising"
    answer = asked(widget, kind="hello", reply=1)

    assert "ZeroDivisionError" in answer["problem"]
    assert len(answer["view"]["rows"]) == 3


def test_a_function_that_stops_under_a_cell_leaves_its_steps_and_no_traceback():
    widget = make(Student("raising"))

    widget.train(5)

    assert "ZeroDivisionError" in widget.problem


def test_a_copy_that_the_notebook_changes_changes_nothing():
    widget = make(Student())
    before = widget.W

    widget.W[:] = 7

    assert np.array_equal(widget.W, before)


def test_a_setting_that_the_notebook_changes_reaches_the_run_and_the_page():
    widget = make(Student())
    told = []
    widget.tell = lambda kind, **answer: told.append(answer)

    widget.lr = 0.07

    assert widget.training.settings.lr == 0.07
    assert told[-1]["state"]["lr"] == 0.07


def test_points_of_the_notebook_are_the_first_to_be_shown():
    X, y = np.array([[0.1, 0.2], [0.3, -0.4]]), np.array([0, 2])

    widget = Boundary({"squares": squares}, X, y)

    assert widget.data == "yours"
    assert np.array_equal(widget.X, X)
    assert widget.view()["sets"][0] == "yours"


def test_points_that_are_not_written_yet_are_replaced_until_they_are():
    def spiral(noise, seed):
        raise NotImplementedError

    widget = Boundary({"squares": squares}, points={"spiral": spiral})
    widget.refresh()

    assert "not written yet" in widget.problem
    assert widget.data == "blobs"
    widget.data = "spiral"
    assert "not written yet" in widget.problem
    assert widget.data == "blobs"


# -------------------------------------------------------------------- many, and no page


def test_two_widgets_share_nothing():
    one, other = make(Student()), make(Student())

    one.train(5)
    done(one, "add", at=5, x=0.0, y=0.0, label=0)

    assert other.training.t == 0
    assert len(other.y) == 180


def test_the_still_picture_shows_a_run_and_leaves_the_widget_where_it_is():
    widget = make(Student())

    text = widget.still().alt

    assert "101 steps" in text
    assert widget.training.t == 0


def test_a_notebook_may_give_a_still_picture_of_its_own():
    widget = Boundary({"squares": squares}, data="blobs", still=lambda: "mine")

    assert widget.still() == "mine"


def test_a_run_ends_where_no_more_is_kept(monkeypatch):
    monkeypatch.setattr(training_widget, "MOST_STEPS", 10)
    widget = make(Student())

    answer = done(widget, "step", at=0, count=20)

    assert widget.training.t == 10
    assert "Reset" in answer["problem"]


def test_a_boundary_has_at_most_three_classes():
    with pytest.raises(ValueError, match="from 0 to 2"):
        Training(
            forms_of({"squares": squares}),
            {"four": lambda noise, seed: (np.ones((4, 2)), np.arange(4))},
            training_widget.Settings("squares", "four"),
        )
