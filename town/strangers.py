"""What other people add to a citizen's file: acts that were theirs, and stars that they gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.engine.observation import Observation
from town.content import Content
from town.events import Act, Seen, Truth
from town.luck import Key, below, between, name
from town.recording import Recorder, usual_numbers
from town.shapes import ErrorRow, KindRow, PersonaRow, Value

CAMERA = "face_camera"
CROSSING = "cross_on_red"
DOUBTFUL_MATCH = (58, 89)  # per cent: a false match is less sure than a true one, and still counts
RATERS = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2)  # how many bystanders of a public act reach for their phone
MIDDLE_STARS = 3
SOMEBODY_ELSE = "Somebody else did it"
ONE_IN = 3650 * 100 * 1000  # acts in ten years, per cent seen, per mille wrong


def misfiled(content: Content, persona: PersonaRow, seed: int, days: int, recorder: Recorder) -> Iterator[Seen]:
    """Acts of others that land on this file."""
    for day in range(1, days + 1):
        yield from _wrong_face(content, persona, seed, day)
        for kind, source, error_rate, errors in _wrong_person_chances(content):
            if not recorder.looks(content.sources[source]):
                continue
            key = (seed, persona.id, day, kind.id, source, "misfiled")
            detection = next(seen.detection for seen in kind.sources if seen.id == source)
            if below(ONE_IN, *key) < kind.per_ten_years * detection * error_rate:
                error = errors[below(len(errors), *key, "which")]
                yield _not_mine(kind, source, day, error, key)


def _wrong_face(content: Content, persona: PersonaRow, seed: int, day: int) -> Iterator[Seen]:
    key = (seed, persona.id, day, CROSSING, CAMERA, "wrong face")
    if below(100, *key) < persona.misread:
        errors = content.sources[CAMERA].errors_of("wrong_person")
        error = errors[below(len(errors), *key, "which")]
        match = between(*DOUBTFUL_MATCH, *key, "match")
        yield _not_mine(content.kinds[CROSSING], CAMERA, day, error, key, {"match": match})


def _wrong_person_chances(content: Content) -> Iterator[tuple[KindRow, str, int, list[ErrorRow]]]:
    for kind in content.kinds.values():
        for seen in kind.sources:
            source = content.sources[seen.id]
            errors = source.errors_of("wrong_person")
            if errors and source.error_rate:
                yield kind, seen.id, source.error_rate, errors


def _not_mine(
    kind: KindRow,
    source: str,
    day: int,
    error: ErrorRow,
    key: tuple[Key, ...],
    more: Mapping[str, Value] | None = None,
) -> Seen:
    facts = {"place": kind.places[0], **usual_numbers(kind, *key), **(more or {})}
    observation = Observation(name("o", *key), day, kind.id, source, facts)
    return Seen(observation, Truth(False, SOMEBODY_ELSE, error.id))


def ratings(act: Act, recorder: Recorder) -> Iterator[Seen]:
    """Stars from simulated townsfolk who were there. No learner ever rates another."""
    content = recorder.content
    kind = content.kinds[act.kind]
    if kind.public is None or not recorder.looks(content.sources["peer_app"]):
        return
    key = (*recorder.key, *act.origin, "rated")
    for rater in range(RATERS[below(len(RATERS), *key)]):
        stars = MIDDLE_STARS + kind.public + between(-1, 1, *key, rater, "stars")
        weight = 1 + min(below(10, *key, rater, "weight"), below(10, *key, rater, "second weight"))
        facts = {"place": act.facts.get("place", kind.places[0]), "stars": stars, "rater_weight": weight}
        if "hour" in act.facts:
            facts["hour"] = act.facts["hour"]
        observation = Observation(name("o", *key, rater), act.day, "peer_rating", "peer_app", facts)
        yield Seen(observation, Truth(True, f"A bystander: {kind.past.lower()}", None, act.scene, act.choice))
