"""How an exception, or a function that is missing, is worded for a student."""

from gradients_by_hand.rules.notebook_code import NotebookCode

# How the sentence ends that a student reads of a function with no code of theirs.
UNFINISHED = "is not written yet."


def unfinished(name: str) -> str:
    """The sentence about a function that still raises NotImplementedError."""
    return f"{name} {UNFINISHED}"


def missing(name: str) -> str:
    """The sentence about a name that no cell has defined."""
    return f"{name} does not exist yet: no cell that ran defines it."


def stopped(name: str, type_name: str, message: str, line: str = "") -> str:
    """The sentence about a function that raised an exception.

    line: the student's own line with its number, "" if there is none.
    """
    said = f"{type_name}: {message.strip()}".rstrip(": .")
    where = f" ({line})" if line else ""
    return f"{name} stopped with {said}{where}."


def unread_sentence(code: NotebookCode, function: str) -> str:
    """The sentence about a cell that hides a function or a helper, "" if none does."""
    if not code.is_in_an_unread_cell(function):
        return ""
    return (
        f"A cell that mentions {function} or a function that it uses cannot be read: "
        "it is too long, too deeply nested, or full of magics. Make it simpler."
    )
