"""Large towns on disk, made once for everybody who asks about them, and deleted when room is needed."""

import shutil
import time
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from scoring.engine.vocabulary import DEFAULT
from scoring.jobs import CannotFinish, Step
from town.blocks import BlockTown, open_blocks, save_blocks

SIZE = 50_000  # citizens in a block
BYTES_EACH = 1_300  # a citizen's year on disk, with room to spare
MOST_BYTES = 6_000_000_000
SPARED = 1_000_000_000  # bytes of the disk that are left alone
IN_USE_SECONDS = 15 * 60
KEPT_SECONDS = 24 * 3600


def town_of(citizens: int, seed: int, step: Step) -> BlockTown | None:
    """The town in blocks, made if it is not there. None when `step` said to stop. Raises CannotFinish."""
    folder = home() / f"{citizens}-{seed}-{SIZE}-{_edition()}"
    if not folder.exists():
        _make_room(citizens * BYTES_EACH)
        if not save_blocks(folder, citizens, seed, size=SIZE, step=step):
            return None
    folder.touch()  # the time of its last use
    return open_blocks(folder)


def purge_towns() -> int:
    """Delete towns that nobody has asked about for a day. The number deleted."""
    old = [folder for folder in _by_use() if _unused_for(folder) > KEPT_SECONDS]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def home() -> Path:
    return Path(settings.DATA_DIR) / "towns"


def _make_room(needed: int) -> None:
    home().mkdir(parents=True, exist_ok=True)
    for folder in _by_use():
        if _fits(needed):
            return
        if _unused_for(folder) > IN_USE_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
    if not _fits(needed):
        raise CannotFinish(
            _("There is no room for another town of this size now. Try later, or ask for a smaller one.")
        )


def _fits(needed: int) -> bool:
    held = sum(path.stat().st_size for path in home().rglob("*") if path.is_file())
    return held + needed <= MOST_BYTES and shutil.disk_usage(home()).free >= needed + SPARED


def _by_use() -> list[Path]:
    """Towns and half-made ones, the longest unused first."""
    return sorted(home().glob("*"), key=lambda folder: folder.stat().st_mtime) if home().exists() else []


def _unused_for(folder: Path) -> float:
    return time.time() - folder.stat().st_mtime


@cache
def _edition() -> str:
    """Names what towns are made of: the town's files, and nothing else, tell one edition from another."""
    files = sorted(Path(DEFAULT).rglob("*.yaml"))
    return sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:12]
