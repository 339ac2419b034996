"""The boundary and the student's code: whose slopes it shows, and code that changes."""

import numpy as np
import pytest

from gradients_by_hand.live.boundary import Boundary
from gradients_by_hand.live.boundary.gradient_light import GradientLight
from live_boundary import asked, done
from live_examples import Student
from live_examples.boundary import make, squares


def test_with_a_gradient_of_the_wrong_sign_the_loss_of_the_picture_rises():
    def uphill(W, X, y, reg):
        loss, dW = squares(W, X, y, reg)
        return loss, -dW

    widget = Boundary({"squares": uphill}, data="blobs", lr=0.1)

    widget.train(30)

    rows = asked(widget, kind="hello", reply=1)["view"]["rows"]
    assert np.all(np.diff(rows[:, 18]) > 0)


def test_the_light_names_the_component_that_is_wrong():
    def one_wrong(W, X, y, reg):
        loss, dW = squares(W, X, y, reg)
        dW[0, 1] += 0.01
        return loss, dW

    widget = Boundary({"squares": one_wrong}, data="blobs")
    widget.refresh()

    light = widget.view()["light"]
    assert light["state"] == "wrong"
    assert light["worst"] == "dW[0,1]"
    assert light["claimed"] - light["measured"] == pytest.approx(0.01, abs=1e-6)


def test_the_light_is_right_for_a_right_gradient_also_where_the_ground_is_flat():
    widget = Boundary({"squares": squares}, data="blobs", lr=1.0)
    widget.train(3000)

    light = widget.view()["light"]

    assert np.linalg.norm(widget.gradient[0]) < 1e-9
    assert light == {"state": "right", "count": 9}


def test_kinks_between_the_points_do_not_turn_the_light_red():
    def corners(W, X, y, reg):
        scores = X @ W
        return np.abs(scores).sum() / len(X), X.T @ np.sign(scores) / len(X)

    widget = Boundary(
        {"corners": corners}, data="blobs", start=(np.ones((2, 3)), [0] * 3)
    )
    said = set()
    for _ in range(40):
        widget.train(1)
        said.add(widget.view()["light"]["state"])

    assert said == {"right"}


def test_a_light_in_a_hurry_goes_round_all_entries():
    light, calls = GradientLight(), []

    def ask(W, b):
        calls.append(1)
        loss, slopes = squares(
            np.vstack([W, b]), np.ones((4, 3)), np.arange(4) % 3, 0.1
        )
        return loss, slopes[:2], slopes[2:]

    W, b = np.ones((2, 3)), np.zeros((1, 3))
    counts = [light.look(ask, W, b, seconds=0.0)["count"] for _ in range(10)]

    assert counts == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert len(calls) < 120


def test_new_code_goes_on_from_the_weights_of_this_moment():
    student = Student()
    widget = make(student)
    widget.train(8)
    W = widget.W

    student.state = "raising"
    widget.code_changed()
    problem = widget.problem
    student.state = "fine"
    widget.code_changed()

    assert "ZeroDivisionError" in problem
    assert widget.problem == ""
    assert np.array_equal(widget.W, W)
    assert widget.view()["turns"] == [8, 8]


def test_weights_that_blew_up_are_not_gone_on_with():
    def explosive(W, X, y, reg):
        loss, dW = squares(W, X, y, reg)
        return loss, dW * np.inf

    widget = Boundary({"squares": explosive}, data="blobs")
    done(widget, "step", at=0, count=2)
    widget.code_changed()

    assert np.isfinite(widget.W).all()
    assert widget.training.t == 0
