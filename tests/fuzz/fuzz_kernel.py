"""A real Kernel against a student's side that answers with damaged frames."""

import contextlib
import itertools
import json
import queue
import socket
import threading
import time
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from hypothesis import strategies as st

import fuzz_inputs as inputs
from autograder.execution.kernel import CellResult, Kernel, KernelDied, Raised, Returned
from autograder.sandbox.limits import Limits
from autograder.wire import Kind, ProtocolError, Reader
from autograder.wire.frames import HEADER, MAGIC


class FakeSandbox:
    """Stands for the walls; behind them sits whatever the fuzzer writes."""

    layers = missing = ()

    def interrupt(self, pid):
        pass

    kill = interrupt

    def why_ended(self, pid):
        return {"ended": "exit"}

    def close(self):
        pass


@cache
def peer():
    """A student's side: answers each request on a channel with what it is told to.

    After a frame that is not complete it hangs up, and so it does at the end.
    """
    jobs = queue.SimpleQueue()

    def serve():
        while True:
            channel, (first, *script) = jobs.get()
            with channel, contextlib.suppress(OSError, EOFError):
                channel.sendall(first(0))
                reader, request = Reader(channel), None
                for before, reply in itertools.pairwise([first, *script]):
                    if not before.complete:
                        break
                    # After an output the kernel waits, and asks for nothing new.
                    if request is None or before.answers:
                        request = reader.next(1 << 20, time.monotonic() + 5)
                    channel.sendall(reply(request.id))

    threading.Thread(target=serve, daemon=True).start()
    return jobs


def kernel(drawn):
    """kernel.py: a real Kernel whose other side answers with damaged frames.

    When the answers are out the other side hangs up, so nothing waits.
    Returns how far it came.
    """
    ours, theirs = socket.socketpair()
    peer().put((theirs, drawn))
    made = object.__new__(Kernel)
    made._limits, made._sandbox, made._owns_sandbox = Limits(), FakeSandbox(), False
    try:
        made._open(ours, 5)
    except (ProtocolError, EOFError, OSError):
        ours.close()
        return "not ready"
    with made:
        result = made.run_cell("1", timeout_s=2)
        assert isinstance(result, CellResult)
        json.dumps(result.outputs)
        try:
            outcome = made.call("f", [np.ones(3)], {}, timeout_s=2)
        except KernelDied:
            return "ended"
        assert isinstance(outcome, Returned | Raised)
        with contextlib.suppress(KernelDied):
            made.fork().close()
        return "answered"


def honest(reply):
    """What a student's side sends that plays by the rules."""
    frames_of = zip((Kind.READY, Kind.DONE), (inputs.READY[0], inputs.DONE[0]))
    ready, done = (_Frame(int(kind), payload, 0, 0) for kind, payload in frames_of)
    return ready, done, _Frame(int(Kind.REPLY), reply, 0, 0)


def _framed(kind, payloads):
    """Frames whose header is right, or nearly, with the id that was asked for or not.

    Most are right but for their payload, or nothing behind the header would be tried.
    """
    kinds = st.just(int(kind)) | st.integers(0, 255)
    honest = st.tuples(st.just(int(kind)), payloads, st.just(0), st.just(0))
    lies = st.sampled_from([0, 0, 0, 1, -1, 7, 2**31])
    odd = st.tuples(kinds, payloads, st.sampled_from([0, 0, 0, 1]), lies)
    return st.one_of(*[honest] * 7, odd).map(lambda drawn: _Frame(*drawn))


@dataclass(frozen=True)
class _Frame:
    kind: int
    payload: bytes
    other_id: int
    lie: int

    @property
    def complete(self):
        return self.lie <= 0

    @property
    def answers(self):
        return self.kind != Kind.OUTPUT

    def varied(self, rng):
        return replace(self, payload=inputs.vary(self.payload, rng))

    def __call__(self, id):
        size = max(0, len(self.payload) + self.lie)
        return HEADER.pack(MAGIC, self.kind, id ^ self.other_id, size) + self.payload


@dataclass(frozen=True)
class _Several:
    parts: tuple

    @property
    def complete(self):
        return all(part.complete for part in self.parts)

    @property
    def answers(self):
        return self.parts[-1].answers

    def varied(self, rng):
        at = rng.randrange(len(self.parts))
        parts = [
            part.varied(rng) if number == at else part
            for number, part in enumerate(self.parts)
        ]
        return _Several(tuple(parts))

    def __call__(self, id):
        return b"".join(part(id) for part in self.parts)


def _mostly_real(samples):
    """A frame in the middle must be good more often than not, or none comes after."""
    return st.one_of(*[st.sampled_from(samples)] * 4, inputs.mutated(samples))


def _after_outputs(last):
    outputs = _framed(Kind.OUTPUT, _mostly_real(inputs.OUTPUTS))
    some = st.lists(outputs, max_size=2)
    return st.tuples(some, last).map(lambda drawn: _Several((*drawn[0], drawn[1])))


KERNELS = st.tuples(
    _framed(Kind.READY, _mostly_real(inputs.READY)),
    _after_outputs(_framed(Kind.DONE, _mostly_real(inputs.DONE))),
    _after_outputs(
        _framed(Kind.REPLY, st.sampled_from(inputs.REPLIES) | inputs.replies)
    ),
)


def vary_kernel(drawn, rng):
    """Mostly the last answer changes, so that the kernel lives until it comes."""
    number = rng.choice([0, 1, 2, 2])
    return tuple(
        frame.varied(rng) if at == number else frame for at, frame in enumerate(drawn)
    )
