"""What every live widget does: it listens to the page, computes, and answers.

A widget names its page (`_esm, _css = page_of(__file__)`), declares traits, those that
the page may set tagged `page=True`, and says in `view()` what there is to draw.  All of
it can be tried without a browser: set a trait and read `view()`.

The page sends                          the widget answers
    {"kind": "hello"}                       a view: a page has opened
    {"kind": "set", "values": {...}}        a view, after the traits are set
    {"kind": "do", "name": "step", ...}     a view, after do_step(**arguments)
    {"kind": "bye"}                         nothing: a page has closed

A view is {"kind": "view", "reply": n, "state": {trait: value}, "view": ...,
"words": ..., "problem": ...}.  Sent as messages and not as synchronized traits: nothing
is echoed, and nothing but the still picture is kept in the notebook's file.
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
    """A picture that answers.  The functions it is given are the student's.

    functions: {name: function}; `self.call(name, ...)` calls what the notebook now
    defines under that function's name.
    """

    problem = t.Unicode(help="What a function raised; empty while all is well.")
    words = t.Unicode(help="What there is to see, for those who hear it.")

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
        """The still picture of the same, for where no page is open."""
        raise NotImplementedError

    def call(self, name, *args):
        """The answer of the student's function of this name, as it is now."""
        return latest(self._functions[name])(*args)

    def refresh(self, reply=0, trouble=""):
        """Compute the view and send it; what the student's code raises is shown.

        trouble: what an action raised just before; a view that works does not hide it.
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
        """The answer of `action`, or None where it raised; `problem` tells which."""
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
        # JupyterLab's messages arrive in another thread: student code runs in the main
        # one only, in turn with the cells.
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
            if content.get("quiet"):  # a page only tells how far it is
                return
        self.refresh(content.get("reply", 0), trouble)

    def _set(self, values):
        allowed = self.traits(page=True)
        # A value that cannot be: the answer tells the page what holds instead.
        with contextlib.suppress(t.TraitError), self.hold_trait_notifications():
            for name, value in values.items():
                if name in allowed:
                    setattr(self, name, value)

    def _cell_was_run(self):
        """Show at once what a function does that was written anew."""
        code = code_of(*self._functions.values())
        if code != self._code:
            self._code = code
            if self._pages > 0:
                self.code_changed()

    def code_changed(self):
        """The student has run other code: by default the view is computed anew."""
        self.refresh()

    def open(self):
        """Open the line to the page, where there can be one."""
        if front_end.connected():
            super().open()

    def _repr_mimebundle_(self, include=None, exclude=None, **options):
        if headless():  # words alone: a figure takes a second to import
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
