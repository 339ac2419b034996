"""Text from the sandbox: how to ask an object for it, how to make it safe to show."""

import re
from collections.abc import Callable
from typing import Any

_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# Controls, invisible and bidirectional marks, lone surrogates, tags: they make a text
# look like another one.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def clean(text: str, limit: int = 4000) -> str:
    """A student's text made safe to show: no control, ANSI or bidi characters."""
    text = _COLOURS.sub("", text[:limit]).replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def safe_text(ask: Callable[[Any], object], value: object, limit: int) -> str:
    """`ask(value)` as a bounded text, even if the object misbehaves."""
    try:
        text = ask(value)
    except BaseException as error:  # a hostile __repr__ may raise anything
        return f"<{type_name(error)} while it was asked for its text>"
    return text[:limit] if type(text) is str else "<no text>"


def type_name(value: object) -> str:
    """The name of the value's type, read so that a metaclass cannot interfere."""
    return str(type.__dict__["__name__"].__get__(type(value)))
