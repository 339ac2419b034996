"""The boundary without a browser: what it tells the page, and what the page may do."""

import asyncio
import time

import ipywidgets
import numpy as np
import pytest

from gradients_by_hand.live.boundary import Boundary, inspection, training_widget
from gradients_by_hand.live.boundary.gradient_light import GradientLight
from gradients_by_hand.live.boundary.loss_forms import forms_of
from gradients_by_hand.live.boundary.training import Training
from live_examples import Student
from live_examples.boundary import make, squares

WIDTH = 23


@pytest.fixture(autouse=True)
def _nothing_stays_open():
    yield
    ipywidgets.Widget.close_all()


def asked(widget, **content):
    """What the widget answers to a message of its page."""
    told = []
    widget.tell = lambda kind, **answer: told.append({"kind": kind, **answer})
    widget._receive(content)
    return told[-1] if told else None


def done(widget, name, **arguments):
    return asked(widget, kind="do", name=name, arguments=arguments, reply=1)


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


# ---------------------------------------------------------------------- whose code runs


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


# ------------------------------------------------------------------- what a person does


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


# ------------------------------------------------------------------------------ playing


def played(widget, script):
    """What is told while `script` runs on a loop, as in a kernel."""
    told = []

    async def kernel():
        widget._loop = asyncio.get_running_loop()
        widget._player._loop = widget._loop
        widget.tell = lambda kind, **content: told.append((kind, content))
        await script(told)
        widget._player.stop()
        await asyncio.sleep(0.05)

    asyncio.run(kernel())
    return told


def play(speed):
    return {"kind": "do", "name": "play", "arguments": {"at": 0, "speed": speed}}


def frames(told):
    return [content for kind, content in told if kind == "frames"]


def test_without_a_word_of_the_page_only_half_a_second_is_sent():
    widget = make(Student())

    async def script(_told):
        widget._receive(
            {"kind": "do", "name": "play", "arguments": {"at": 0, "speed": 1}}
        )
        await asyncio.sleep(0.4)

    told = frames(played(widget, script))

    assert 24 <= widget.training.t <= 36
    assert sum(len(each["rows"]) for each in told) == widget.training.t


def test_a_page_that_keeps_up_gets_more_and_the_frames_follow_each_other():
    widget = make(Student())

    async def script(told):
        widget._receive(
            {"kind": "do", "name": "play", "arguments": {"at": 0, "speed": 4}}
        )
        for _ in range(10):
            await asyncio.sleep(0.03)
            at = widget.training.t
            seen = {"at": at, "speed": 4}
            widget._receive(
                {"kind": "do", "name": "shown", "arguments": seen, "quiet": True}
            )

    told = frames(played(widget, script))

    assert widget.training.t > 300
    ends = [each["start"] + len(each["rows"]) for each in told]
    assert [each["start"] for each in told[1:]] == ends[:-1]


def test_a_slider_while_it_plays_holds_from_the_frame_that_is_shown():
    widget = make(Student())

    async def script(told):
        widget._receive(
            {"kind": "do", "name": "play", "arguments": {"at": 0, "speed": 1}}
        )
        await asyncio.sleep(0.1)
        widget._receive({"kind": "set", "values": {"lr": 0.01, "at": 6}, "reply": 5})

    told = played(widget, script)

    view = next(c["view"] for kind, c in told if kind == "view" and c["reply"] == 5)
    assert view["start"] == 7 or len(view["rows"]) <= 1
    assert widget.training.journal[-1] == (6, {"lr": 0.01})


def test_a_function_that_stops_while_it_plays_is_told_once_and_play_ends():
    calls = []

    def stumbles(W, X, y, reg):
        calls.append(1)
        if len(calls) > 60:
            raise ZeroDivisionError("division by zero")
        return squares(W, X, y, reg)

    widget = Boundary({"squares": stumbles}, data="blobs")

    async def script(_told):
        widget._receive(
            {"kind": "do", "name": "play", "arguments": {"at": 0, "speed": 9}}
        )
        await asyncio.sleep(0.3)

    told = played(widget, script)

    problems = [c["problem"] for kind, c in told if kind == "view" and c["problem"]]
    assert len(problems) == 1
    assert "ZeroDivisionError" in problems[0]
    assert not widget._player.playing


def test_slow_code_holds_a_message_back_for_a_moment_only():
    def slow(W, X, y, reg):
        time.sleep(0.01)
        return squares(W, X, y, reg)

    widget = Boundary({"squares": slow}, data="blobs")
    widget._player.start(speed=32)

    start = time.perf_counter()
    widget._advance(1000)
    seconds = time.perf_counter() - start

    assert 1 <= widget.training.t <= 8
    assert seconds < 0.5


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
