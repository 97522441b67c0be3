"""What must be true of every scene beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from town.content import CITIZEN, Content, Problem, fact_problems, unknown
from town.scene_shapes import ANYBODY, Choice, Condition, Scene

WORDS = (30, 70)
AFTER_WORDS = 20


def scene_problems(scene: Scene, scenes: Mapping[str, Scene], content: Content) -> Iterator[Problem]:
    """Everything wrong with one scene, given all of them."""
    yield from unknown(scene.id, "place", [scene.place], content.places)
    named = [name for name in scene.personas if name != ANYBODY]
    yield from unknown(scene.id, "personas", named + scene.but_not, content.personas)
    yield from _belonging(scene, content)
    yield from _length(scene)
    for condition in scene.when:
        yield from _condition_problems(scene, "when", condition, scenes, content)
    ids = [choice.id for choice in scene.choices]
    if len(set(ids)) != len(ids):
        yield scene.id, "choices", "A choice id stands twice.", "Give one another id."
    if all(choice.needs for choice in scene.choices):
        yield scene.id, "choices", "Every choice can be forbidden.", "Leave one choice without `needs`."
    for choice in scene.choices:
        yield from _choice_problems(scene, choice, scenes, content)


def _belonging(scene: Scene, content: Content) -> Iterator[Problem]:
    if ANYBODY in scene.personas and len(scene.personas) > 1:
        yield scene.id, "personas", "'any' stands beside names.", "Write [any] alone, with `except`."
    if scene.but_not and ANYBODY not in scene.personas:
        yield scene.id, "except", "Only a scene for anybody has exceptions.", "Delete `except`."
    if scene.own and not scene.id.startswith(f"{scene.personas[0]}_"):
        yield scene.id, "id", "An own scene starts with its citizen.", f"Write {scene.personas[0]}_…."
    if ANYBODY in scene.personas and any(scene.id.startswith(f"{name}_") for name in content.personas):
        yield scene.id, "id", "Only an own scene starts with a citizen's name.", "Write another id."
    if scene.priority and not scene.when:
        yield scene.id, "priority", "A scene that must be seen needs a reason.", "Write `when` or priority 0."


def _length(scene: Scene) -> Iterator[Problem]:
    words = len(scene.text.split())
    if not WORDS[0] <= words <= WORDS[1]:
        yield scene.id, "text", f"The text has {words} words.", f"Write {WORDS[0]} to {WORDS[1]}."
    for choice in scene.choices:
        words = len(choice.after.split())
        if words > AFTER_WORDS:
            key = f"choices.{choice.id}.after"
            yield scene.id, key, f"The sentence has {words} words.", f"Write at most {AFTER_WORDS}."


def _choice_problems(
    scene: Scene, choice: Choice, scenes: Mapping[str, Scene], content: Content
) -> Iterator[Problem]:
    key = f"choices.{choice.id}"
    for condition in choice.needs:
        yield from _condition_problems(scene, f"{key}.needs", condition, scenes, content)
    if choice.act is None:
        if choice.facts:
            yield scene.id, f"{key}.facts", "Nothing is done, so nothing has facts.", "Delete them or name an act."
        return
    kind = content.kinds.get(choice.act)
    if kind is None or kind.received:
        known = {name: kind for name, kind in content.kinds.items() if not kind.received}
        yield from unknown(scene.id, f"{key}.act", [choice.act], known)
        return
    yield from fact_problems(content, scene.id, f"{key}.facts", choice.facts, kind.asks)


def _condition_problems(
    scene: Scene, key: str, condition: Condition, scenes: Mapping[str, Scene], content: Content
) -> Iterator[Problem]:
    if condition.door is not None:
        yield from unknown(scene.id, key, [condition.door], content.doors)
        if condition.door in content.doors:
            states: Sequence[str] = content.doors[condition.door].states
            yield from unknown(scene.id, f"{key}.is", [str(condition.is_)], dict.fromkeys(states))
    if condition.fact is not None and condition.is_ is not None:
        allowed = [fact.id for fact in content.facts.values() if fact.owner in CITIZEN]
        yield from fact_problems(content, scene.id, key, {condition.fact: condition.is_}, allowed)
    if condition.chose is not None:
        yield from _chose_problems(scene, key, condition.chose, scenes)


def _chose_problems(scene: Scene, key: str, chose: str, scenes: Mapping[str, Scene]) -> Iterator[Problem]:
    name, choice = chose.split(".")
    if name not in scenes:
        yield scene.id, key, f"There is no scene '{name}'.", "Correct the id before the dot."
    elif choice not in [known.id for known in scenes[name].choices]:
        yield scene.id, key, f"The scene '{name}' has no choice '{choice}'.", "Correct the id after the dot."
    elif min(scenes[name].on_days) >= max(scene.on_days):
        yield scene.id, key, f"The scene '{name}' never comes before.", "Choose an earlier scene."
