"""Sentences that several letters share."""

from django.utils.translation import gettext as _

from appeals.letters.post import Post
from scoring.engine.sentences import lower

Paragraphs = list[str]


def contest(post: Post) -> str:
    return _("You contest: %(what)s. %(stated)s") % {"what": post.contested, "stated": post.stated}


def enclosed(post: Post) -> str:
    if not post.handed_in:
        return _("No paper was enclosed.")
    return _("Enclosed: %(papers)s.") % {"papers": "; ".join(lower(each) for each in post.handed_in)}


def done(post: Post) -> str:
    ground, kind = post.matter.ground, post.matter.target.kind
    if ground == "rule_wrong":
        return _("The rule goes to the council, which has not decided. While it lies there it does not count for you.")
    if kind in ("listing", "rule"):
        return _("It does not hold for you.")
    return _("The entry stays on file and does not count.") if ground == "context" else _("The entry is struck.")


def reasons(post: Post) -> Paragraphs:
    """As much as the procedure grants, out of the engine's own explanation."""
    if post.reasons == "none":
        return [_("Reasons are not given.")]
    if post.reasons == "code":
        return [_("Reason: %(codes)s.") % {"codes": ", ".join(post.codes) or "–"}]
    return [" ".join(post.why), *post.traced]


def copies(post: Post) -> str:
    if post.matter.knobs.propagate == "all":
        return _("Every office that holds a copy has been told today.")
    return _("Other offices hold copies. They are not ours, and we do not write to them.")
