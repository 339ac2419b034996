"""The boundary and a person: steps, undo, points, weights, runs as a text."""

import time

import numpy as np

from gradients_by_hand.live.boundary import Boundary, inspection
from live_boundary import asked, done
from live_examples import Student
from live_examples.boundary import make, squares


def test_a_person_who_steps_from_an_earlier_frame_forgets_the_later_ones():
    widget = make(Student())
    widget.train(10)

    view = done(widget, "step", at=4)["view"]

    assert widget.training.t == 5
    assert (view["start"], len(view["rows"])) == (4, 2)


def test_undo_brings_the_forgotten_frames_back():
    widget = make(Student())
    widget.train(10)
    end = widget.W
    done(widget, "step", at=4)

    done(widget, "undo")
    done(widget, "undo")

    assert widget.training.t == 10
    assert np.array_equal(widget.W, end)


def test_points_are_added_moved_named_anew_and_removed():
    widget = make(Student())

    done(widget, "add", at=0, x=0.25, y=-0.5, label=2)
    asked(widget, kind="set", values={"moving": [180, 0.5, 0.125]}, reply=2)
    done(widget, "label", at=0, index=180, label=1)
    moved = widget.X[180], widget.y[180]
    done(widget, "remove", at=0, index=0)

    assert np.array_equal(moved[0], [0.5, 0.125])
    assert moved[1] == 1
    assert len(widget.y) == 180
    done(widget, "clear", at=0)
    assert len(widget.y) == 0
    assert "no points" in widget.problem


def test_a_first_point_after_clearing_is_learned_from():
    widget = make(Student())
    done(widget, "clear", at=0)

    done(widget, "add", at=0, x=0.5, y=0.5, label=1)

    assert widget.problem == ""
    done(widget, "step", at=0, count=10)
    assert widget.accuracy == 1


def test_weights_put_in_by_hand_are_the_ones_that_go_on():
    widget = make(Student())
    widget.train(3)

    done(widget, "weights", at=3, values=[1, 2, 3, 4, 5, 6, 0.5, 0, -0.5])

    assert np.array_equal(widget.W, [[1, 2, 3], [4, 5, 6]])
    assert np.array_equal(widget.b, [[0.5, 0, -0.5]])
    assert widget.training.t == 3


def test_reset_leads_to_the_given_start_and_a_random_start_to_another():
    start = np.arange(6).reshape(2, 3) / 10, np.zeros((1, 3))
    widget = Boundary({"squares": squares}, data="blobs", start=start)
    widget.train(5)

    done(widget, "reset", start=0)
    given = widget.W
    done(widget, "reset", start=1)

    assert np.array_equal(given, start[0])
    assert not np.array_equal(widget.W, given)
    assert widget.start == 1


def test_a_run_is_pasted_into_another_widget_and_gives_the_same_picture():
    one, other = make(Student()), make(Student())
    one.lr, one.noise, one.held_out = 0.3, 0.4, 0.2
    one.train(15)
    one.batch = 32
    one.train(15)

    answer = done(other, "replay", text=f" {one.run}\n")

    assert answer["problem"] == ""
    assert np.array_equal(other.W, one.W)
    assert answer["state"]["batch"] == 32
    assert np.array_equal(
        answer["view"]["rows"][:, :9], np.array(one.training.rows)[:, :9]
    )


def test_a_run_of_other_points_says_so():
    X, y = np.array([[0.1, 0.2], [0.3, -0.4]]), np.array([0, 2])
    one = Boundary({"squares": squares}, X, y)
    other = Boundary({"squares": squares}, 2 * X, y)

    answer = done(other, "replay", text=one.run)

    assert "other points" in answer["problem"]


def test_a_loss_that_is_no_number_stops_with_a_sentence():
    widget = Boundary({"squares": squares}, data="blobs", lr=1e200)

    answer = done(widget, "step", at=0, count=5)

    assert "no longer a finite number" in answer["problem"]
    assert widget.training.t < 5


def test_the_list_asks_for_the_loss_of_single_points_without_penalty():
    asked_for = []

    def watched(W, X, y, reg):
        asked_for.append((len(X), reg))
        return squares(W, X, y, reg)

    widget = Boundary({"squares": watched}, data="blobs")
    asked(widget, kind="set", values={"listed": 16}, reply=1)
    widget.refresh()

    told = widget.view()["listing"]
    assert told["first"] == 16
    assert told["losses"].shape == (inspection.LISTED,)
    assert np.isfinite(told["losses"]).all()
    assert (1, 0.0) in asked_for


def test_a_list_of_a_slow_function_stops_in_time():
    def slow(W, X, y, reg):
        if len(X) == 1:
            time.sleep(0.02)
        return squares(W, X, y, reg)

    widget = Boundary({"squares": slow}, data="blobs")
    widget.listed = 0

    losses = widget.view()["listing"]["losses"]

    assert np.isfinite(losses[0])
    assert np.isnan(losses[-1])
