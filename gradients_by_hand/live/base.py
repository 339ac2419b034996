"""The base of every live widget: it listens to the page, computes, and answers.

A widget names its page (`_esm, _css = page_of(__file__)`), declares traits (tagged
`page=True` if the page may set them), and returns from `view()` what the page draws.
A test needs no browser: it sets a trait and reads `view()`.

The page sends                          the widget answers
    {"kind": "hello"}                       a view: a page has opened
    {"kind": "set", "values": {...}}        a view, after the traits are set
    {"kind": "do", "name": "step", ...}     a view, after do_step(**arguments)
    {"kind": "bye"}                         nothing: a page has closed

A view is {"kind": "view", "reply": n, "state": {trait: value}, "view": ...,
"words": ..., "problem": ...}.  It travels as a message, not as synchronized traits: so
nothing is echoed, and the notebook's file keeps the still picture only.
"""

import asyncio
import contextlib
import weakref

import anywidget
import traitlets as t
from IPython import get_ipython

from gradients_by_hand.live import front_end
from gradients_by_hand.live.arrays import pack
from gradients_by_hand.live.live_lookup import code_of, latest, message
from gradients_by_hand.pictures.canvas import headless


class LiveWidget(anywidget.AnyWidget):
    """A picture that answers a page, driven by functions of the student's.

    functions: {name: function}; `self.call(name, ...)` calls the function that the
    notebook now defines under the same name (live lookup).
    """

    problem = t.Unicode(help="What a function raised, or an empty text.")
    words = t.Unicode(help="What the picture shows, for screen readers.")

    def __init__(self, functions, **traits):
        super().__init__(**traits)
        self._functions = dict(functions)
        self._code = code_of(*self._functions.values())
        self._pages = 0
        self._loop = _running_loop()
        self.on_msg(self._on_message)
        _after_each_cell(self)

    def view(self):
        """What the page draws, as a dict that may hold arrays; has the key `words`."""
        raise NotImplementedError

    def still(self):
        """The still picture of the same state, for a front end without a page."""
        raise NotImplementedError

    def call(self, name, *args):
        """The answer of the student's function of this name (live lookup)."""
        return latest(self._functions[name])(*args)

    def refresh(self, reply=0, trouble=""):
        """Compute the view and send it, with the problem if the student's code raises.

        trouble: what an action raised just before; it is sent even if the view works.
        """
        view = self.attempt(self.view)
        self.problem = trouble or self.problem
        if view is not None:
            self.words = view.pop("words")
        state = {name: getattr(self, name) for name in self.traits(page=True)}
        self.tell(
            "view", reply=reply, state=state, view=view or {},
            words=self.words, problem=self.problem,
        )  # fmt: skip

    def attempt(self, action, *args):
        """The answer of `action`, or None if it raised; `problem` then says what."""
        try:
            answer = action(*args)
        except Exception as error:  # unfinished code is the normal case here
            self.problem = message(error)
            return None
        self.problem = ""
        return answer

    def tell(self, kind, **content):
        """Send a message to every open page."""
        if self.comm is None:
            return
        content, buffers = pack(content)
        self.send({"kind": kind, **content}, buffers)

    def _on_message(self, _widget, content, buffers):
        # JupyterLab's messages arrive in another thread.  Student code runs in the main
        # thread only, between cells.
        if self._loop is None:
            self._receive(content)
        else:
            self._loop.call_soon_threadsafe(self._receive, content)

    def _receive(self, content):
        kind, trouble = content.get("kind"), ""
        if kind == "hello":
            self._pages += 1
        elif kind == "bye":
            self._pages -= 1
            return
        elif kind == "set":
            self._set(content.get("values", {}))
        elif kind == "do":
            action = getattr(self, f"do_{content.get('name')}", None)
            if action is not None:
                self.attempt(lambda: action(**content.get("arguments", {})))
                trouble = self.problem
            if content.get("quiet"):  # the page reports progress and wants no answer
                return
        self.refresh(content.get("reply", 0), trouble)

    def _set(self, values):
        allowed = self.traits(page=True)
        # An invalid value changes nothing; the answer tells the page what holds.
        with contextlib.suppress(t.TraitError), self.hold_trait_notifications():
            for name, value in values.items():
                if name in allowed:
                    setattr(self, name, value)

    def _cell_was_run(self):
        """Show at once what changed code does."""
        code = code_of(*self._functions.values())
        if code != self._code:
            self._code = code
            if self._pages > 0:
                self.code_changed()

    def code_changed(self):
        """React to changed code; by default compute the view again."""
        self.refresh()

    def open(self):
        """Open the comm if a page is there to answer."""
        if front_end.connected():
            super().open()

    def _repr_mimebundle_(self, include=None, exclude=None, **options):
        if headless():  # words alone: importing matplotlib takes a second
            self.refresh()
            return {"text/plain": self.problem or self.words}
        still = self.still()._repr_mimebundle_()
        if self.comm is None:
            return still
        return {**still, **_widget_view(super()._repr_mimebundle_(**options))}


def _widget_view(shown):
    data = shown[0] if isinstance(shown, tuple) else shown or {}
    return {kind: data[kind] for kind in data if kind.startswith("application/")}


def _running_loop():
    """The loop of the kernel's main thread, or None in a script."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _after_each_cell(widget):
    shell = get_ipython()
    if shell is None or widget.comm is None:
        return
    reference = weakref.ref(widget)

    def look(_result=None):
        widget = reference()
        if widget is None or widget.comm is None:
            shell.events.unregister("post_run_cell", look)
        else:
            widget._cell_was_run()

    shell.events.register("post_run_cell", look)
