"""Towns on disk: one file a column, read back without loading what nobody looks at."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.engine.columns import TownColumns
from scoring.engine.vocabulary import DEFAULT, Vocabulary, load_vocabulary

FORMAT = "town.v1"
PLAIN = ("friends", "kind", "day", "citizen", "source", "wrong", "relatives")


class TownFileError(ValueError):
    """A town file that cannot be used."""


def save(town: TownColumns, folder: Path | str, *, vocabulary: Vocabulary | None = None) -> Path:
    """Write a town into `folder`, which appears only when it is complete."""
    target = Path(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".town-", dir=target.parent))
    try:
        for name, column in _columns(town):
            np.save(draft / f"{name}.npy", column, allow_pickle=False)
        about = {
            "format": FORMAT,
            "citizens": town.citizens,
            "days": town.days,
            "groups": {name: list(labels) for name, (labels, _) in town.groups.items()},
            "columns": [name for name, _ in _columns(town)],
            "words": _words(vocabulary or load_vocabulary(DEFAULT)),
        }
        (draft / "town.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
        draft.chmod(0o755)  # mkdtemp makes folders that only their maker may read
        if target.exists():
            shutil.rmtree(target)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def load(folder: Path | str, *, vocabulary: Vocabulary | None = None) -> TownColumns:
    """Open a saved town; its columns stay on disk until they are looked at. Raises TownFileError."""
    source = Path(folder)
    about = _about(source)
    if about["words"] != _words(vocabulary or load_vocabulary(DEFAULT)):
        raise TownFileError(
            f"{source} was made with another vocabulary: its codes mean something else. Make it anew."
        )
    columns = {name: _open(source / f"{name}.npy") for name in about["columns"]}
    return TownColumns(
        citizens=about["citizens"],
        days=about["days"],
        citizen_facts=_under(columns, "citizen."),
        facts=_under(columns, "fact."),
        groups={name: (tuple(labels), columns[f"group.{name}"]) for name, labels in about["groups"].items()},
        friends=columns["friends"],
        kind=columns["kind"],
        day=columns["day"],
        citizen=columns["citizen"],
        source=columns["source"],
        wrong=columns["wrong"],
        relatives=columns.get("relatives"),
    )


def _columns(town: TownColumns) -> Iterator[tuple[str, NDArray[Any]]]:
    for name in PLAIN:
        if getattr(town, name) is not None:
            yield name, getattr(town, name)
    for name, column in town.citizen_facts.items():
        yield f"citizen.{name}", column
    for name, column in town.facts.items():
        yield f"fact.{name}", column
    for name, (_, codes) in town.groups.items():
        yield f"group.{name}", codes


def _about(source: Path) -> dict[str, Any]:
    try:
        about = json.loads((source / "town.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TownFileError(f"{source} holds no town: {error}. Save one there first.") from error
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise TownFileError(f"{source} is not of the format {FORMAT}. Make the town anew.")
    return about


def _open(path: Path) -> NDArray[Any]:
    try:
        column: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise TownFileError(f"The column {path.name} cannot be read: {error}. Make the town anew.") from error
    return column


def _under(columns: dict[str, NDArray[Any]], prefix: str) -> dict[str, NDArray[Any]]:
    return {name.removeprefix(prefix): column for name, column in columns.items() if name.startswith(prefix)}


def _words(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Everything whose order gives codes their meaning."""
    facts = [f"{fact.id}={','.join(fact.codes)}" for fact in vocabulary.facts.values()]
    return {"kinds": list(vocabulary.kinds), "sources": list(vocabulary.sources), "facts": facts}
