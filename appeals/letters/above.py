"""Letters of those who did not make the entry: the tribunal, the court, and the offices that hold a copy."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appeals.letters.parts import Paragraphs, contest, copies, done, enclosed, reasons
from appeals.letters.post import Post
from appeals.procedure.above import INSTANCES
from appeals.procedure.office import mean_days


def second_receipt(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("You do not accept the office’s decision. The tribunal has the file. %(papers)s")
        % {"papers": enclosed(post)},
        _paid(post),
        _("Three people who did not make the entry will look at what happened. You may speak."),
        _("Until then the decision stands: %(standing)s.") % {"standing": post.standing},
    ]


def _paid(post: Post) -> str:
    """What this step has cost, and how long such a case takes on average."""
    instance = INSTANCES[post.event.kind]
    fee = post.matter.procedure.above.of(post.event.kind).fee
    days = mean_days(instance, post.matter.knobs)
    takes = ngettext("Such a case takes %(n)s day on average.", "Such a case takes %(n)s days on average.", days)
    said = ngettext("Your fee of %(n)s quill is here.", "Your fee of %(n)s quills is here.", fee) % {"n": fee}
    if not fee:
        said = _("There is no fee.")
    return said + " " + takes % {"n": days}


def second_upheld(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("The tribunal has heard you. The decision of the office is set aside and the appeal is **upheld**. %(what)s")
        % {"what": done(post)},
        _("From day %(day)s you stand: %(standing)s. You waited %(waited)s in all.")
        % {"day": post.event.day, "standing": post.standing, "waited": post.waited},
        *reasons(post),
        copies(post),
    ]


def second_dismissal(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("The tribunal has heard you. The decision of the office **stands**."),
        _("Your standing remains: %(standing)s. You waited %(waited)s in all.")
        % {"standing": post.standing, "waited": post.waited},
        *reasons(post),
    ]


def court_receipt(post: Post) -> Paragraphs:
    return [
        _("The matter of %(name)s against the office is entered under %(n)s.")
        % {"name": post.name, "n": post.reference},
        contest(post),
        _paid(post),
        _("Courts are slow. Nothing is suspended. You stand: %(standing)s.") % {"standing": post.standing},
    ]


def judgment(won: bool) -> Callable[[Post], Paragraphs]:
    def write(post: Post) -> Paragraphs:
        found = _("The court finds **for** %(name)s.") if won else _("The court finds **against** %(name)s.")
        said = (
            done(post)
            if won
            else _("The entry was lawful when it was made. Whether it was wise is not for this court.")
        )
        return [
            contest(post),
            found % {"name": post.name} + " " + said,
            _("You stand: %(standing)s. You waited %(waited)s in all.")
            % {"standing": post.standing, "waited": post.waited},
            *reasons(post),
            copies(post) if won else "",
        ]

    return write


def copy(post: Post) -> Paragraphs:
    names = ", ".join(post.copies_that_matter)
    return [
        _("We hold a copy of an entry about you: %(what)s.") % {"what": post.contested},
        _("You inform us that another office has corrected it. We have taken note."),
        _("Our copy was correct when it was made. We correct a copy when the office that we have it from tells us so. "
          "It has not."),
        _("Our doors stay as they are. Signed for: %(names)s.") % {"names": names},
    ]  # fmt: skip
