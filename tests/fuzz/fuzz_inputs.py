"""What a hostile student's side could send: real messages, damaged, and made-up ones.

mutated    the bytes of real messages after flips, cuts, copies and splices
trees      values as msgpack has them, with lies about types, sizes and shapes
values     anything that `decode` could hand on
damaged_texts, json_with_changes   what students write, and files of theirs
"""

import json
import math
import struct

import msgpack
import numpy as np
from hypothesis import strategies as st

from autograder.inside.calls import answer
from autograder.wire import FunctionName, Opaque, Subclassed, encode
from autograder.wire.types import ARRAY_HEAD, DTYPES, TUPLE, Ext

_TELLING = bytes(
    [0, 1, 0x7F, 0x80, 0x90, 0xC1, 0xC7, 0xC9, 0xD4, 0xDC, 0xDD, 0xDF, 0xFF]
)


def mutate(data, recipe, others):
    """`data` changed as the bytes of a recipe say: four for each change."""
    data = bytearray(data)
    for change in zip(*[iter(recipe)] * 4):
        kind, a, b, c = change
        place = (a << 8 | b) % (len(data) + 1)
        if kind % 7 == 0 and place < len(data):
            data[place] ^= 1 << c % 8
        elif kind % 7 == 1 and place < len(data):
            data[place] = _TELLING[c % len(_TELLING)]
        elif kind % 7 == 2:
            data[place:place] = bytes([_TELLING[c % len(_TELLING)]]) * (1 + kind // 7)
        elif kind % 7 == 3:
            del data[place : place + 1 + c]
        elif kind % 7 == 4:
            data[place:place] = data[c : c + 64] * (1 + kind // 28)
        elif kind % 7 == 5:
            other = others[c % len(others)]
            data[place:] = other[len(other) * b // 256 :]
        else:
            data[place:] = b""
    return bytes(data)


def mutated(samples):
    """The bytes of one of the samples, changed at up to eight places."""
    recipes = st.binary(min_size=4, max_size=32)
    return st.tuples(st.sampled_from(samples), recipes).map(
        lambda drawn: mutate(*drawn, samples)
    )


def vary(payload, rng, samples=None):
    """Another payload like one, with random numbers."""
    recipe = rng.randbytes(4 * rng.randint(1, 5))
    return mutate(payload, recipe, samples or REPLIES)


# ------------------------------------------------------------------------- recorded


def _recorded():
    """Replies that the real student's side gives to real calls."""
    W, y = np.arange(6.0).reshape(2, 3) / 7, np.array([2, 0], dtype="i4")

    def changes(array):
        array += 1
        return array

    def raises():
        raise ValueError("häh? \x1b[31m")

    names = {
        "both": lambda: (0.25, W),
        "many": lambda: [1, 2**99, 2 - 1j, "text", b"\0", None, True, np.float32(3)],
        "named": lambda: {"loss": 1.5, "grads": {"W": W, "y": y, "b": (1, [2, ()])}},
        "odd": lambda: (W.view(np.matrix), object(), W > 0, y.astype("u1"), W[:0]),
        "changes": changes,
        "raises": raises,
    }
    calls = [(name, [W] if name == "changes" else []) for name in names]
    return [
        answer(encode({"function": f, "arguments": a, "keywords": {}}), names)
        for f, a in calls
    ]


REPLIES = _recorded()
OUTPUTS = [
    encode(message)
    for message in (
        {"output_type": "stream", "name": "stdout", "text": "loss 1.2\r\n\x1b[0m"},
        {"output_type": "stream", "name": "stderr", "text": "warning"},
        {"output_type": "execute_result", "count": 3, "data": {"text/plain": "3"}},
        {
            "output_type": "display_data",
            "data": {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"},
        },
        {
            "output_type": "error",
            "ename": "ValueError",
            "evalue": "no",
            "traceback": ["line 1", "line 2"],
        },
        {"output_type": "clear_output", "wait": True},
    )
]
DONE = [encode({"status": "ok", "count": 4}), encode({"status": "error", "count": 0})]
READY = [encode({"pid": 4321})]


# -------------------------------------------------------------------------- made up

_sizes = st.sampled_from([0, 1, 2, 3, 7, 2**16, 2**31, 2**40, 2**63, 2**64 - 1])


@st.composite
def _arrays(draw):
    """An array as the wire has it; what it says of itself need not be so."""
    code = draw(st.integers(0, len(DTYPES) + 1))
    shape = draw(st.lists(_sizes, max_size=4))
    ndim = draw(st.sampled_from([len(shape), len(shape), len(shape) + 1, 255]))
    name = draw(st.binary(max_size=4))
    raw = draw(st.binary(max_size=48))
    head = ARRAY_HEAD.pack(code, ndim, len(name))
    data = head + struct.pack(f"<{len(shape)}Q", *shape) + name + raw
    return msgpack.ExtType(Ext.ARRAY, data)


_extensions = st.builds(
    msgpack.ExtType, st.integers(0, 9), st.binary(max_size=40)
) | st.builds(msgpack.ExtType, st.sampled_from(list(Ext)), st.binary(max_size=40))
_integers = st.integers(-(2**63), 2**64 - 1)
_leaves = (
    st.none()
    | st.booleans()
    | _integers
    | st.floats()
    | st.text(max_size=12)
    | st.binary(max_size=12)
    | _extensions
    | _arrays()
)
_keys = st.sampled_from(
    "returned raised message line changed status count pid text name data "
    "output_type traceback ename evalue text/plain image/png killed ended".split()
) | st.text(max_size=6)
_trees = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(_keys, inner, max_size=5)
        | st.lists(inner, max_size=4).map(lambda items: {TUPLE: items})
        | st.dictionaries(st.binary(max_size=5) | _integers, inner, max_size=2)
    ),
    max_leaves=12,
)


def _packed(tree):
    return msgpack.packb(tree, unicode_errors="surrogatepass")


trees = _trees.map(_packed)
replies = mutated(REPLIES) | trees


@st.composite
def _filled(draw):
    """An array of any dtype whose bits are random: nan, infinities and all."""
    dtype = draw(st.sampled_from(DTYPES))
    shape = draw(st.lists(st.integers(0, 3), max_size=3))
    size = math.prod(shape) * dtype.itemsize
    raw = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), "u1")
    raw = raw % 2 if dtype.kind == "b" else raw
    return np.frombuffer(raw.tobytes(), dtype).reshape(shape).copy()


values = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-(2**70), 2**70)
    | st.integers(0, 2).map(lambda n: (-(10**400), 10**1200, 10**308)[n])
    | st.complex_numbers()
    | st.text(max_size=30)
    | st.binary(max_size=12)
    | _filled()
    | _filled().filter(np.size).map(lambda array: array.ravel()[0])
    | st.builds(Subclassed, _filled(), st.text(max_size=8))
    | st.builds(Opaque, st.text(max_size=8), st.text(max_size=8))
    | st.builds(FunctionName, st.text(max_size=8)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


# ----------------------------------------------------------------------------- texts


def damaged_texts(samples, vocabulary):
    """Texts of students: real ones with changes, and words in any order."""
    raw = [sample.encode() for sample in samples]
    damaged = mutated(raw).map(lambda data: data.decode("utf-8", "replace"))
    words = st.lists(st.sampled_from(vocabulary), max_size=30)
    repeated = st.tuples(
        st.sampled_from(vocabulary), st.sampled_from([50, 300, 3000])
    ).map(lambda drawn: drawn[0] * drawn[1])
    return damaged | words.map("".join) | repeated


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner)
    ),
    max_leaves=8,
)


@st.composite
def json_with_changes(draw, sample):
    """A JSON document in which some values are of another kind, or gone."""
    document = json.loads(json.dumps(sample))
    for _ in range(draw(st.integers(1, 5))):
        holder = document
        for _ in range(draw(st.integers(0, 6))):
            inner = holder.values() if isinstance(holder, dict) else holder
            deeper = [each for each in inner if isinstance(each, dict | list) and each]
            if not deeper:
                break
            holder = draw(st.sampled_from(deeper))
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = draw(st.sampled_from(keys))
        if draw(st.booleans()):
            holder[key] = draw(json_values)
        else:
            del holder[key]
        if not document:
            break
    return document
