"""Writes of a life. Each is atomic, says plainly why it refuses, and may be sent twice without counting twice."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appeals.claims.services import erase_cases, erase_cases_of, purge_cases
from appeals.officer.services import erase_shifts
from play.keeping import keep_own
from play.models import Bet, Decision, Life, Ranking, Stage
from play.refusals import Refused as Refused
from play.refusals import Stale as Stale
from play.selectors import file_of
from registry.lives import ForbiddenChoice, choose
from scoring.engine import Rulebook
from scoring.models import RulebookVersion
from scoring.selectors import shipped, slugs
from scoring.services import keep_version
from town.content import load_content

MAX_SEED = 999_999
MOST_SAVED = 100  # reforms that one life remembers having saved
KEPT_DAYS = 30  # as the cookie; said on the page "what this app stored"

Draft = list[list[list[Any]]]  # steps of edits: [[[path, value], …], …]


def begin_life(*, holder: str, persona_id: str, seed: int, slug: str) -> Life:
    """A new life. Raises LookupError for an unknown citizen or rulebook, ValueError for a seed out of range."""
    if persona_id not in load_content().personas:
        raise LookupError(persona_id)
    if not 0 <= seed <= MAX_SEED:
        raise ValueError(seed)
    rulebook = shipped(slug)
    with transaction.atomic():
        keep_version(rulebook=rulebook, author="Good Standing")
        return Life.objects.create(holder=holder, persona=persona_id, seed=seed, rulebook=slug, digest=rulebook.digest)


def decide(*, life: Life, position: int, choice_id: str) -> None:
    """Take one choice. The same form sent twice counts once; one of an earlier scene raises Stale."""
    with transaction.atomic():
        locked = Life.objects.select_for_update().get(pk=life.pk)
        file = file_of(locked)
        made = len(file.decisions)
        if position < made:
            if file.decisions[position].choice_id == choice_id:
                return
            raise Stale(position)
        if position > made:
            raise Stale(position)
        try:
            decision = choose(file, choice_id)
        except ForbiddenChoice as error:
            raise Refused(choice_id) from error
        Decision.objects.create(
            life=locked, position=position, day=decision.day, scene=decision.scene_id, choice=decision.choice_id
        )
        locked.stage = Stage.BET if file.last_scene else Stage.LIVE
        locked.save(update_fields=["stage", "touched_at"])


def place_bet(*, life: Life, cause: str, again: bool = False) -> None:
    """Answer the attribution question. The first answer stands until the box has been opened."""
    if cause not in Bet.Cause.values:
        raise Refused(cause)
    with transaction.atomic():
        locked = Life.objects.select_for_update().get(pk=life.pk)
        if locked.stage < (Stage.DEBRIEF if again else Stage.BET):
            raise Stale(cause)
        if not again and locked.stage > Stage.LISTED:
            return
        Bet.objects.update_or_create(life=locked, again=again, defaults={"cause": cause})
        if locked.stage == Stage.BET:
            locked.stage = Stage.LISTED
        locked.save(update_fields=["stage", "touched_at"])


def advance(*, life: Life, to: Stage) -> None:
    """Open the next station. Stations open one after the other; an open one stays open."""
    with transaction.atomic():
        locked = Life.objects.select_for_update().get(pk=life.pk)
        if locked.stage >= to:
            return
        if locked.stage < Stage.LISTED or to != locked.stage + 1:
            raise Stale(to)
        locked.stage = to
        locked.save(update_fields=["stage", "touched_at"])


def save_draft(*, life: Life, steps: Draft, before: Draft, undone: Draft | None = None, given: int = 0) -> None:
    """Keep the edits of the rulebook, one step for each time the pen was put down, and what can be redone. Raises
    Stale where the draft is no longer the one that was edited."""
    with transaction.atomic():
        locked = Life.objects.select_for_update().get(pk=life.pk)
        if locked.draft != before:
            raise Stale("draft")
        locked.draft, locked.undone = steps, undone or []
        if given:
            locked.pen = {**locked.pen, "given": given}
        locked.save(update_fields=["draft", "undone", "pen", "touched_at"])


def note_pen(*, life: Life, **notes: Any) -> None:
    """Keep what the pen's page asks beside the draft: a bet, or that it was skipped."""
    with transaction.atomic():
        locked = Life.objects.select_for_update().get(pk=life.pk)
        locked.pen = {**locked.pen, **notes}
        locked.save(update_fields=["pen", "touched_at"])


def save_reform(*, life: Life, rulebook: Rulebook, why: str) -> RulebookVersion:
    """Keep a draft as a reform with its reason, and remember that it was saved here. Raises Refused."""
    with transaction.atomic():
        locked = Life.objects.select_for_update().get(pk=life.pk)
        kept = keep_own(life=locked, rulebook=rulebook, why=why, origin=RulebookVersion.Origin.REFORM)
        saved = [digest for digest in locked.pen.get("saved", []) if digest != kept.digest]
        locked.pen = {**locked.pen, "saved": [*saved, kept.digest][-MOST_SAVED:]}
        locked.save(update_fields=["pen", "touched_at"])
    return kept


def keep_file(*, life: Life, rulebook: Rulebook) -> RulebookVersion:
    """Keep a rulebook that was brought from a file. Raises Refused."""
    with transaction.atomic():
        locked = Life.objects.select_for_update().get(pk=life.pk)
        origin = RulebookVersion.Origin.IMPORTED
        kept = keep_own(life=locked, rulebook=rulebook, why=rulebook.why[:280], origin=origin)
        locked.save(update_fields=["pen", "touched_at"])
    life.pen = locked.pen
    return kept


def rank_systems(*, life: Life, systems: list[str]) -> None:
    """Three different shipped systems, better to worse."""
    if len(systems) != 3 or len(set(systems)) != 3 or not set(systems) <= set(slugs()):
        raise Refused("three")
    try:
        with transaction.atomic():
            Ranking.objects.update_or_create(life=life, defaults={"systems": systems})
    except IntegrityError as error:  # two tabs at once: one of them stands
        raise Stale("ranking") from error


def purge(*, untouched_days: int = KEPT_DAYS) -> int:
    """Delete lives that nobody has touched for so many days. Returns how many; safe to run twice."""
    limit = timezone.now() - timedelta(days=untouched_days)
    with transaction.atomic():
        old = Life.objects.select_for_update().filter(touched_at__lt=limit)
        count = len(old)
        erase_cases_of(subjects=[life.pk for life in old])
        old.delete()
        purge_cases(untouched_days=untouched_days)
    return count


def erase(*, holder: str) -> int:
    """Delete every life, every appeal and every shift this browser holds. Returns how many lives there were."""
    with transaction.atomic():
        lives = Life.objects.select_for_update().filter(holder=holder)
        count = len(lives)  # locked: no other tab may add a decision while its life goes
        erase_cases(holder=holder)
        erase_shifts(holder=holder)
        lives.delete()
    return count
