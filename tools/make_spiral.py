"""Make gradients_by_hand/data/spiral.npz: the points of the spiral as plain numbers.

Students write `make_spiral` themselves (09_spiral), so that the workbook ships what it
gives, without noise, and not how.  The numbers come from the solution's own function::

    python tools/make_spiral.py
"""

import contextlib
import io
import os
from pathlib import Path

import numpy as np
from make_digits import archive

from autograder.course.course import Course

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "gradients_by_hand" / "data" / "spiral.npz"


def main():
    course, names = Course(ROOT), {}
    os.chdir(course.source / "09_spiral")
    for cell in course.assignment("09_spiral").notebook["cells"]:
        source = "".join(cell["source"])
        if "def make_spiral(" in source:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(
                    compile(f"import numpy as np\n{source}", "09_spiral", "exec"), names
                )
    X, y = names["make_spiral"](100, 3, 0.0, np.random.RandomState(0))
    TARGET.write_bytes(archive(X=X.round(4), y=y.astype(np.uint8)))
    print(f"{TARGET.name}: {len(X)} points, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
