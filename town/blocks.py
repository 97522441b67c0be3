"""A large town on disk in blocks of citizens, made kind by kind, so that nobody ever holds the whole.

A block holds the same rows as `make_town(...).block(first, stop)`. A fact is written only for the kinds that carry
it; elsewhere it has its default.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.engine.columns import TownColumns
from town.columns_io import TownFileError
from town.content import Content, load_content
from town.people import People, make_friends, make_people, make_relatives
from town.plan import load_plan
from town.shapes import KindRow
from town.written import Writer
from town.year import Exposure, Rows, Sources

FORMAT = "town-blocks.v1"
DAYS = 365
PLAIN = ("day", "citizen", "source", "wrong")
ABOUT = "town.json"


@dataclass(frozen=True)
class BlockTown:
    """A town in blocks, opened. `rows` counts the entries of each block by kind."""

    folder: Path
    citizens: int
    size: int
    rows: tuple[tuple[int, ...], ...]
    dtypes: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def observations(self) -> int:
        return sum(map(sum, self.rows))

    def first(self, index: int) -> int:
        """The number of a block's first citizen in the whole town."""
        return index * self.size

    def block(self, index: int) -> TownColumns:
        """Citizens `first` to `first + size` alone, as TownColumns.block cuts them: without ties to others."""
        first, stop = self.first(index), min(self.first(index + 1), self.citizens)
        counts = self.rows[index]
        people = {name: column[first:stop] for name, column in self._people.items()}
        return TownColumns(
            citizens=stop - first,
            citizen_facts={name.removeprefix("fact."): c for name, c in people.items() if name.startswith("fact.")},
            friends=np.full((stop - first, 0), -1, np.int32),
            groups={name: (labels, people[f"group.{name}"]) for name, labels in self.groups.items()},
            kind=np.repeat(np.arange(len(counts), dtype=np.uint8), counts),
            facts=_Facts(self, index),
            days=DAYS,
            **{name: self._column(index, name) for name in PLAIN},
        )

    def ties(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Everybody's friends and relatives, by their numbers in the whole town."""
        return self._people["friends"], self._people["relatives"]

    @cached_property
    def _people(self) -> dict[str, NDArray[Any]]:
        return {path.stem: np.load(path, mmap_mode="r") for path in sorted((self.folder / "people").glob("*.npy"))}

    @cached_property
    def carried(self) -> dict[str, tuple[int, list[bool]]]:
        """Of each fact: the code of its default, and which kinds carry it."""
        content = load_content()
        facts = content.vocabulary.facts_of("observation")
        return {f.id: (f.code(f.default), [f.id in kind.asks for kind in content.kinds.values()]) for f in facts}

    def fact(self, index: int, name: str) -> NDArray[Any]:
        """One fact's column in a block."""
        default, carried = self.carried[name]
        counts = self.rows[index]
        column = np.full(sum(counts), default, self.dtypes[name])
        written, taken = self._column(index, name), 0
        for carries, (start, stop) in zip(carried, pairwise(_edges(counts)), strict=True):
            if carries:
                column[start:stop] = written[taken : taken + stop - start]
                taken += stop - start
        return column

    def _column(self, index: int, name: str) -> NDArray[Any]:
        return np.fromfile(self.folder / str(index) / name, self.dtypes[name])


class _Facts(Mapping[str, NDArray[Any]]):
    """The fact columns of a block, each read when a rule first asks for it."""

    def __init__(self, town: BlockTown, index: int) -> None:
        self.town, self.index = town, index
        self.there: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self.there:
            self.there[name] = self.town.fact(self.index, name)
        return self.there[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.town.carried)

    def __len__(self) -> int:
        return len(self.town.carried)


def save_blocks(
    folder: Path, citizens: int, seed: int, *, size: int, step: Callable[[int, int], bool] = lambda *_: True
) -> bool:
    """Make a town of `citizens` in blocks of `size` into `folder`, which appears only when it is complete.

    `step(kinds made, kinds)` may stop it by saying False: then nothing is left, and the answer is False.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".town-", dir=folder.parent))
    try:
        about = _write(draft, citizens, seed, size, step)
        if about is None:
            return False
        (draft / ABOUT).write_text(json.dumps(about), encoding="utf-8")
        draft.chmod(0o755)  # mkdtemp makes folders that only their maker may read
        if not folder.exists():
            draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return True


def open_blocks(folder: Path) -> BlockTown:
    """A town that save_blocks made. Raises TownFileError."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TownFileError(f"{folder} holds no town: {error}. Save one there first.") from error
    if about.get("format") != FORMAT:
        raise TownFileError(f"{folder} is not of the format {FORMAT}. Make the town anew.")
    return BlockTown(
        folder=folder,
        citizens=about["citizens"],
        size=about["size"],
        rows=tuple(map(tuple, about["rows"])),
        dtypes=about["dtypes"],
        groups={name: tuple(labels) for name, labels in about["groups"].items()},
    )


def _write(draft: Path, citizens: int, seed: int, size: int, step: Callable[[int, int], bool]) -> dict[str, Any] | None:
    content, plan = load_content(), load_plan()
    people = make_people(citizens, seed, content, plan)
    _write_people(draft / "people", people, make_friends(people, seed, plan), make_relatives(people, seed))
    exposure = Exposure()
    sources = Sources(content, plan, people, seed=seed, days=DAYS, exposure=exposure)
    draft_of = _Blocks(draft, citizens, size, content)
    for done, kind in enumerate(content.kinds.values()):
        if not step(done, len(content.kinds)):
            return None
        rows = sources.rows_of(kind)
        writer = Writer(content, plan, people, seed=seed, exposure=exposure, rows=len(rows))
        writer.write(kind, rows, 0)
        draft_of.add(kind, rows, writer.facts)
    groups = {name: list(labels) for name, (labels, _) in people.groups.items()}
    return {"format": FORMAT, "citizens": citizens, "size": size, "groups": groups} | draft_of.about()


def _write_people(folder: Path, people: People, friends: NDArray[np.int32], relatives: NDArray[np.int32]) -> None:
    folder.mkdir()
    columns: dict[str, NDArray[Any]] = {f"fact.{name}": column for name, column in people.facts.items()}
    columns |= {f"group.{name}": codes for name, (_, codes) in people.groups.items()}
    for name, column in {**columns, "friends": friends, "relatives": relatives}.items():
        np.save(folder / f"{name}.npy", column, allow_pickle=False)


class _Blocks:
    """Lays the rows of one kind after another into the files of their blocks."""

    def __init__(self, folder: Path, citizens: int, size: int, content: Content) -> None:
        self.folder, self.size = folder, size
        self.count = -(-citizens // size)
        self.rows: list[list[int]] = [[] for _ in range(self.count)]
        self.dtypes: dict[str, str] = {}
        names = [*PLAIN, *(fact.id for fact in content.vocabulary.facts_of("observation"))]
        for index in range(self.count):
            (folder / str(index)).mkdir()
            for name in names:
                (folder / str(index) / name).touch()

    def add(self, kind: KindRow, rows: Rows, facts: Mapping[str, NDArray[Any]]) -> None:
        block = (rows.citizen // self.size).astype(np.uint16)
        order = np.argsort(block, kind="stable")  # within a block the order of days and citizens stays
        edges = _edges(np.bincount(block, minlength=self.count))
        for counts, (start, stop) in zip(self.rows, pairwise(edges), strict=True):
            counts.append(int(stop - start))
        self._lay("day", rows.day[order], edges)
        self._lay("citizen", (rows.citizen % self.size)[order].astype(np.int32), edges)
        self._lay("source", rows.source[order], edges)
        self._lay("wrong", rows.wrong[order], edges)
        for name, column in facts.items():
            self.dtypes[name] = column.dtype.str
            if name in kind.asks:
                self._lay(name, column[order], edges)

    def _lay(self, name: str, column: NDArray[Any], edges: list[int]) -> None:
        self.dtypes[name] = column.dtype.str
        for index, (start, stop) in enumerate(pairwise(edges)):
            with (self.folder / str(index) / name).open("ab") as file:
                column[start:stop].tofile(file)

    def about(self) -> dict[str, Any]:
        return {"rows": self.rows, "dtypes": self.dtypes}


def _edges(counts: Any) -> list[int]:
    return [0, *np.cumsum(counts).tolist()]
