"""What can go wrong, and whose fault it is.

    AutograderError            one sentence for an operator: what, where, what to do
    ├── AssignmentError        a folder of assignments/ is not as it should be
    ├── StaleBuild             source/ or release/ is not what the build makes
    ├── UnreadableSubmission   the student's file: costs only itself
    └── SandboxError           student code was not run; never a zero
        ├── CannotIsolate      this machine offers too little: refuse
        └── SandboxFailed      it should have worked: our fault, try again

What a *student's code* does is never an exception of this tree: it is a verdict.
"""


class AutograderError(Exception):
    """One sentence for an operator."""


class AssignmentError(AutograderError):
    """An assignment that the build or the grader refuses."""


class StaleBuild(AutograderError):
    """A generated folder that is out of date."""


class UnreadableSubmission(AutograderError):
    """A submitted file that cannot be read as a notebook."""


class SandboxError(AutograderError):
    """Student code was not run."""


class CannotIsolate(SandboxError):
    """This machine offers too little isolation to run student code."""


class SandboxFailed(SandboxError):
    """The sandbox could not be started although the machine allows it."""
