"""The boundary while it plays: how far ahead it sends, and what may interrupt it."""

import asyncio
import time

from gradients_by_hand.live.boundary import Boundary
from live_examples import Student
from live_examples.boundary import make, squares


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
