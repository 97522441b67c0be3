"""Letters that speaking outside brings: an answer to a complaint, and an office that has read the newspaper."""

from django.utils.translation import gettext as _

from appeals.letters.parts import Paragraphs, contest
from appeals.letters.post import Post


def complaint_noted(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("You complain that it takes so long. No rule here names anybody who must answer for that."),
        _("Your letter is placed on file. **Nothing follows from it.**"),
        _("You stand as before: %(standing)s.") % {"standing": post.standing},
    ]


def complaint_taken(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("You complain that it takes so long. The office has been told to answer **by day %(until)s**.")
        % post.event.data,
        _("If it has not done so by then, the entry sleeps from that day until it is decided."),
        _("We do not decide the appeal. That stays with the office. You stand: %(standing)s.")
        % {"standing": post.standing},
    ]


def stay_ordered(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("Day %(day)s has come and the office has not answered.") % {"day": post.event.day},
        _("**From today the entry sleeps.** Nothing follows from it until it is decided. You stand: %(standing)s.")
        % {"standing": post.standing},
        _("If the appeal is dismissed, the entry counts again from that day."),
    ]


def taken_up(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("We have read of this file in The Lamplighter. The appeal that was dismissed is taken up again, at another "
          "desk, which looks at what happened."),
        _("No rule asks us to, and none sets a day for it. Until then the decision stands: %(standing)s.")
        % {"standing": post.standing},
    ]  # fmt: skip


def other_desk(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("We have read of this file in The Lamplighter. It goes to another desk, which looks at what happened."),
        _("No rule asks us to. The days of the office run on as before. You stand: %(standing)s.")
        % {"standing": post.standing},
    ]
