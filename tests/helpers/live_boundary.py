"""What a boundary answers to messages that a page would send."""

WIDTH = 23  # numbers in a row of the run


def asked(widget, **content):
    """What the widget answers to a message of its page."""
    told = []
    widget.tell = lambda kind, **answer: told.append({"kind": kind, **answer})
    widget._receive(content)
    return told[-1] if told else None


def done(widget, name, **arguments):
    return asked(widget, kind="do", name=name, arguments=arguments, reply=1)
