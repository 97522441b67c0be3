"""Parameters of a model as fields: what was asked in the address, within the range that the model allows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry.drift import ParameterRow

MOST_DIGITS = 4


@dataclass(frozen=True)
class Knob:
    id: str
    label: str
    text: str
    unit: str
    value: int
    usual: int
    low: int
    high: int
    ours: bool
    sources: tuple[str, ...]


def knobs(rows: Iterable[ParameterRow], asked: Mapping[str, str]) -> list[Knob]:
    """What cannot be read is the model's own number; what lies outside the range is its end."""
    return [
        Knob(
            id=row.id,
            label=row.label,
            text=row.text,
            unit=row.unit,
            value=_read(asked.get(row.id, ""), row),
            usual=row.value,
            low=row.low,
            high=row.high,
            ours=row.marker == "ours",
            sources=tuple(row.sources),
        )
        for row in rows
    ]


def values(found: Iterable[Knob]) -> dict[str, int]:
    return {knob.id: knob.value for knob in found}


def _read(text: str, row: ParameterRow) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        return row.value
    return min(row.high, max(row.low, int(text)))
