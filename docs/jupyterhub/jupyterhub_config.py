"""JupyterHub for a course: instructors with formgrader, students with the exchange.

    jupyterhub -f docs/jupyterhub/jupyterhub_config.py

Names of people are read from CAMPUS/instructors.txt and CAMPUS/students.txt.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub gives it to this file

HERE = Path(__file__).resolve().parent
CAMPUS = Path(os.environ.get("CAMPUS", "/srv/campus"))
COURSE = "gradients-by-hand"
INSTRUCTORS = (CAMPUS / "instructors.txt").read_text(encoding="utf-8").split()
STUDENTS = (CAMPUS / "students.txt").read_text(encoding="utf-8").split()

# Who may come in.  nbgrader asks the Hub for these groups.
c.Authenticator.allowed_users = {*INSTRUCTORS, *STUDENTS}
c.JupyterHub.load_groups = {
    f"formgrade-{COURSE}": {"users": INSTRUCTORS},
    f"nbgrader-{COURSE}": {"users": STUDENTS},
}
# A server may ask which groups its own user is in, and nothing of anybody else.
c.Spawner.server_token_scopes = [
    "users:activity!user",
    "access:servers!server",
    "read:users!user",
    "read:users:groups!user",
]


def configuration(spawner):
    """Where this user's server looks: what is theirs first, then what all share."""
    role = "instructor" if spawner.user.name in INSTRUCTORS else "student"
    return f"{HERE / role}:{HERE}"


c.Spawner.environment = {
    "CAMPUS": str(CAMPUS),
    "JUPYTER_CONFIG_PATH": configuration,
}
# Grading a class from formgrader is one request, and may take its time.
c.ConfigurableHTTPProxy.command = ["configurable-http-proxy", "--proxy-timeout=3600000"]
c.Spawner.default_url = "/lab"
