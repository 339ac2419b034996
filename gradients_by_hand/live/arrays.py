"""Packs numbers for the page: arrays travel as bytes beside the message."""

import numpy as np


def pack(content):
    """`content` without its arrays, and the arrays as buffers.

    content: dicts, lists, strings and numbers, with arrays anywhere in it.  An array
    of booleans or of bytes arrives as Uint8Array, every other one as Float32Array;
    numbers that are not finite arrive as strings ("nan"), since JSON cannot hold them.
    """
    buffers = []
    return _packed(content, buffers), buffers


def _packed(value, buffers):
    if isinstance(value, dict):
        return {key: _packed(each, buffers) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        small = value.dtype.kind == "b" or value.dtype == np.uint8
        with np.errstate(all="ignore"):  # numbers too large for float32 become infinite
            array = np.ascontiguousarray(value, dtype=np.uint8 if small else "<f4")
        buffers.append(array.tobytes())
        place = {"buffer": len(buffers) - 1, "shape": list(value.shape)}
        return {"$array": place | {"type": "u1" if small else "f4"}}
    if isinstance(value, list | tuple):
        return [_packed(each, buffers) for each in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return str(value)
    return value
