"""A lock is installed by uv, from where pip is set up to look; by pip where uv cannot."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from wireroom.stack import install_packages
from wireroom.stack.install_packages import environment_of_uv, setting, steps_of_pip, steps_of_uv

# `pip config list` on a machine whose packages come from a mirror.
SETTINGS = """\
:env:.find-links='/opt/wheels /srv/wheels'
:env:.timeout='180'
global.cert='/etc/ssl/mirror.pem'
global.extra-index-url='https://a.example/simple\\nhttps://b.example/simple'
global.find-links='/elsewhere'
global.index-url='https://reader:secret@mirror.example/simple'
global.trusted-host='mirror.example'
install.no-index='false'
"""


def test_uv_asks_where_pip_is_set_up_to_ask() -> None:
    """It does not read pip's settings: on a machine behind a mirror it would ask the public index in vain."""
    environment = {"PATH": "/bin", "ALL_PROXY": "http://proxy.example"}
    assert environment_of_uv(SETTINGS, environment) == {
        "PATH": "/bin",
        "ALL_PROXY": "http://proxy.example",
        "SSL_CERT_FILE": "/etc/ssl/mirror.pem",
        "UV_DEFAULT_INDEX": "https://reader:secret@mirror.example/simple",
        "UV_INDEX": "https://a.example/simple https://b.example/simple",
        "UV_FIND_LINKS": "/opt/wheels,/srv/wheels",
        "UV_INSECURE_HOST": "mirror.example",
        "UV_NO_CONFIG": "1",
    }
    assert setting(SETTINGS, "no-index") == "false"


def test_uvs_own_settings_send_no_package_elsewhere() -> None:
    """`[pip] target = "/elsewhere"` left the environment empty, and all was said to be well."""
    environment = {"UV_TARGET": "/elsewhere", "UV_OVERRIDE": "/more.txt", "UV_CACHE_DIR": "/cache"}
    assert environment_of_uv("", environment) == {"UV_CACHE_DIR": "/cache", "UV_NO_CONFIG": "1"}


@pytest.mark.parametrize("uv", ["is not to be had", "fails", "is put elsewhere"])
def test_where_uv_cannot_pip_installs(
    uv: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lock, log = tmp_path / "lock.txt", tmp_path / "install.log"
    lock.write_text("".join(f"p{number}==1.{number}\n    # via p\n" for number in range(7)) + "uv==0.1\n")
    tool = tmp_path / "tool"
    tool.write_text(
        "#!/bin/sh\n"
        'case "$0 $*" in\n'
        f"  *tool\\ install*uv==0.1) exit {int(uv == 'is not to be had')};;\n"
        "  */uv*) echo no such package; exit 1;;\n"
        "  *config*) ;;\n"
        "  *) for n in 1 2 3 4 5 6 7 8; do echo Collecting p$n; done; echo Installing collected: p1;;\n"
        "esac\n"
    )
    tool.chmod(0o755)
    if uv == "fails":
        (tmp_path / "uv").symlink_to(tool)
    monkeypatch.setattr(install_packages, "PIP", [str(tool)])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(sys, "argv", ["install_packages.py", str(lock), str(log)])
    assert install_packages.main() == 0
    said = capfd.readouterr().out
    assert "2 of 8 packages at hand" in said
    assert "unpacking and compiling" in said
    assert log.read_text().count("Collecting") == 8
    assert ("no such package" in log.read_text()) == (uv == "fails")


def test_an_interrupt_is_left_to_whoever_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*words: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(install_packages, "by_uv", interrupted)
    monkeypatch.setattr(sys, "argv", ["install_packages.py", "lock.txt", str(tmp_path / "install.log")])
    assert install_packages.main() == 130


def test_an_install_says_how_far_it_is() -> None:
    collected = ["Collecting a\n", "Requirement already satisfied: b\n", "  Downloading a.whl\n"]
    assert list(steps_of_pip(collected, 2)) == ["1 of 2 packages at hand", "2 of 2 packages at hand"]
    lines = [
        "Resolved 2 packages in 1s\n",
        " Downloading a (5 MiB)\n",
        "Installed 2 packages in 2s\n",
        " + a==1\n",
    ]
    assert list(steps_of_uv(lines)) == [
        "Resolved 2 packages in 1s",
        "Downloading a (5 MiB)",
        "Installed 2 packages in 2s",
    ]
