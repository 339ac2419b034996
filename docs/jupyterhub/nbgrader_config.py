"""What instructors and students of the Hub share: the course and the exchange."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader gives it to this file

CAMPUS = Path(os.environ.get("CAMPUS", "/srv/campus"))

c.CourseDirectory.course_id = "gradients-by-hand"
c.Exchange.root = str(CAMPUS / "exchange")
c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"
