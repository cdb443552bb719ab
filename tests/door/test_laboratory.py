"""JupyterLab speaks Chinese by settings that the package carries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from jupyter_server.serverapp import ServerApp
from jupyterlab_server.config import ConfigManager

from assessment.door.laboratory import SETTINGS, environment, open_laboratory
from assessment.door.serving import MOST_BYTES
from assessment.storage import WorkspaceError


def test_the_language_is_chinese_and_what_was_set_holds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(SETTINGS, str(tmp_path))
    with as_file(files("assessment.door") / "jupyter") as settings:
        places = environment(settings, "zh")[SETTINGS].split(os.pathsep)
        assert places == [str(tmp_path), str(settings / "zh"), str(settings)]
        path = settings / "zh" / "labconfig" / "default_setting_overrides.json"
        told = json.loads(path.read_text(encoding="utf-8"))
    assert told["@jupyterlab/translation-extension:plugin"] == {"locale": "zh_CN"}
    assert environment(settings, "en")[SETTINGS].split(os.pathsep) == [places[0], places[2]]


def test_jupyterlab_finds_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    with as_file(files("assessment.door") / "jupyter") as settings:
        monkeypatch.setenv(SETTINGS, str(settings / "zh"))
        manager = ConfigManager(config_dir_name="labconfig")
        found = manager.get("default_setting_overrides")
    assert found["@jupyterlab/translation-extension:plugin"]["locale"] == "zh_CN"


def test_without_jupyterlab_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("assessment.door.laboratory.find_spec", lambda _: None)
    with pytest.raises(WorkspaceError, match="jupyterlab"):
        open_laboratory(tmp_path, lang="zh")


@pytest.mark.parametrize("command", ["lab", "start"])
def test_commands_tell_of_a_missing_extra_rather_than_break_off(
    tmp_path: Path, command: str
) -> None:
    for name in ("ipywidgets", "voila", "jupyterlab"):
        (tmp_path / f"{name}.py").write_text("raise ImportError('not here')", encoding="utf-8")
    (tmp_path / "rules").mkdir()
    code = (
        "import sys, importlib.util as u; found = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n in ('ipywidgets', 'voila', 'jupyterlab') else found(n, *a)\n"
        f"sys.argv = ['assessment', '{command}', '--workspace', r'{tmp_path}']\n"
        "from assessment.cli import main; main()"
    )
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    }
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    told = done.stderr.decode("utf-8")
    assert done.returncode == 2 and "Traceback" not in told and "notebooks" in told


def test_files_of_more_than_ten_megabytes_may_be_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    with as_file(files("assessment.door") / "jupyter") as settings:
        monkeypatch.setenv(SETTINGS, environment(settings, "en")[SETTINGS])
        server = ServerApp()
        server.load_config_file(suppress_errors=False)
    assert server.tornado_settings["websocket_max_message_size"] == MOST_BYTES
