"""The errors of the autograder, by whose fault they are.

    AutograderError            one sentence for the operator: what, where, what to do
    ├── AssignmentError        the author: a folder in assignments/ is not valid
    ├── StaleBuild             the author: source/ or release/ is out of date
    ├── UnreadableSubmission   the student: the file is not a notebook
    └── SandboxError           student code did not run; this is never a zero
        ├── CannotIsolate      the machine offers too little isolation
        └── SandboxFailed      our fault: it should have worked; try again

Errors in a *student's code* are not in this tree: they are verdicts.
"""


class AutograderError(Exception):
    """An error whose text is one sentence for the operator."""


class AssignmentError(AutograderError):
    """The build or the grader refuses an assignment."""


class StaleBuild(AutograderError):
    """A generated folder is out of date."""


class UnreadableSubmission(AutograderError):
    """A submitted file cannot be read as a notebook."""


class SandboxError(AutograderError):
    """Student code did not run."""


class CannotIsolate(SandboxError):
    """This machine offers too little isolation to run student code."""


class SandboxFailed(SandboxError):
    """The sandbox could not be started although the machine allows it."""
