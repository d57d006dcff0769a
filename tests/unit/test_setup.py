# SPDX-License-Identifier: Apache-2.0
"""``scripts/setup`` mends what was cut off, moved or upgraded, and does nothing twice. Its tools are stand-ins."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

# Makes an environment whose interpreter only writes down what it was asked.
_PYTHON = """#!/bin/bash
if [ "$1 $2 $3" = "-m venv --clear" ]; then
  echo made >>"$LOG"; rm -rf "$4"; mkdir -p "$4/bin"
  printf '#!/bin/bash\\n[ "$2" = compileall ] || echo "pip $PWD" >>"$LOG"\\n' >"$4/bin/python"
  chmod +x "$4/bin/python"; exit
fi
exec "$REAL" "$@"
"""
_NPM = '#!/bin/bash\necho npm >>"$LOG"; rm -rf node_modules; mkdir node_modules\n'


class Project:
    """A folder that looks like the project, in ``place``."""

    def __init__(self, place: Path, tools: Path) -> None:
        self.place, self.tools, self.log = place, tools, tools / "log"
        self.told = ""

    def set_up(self) -> list[str]:
        """Run the set-up; what its tools did."""
        self.log.write_text("")
        python = self.tools / "a python"
        env = {**os.environ, "PYTHON": str(python), "LOG": str(self.log), "REAL": sys.executable}
        env["PATH"] = f"{self.tools}:{env['PATH']}"
        command = [self.place / "scripts" / "setup"]
        ran = subprocess.run(command, env=env, cwd="/", check=True, capture_output=True, text=True)
        self.told = ran.stderr
        return [line.split()[0] for line in self.log.read_text().splitlines()]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    tools, place = tmp_path / "tools", tmp_path / "my project"
    tools.mkdir()
    for name, text in (("a python", _PYTHON), ("npm", _NPM), ("node", "#!/bin/bash\necho 20\n")):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    (place / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "setup", place / "scripts" / "setup")
    for name in ("requirements.lock", "pyproject.toml", "package-lock.json"):
        (place / name).write_text("")
    return Project(place, tools)


def test_a_second_run_does_nothing(project: Project) -> None:
    assert project.set_up() == ["made", "pip", "pip", "npm"]
    assert project.set_up() == []


def test_each_step_is_told_with_its_time_and_a_sign_of_life(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTIN_SETUP_SIGN_SECONDS", "0.05")
    (project.tools / "npm").write_text(_NPM + "sleep 0.3\n")
    project.set_up()
    steps = [line for line in project.told.splitlines() if not line.startswith("antin:   …")]
    assert [("phút" in step or "giây" in step) and step.endswith(" …") for step in steps] == [True] * 4
    assert project.told.splitlines()[-1].startswith("antin:   … ")
    project.set_up()
    assert not project.told


def test_a_step_that_fails_ends_the_set_up(project: Project) -> None:
    (project.tools / "npm").write_text("#!/bin/bash\nexit 3\n")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        project.set_up()
    assert failed.value.returncode == 69
    assert "npm packages could not be installed" in failed.value.stderr


def test_a_new_lock_keeps_the_environment(project: Project) -> None:
    project.set_up()
    (project.place / "requirements.lock").write_text("changed")
    assert project.set_up() == ["pip", "pip"]


def test_an_environment_cut_off_while_it_was_made_is_made_anew(project: Project) -> None:
    (project.place / ".venv" / "bin").mkdir(parents=True)
    (project.place / ".venv" / "bin" / "python").symlink_to(sys.executable)
    assert project.set_up() == ["made", "pip", "pip", "npm"]


def test_a_copied_environment_is_made_anew_since_its_programs_start_the_old_copy(project: Project) -> None:
    project.set_up()
    copy = Project(project.place.with_name("copy"), project.tools)
    shutil.copytree(project.place, copy.place, symlinks=True)
    assert copy.set_up() == ["made", "pip", "pip"]
    assert (copy.set_up(), project.set_up()) == ([], [])


def test_an_environment_whose_interpreter_is_gone_is_made_anew(project: Project) -> None:
    project.set_up()
    (project.place / ".venv" / "bin" / "python").unlink()
    assert project.set_up() == ["made", "pip", "pip"]
