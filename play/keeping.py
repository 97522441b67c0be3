"""Rule sets that learners keep: how many a day, and which of them are still needed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from appeals.claims.models import Case
from appeals.officer.models import Shift
from play.drafts import ANEW
from play.models import Life
from play.refusals import Refused
from scoring.engine import Rulebook
from scoring.models import RulebookVersion
from scoring.services import Origin, keep_version, purge_versions

MOST_OF_A_BROWSER = 30  # rule sets a day
MOST_OF_ALL = 3_000  # rule sets a day, of all browsers together: about 150 MB at 50 KB each


def keep_own(*, life: Life, rulebook: Rulebook, why: str, origin: Origin) -> RulebookVersion:
    """Keep a rule set for the life that is locked, and count it. What is kept already costs nothing. Raises Refused.

    Counted by day in the lives of the browser: no address and no person is stored.
    """
    if not RulebookVersion.objects.filter(digest=rulebook.digest).exists():
        _count(life)
    return keep_version(rulebook=rulebook, why=why, origin=origin)


def _count(life: Life) -> None:
    now = timezone.now()
    today = now.date().isoformat()
    pens = [life.pen, *Life.objects.filter(holder=life.holder).exclude(pk=life.pk).values_list("pen", flat=True)]
    mine = sum(pen["kept"][1] for pen in pens if pen.get("kept", ("", 0))[0] == today)
    if mine >= MOST_OF_A_BROWSER:
        words = _("%(most)s rule sets were kept from this browser today, and that is the most for a day. %(rest)s")
        raise Refused(words % {"most": MOST_OF_A_BROWSER, "rest": _rest()})
    since = now - timedelta(days=1)
    others = RulebookVersion.objects.exclude(origin=Origin.SHIPPED).filter(kept_at__gt=since).count()
    if others >= MOST_OF_ALL:
        words = _("So many rule sets were kept here in one day that no more are taken today. %(rest)s")
        raise Refused(words % {"rest": _rest()})
    day, own = life.pen.get("kept", (today, 0))
    life.pen = {**life.pen, "kept": [today, own + 1 if day == today else 1]}


def _rest() -> str:
    return _("Your draft stays as it is and can be saved tomorrow; as a file it can be taken along now.")


def needed_digests() -> set[str]:
    """The versions that a life, a draft, an appeal or a shift at the desk refers to."""
    needed = set(Case.objects.values_list("digest", flat=True)) | set(Shift.objects.values_list("digest", flat=True))
    for digest, draft, undone, pen in Life.objects.values_list("digest", "draft", "undone", "pen").iterator():
        taken = (value for step in (*draft, *undone) for path, value in step if path == ANEW)
        needed |= {digest, *pen.get("saved", ()), *map(str, taken)}
    return needed


def purge_rule_sets() -> int:
    """Delete the rule sets that nobody needs and whose link nobody opened for long. Returns how many."""
    return purge_versions(needed=needed_digests())
