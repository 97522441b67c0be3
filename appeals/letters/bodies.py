"""What each letter says, paragraph by paragraph, in the office's voice. A decision gives as many reasons as it must."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appeals.claims.conduct import PATIENCE
from appeals.letters import above, outside
from appeals.letters.parts import Paragraphs, contest, copies, done, enclosed, reasons
from appeals.letters.post import Post
from appeals.procedure.papers import papers


def body(post: Post) -> Paragraphs:
    return [each for each in BODIES[post.event.letter or ""](post) if each]


def _receipt(post: Post) -> Paragraphs:
    days = post.matter.knobs.office_days
    return [
        contest(post),
        _("Your appeal has been received and bears the number %(n)s. %(papers)s") % {
            "n": post.reference, "papers": enclosed(post)},
        ngettext("You will have an answer within %(n)s day.", "You will have an answer within %(n)s days.", days)
        % {"n": days},
        _("Please do not ask how far it is. Asking is placed on file.") if post.matter.file.rulebook.id == "tessamere"
        else _("Please quote the number whenever you write."),
    ]  # fmt: skip


def _defect(post: Post) -> Paragraphs:
    missing = [papers()[each].label for each in post.event.data["missing"] if each != "fee"]
    owes = "fee" in post.event.data["missing"]
    return [
        contest(post),
        _("We cannot look at it as it is. It is returned to you."),
        _("Missing: %(papers)s.") % {"papers": "; ".join(missing)} if missing else "",
        _("Missing: the fee. See the slip that lies with this letter.") if owes else "",
        _("What is missing must be here within %(n)s days. After that the appeal lapses and the entry stands.")
        % {"n": PATIENCE},
    ]


def _fee(post: Post) -> Paragraphs:
    return [
        ngettext(
            "The fee for an appeal is %(n)s quill.", "The fee for an appeal is %(n)s quills.", post.matter.knobs.fee
        )
        % {"n": post.matter.knobs.fee},
        _("It is owed whatever is decided and is not returned. It is the same for everybody."),
        _("Pay at the counter and enclose the stub. No appeal is opened before."),
    ]


def _out_of_time(post: Post) -> Paragraphs:
    limit = post.event.data["limit"]
    return [
        contest(post),
        ngettext("An appeal must be here within %(n)s day.", "An appeal must be here within %(n)s days.", limit)
        % {"n": limit},
        _("Yours came later. It has not been read, and it is not going to be. The entry stands."),
    ]


def _withdrawn(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("You have withdrawn it. The matter is closed. The entry stands: %(standing)s.") % {"standing": post.standing},
        _("What was paid stays paid. That you asked stays on file."),
    ]


def _lapsed(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("What was missing did not come. The appeal has lapsed and counts as dismissed."),
        _("Your standing remains: %(standing)s.") % {"standing": post.standing},
    ]


def _request(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("We have looked at the entry again and cannot settle it from here. A paper would help that shows it."),
        _("It should be here within %(n)s days. If nothing comes, we decide on what there is.") % {"n": PATIENCE},
    ]


def _invitation(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("You may speak about it on day %(day)s, room 4. Bring the entry, your papers, and somebody if you wish.")
        % {"day": post.event.day},
        _("You have ten minutes. Nothing you say about another matter is taken down."),
    ]


def _stay_granted(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("Until it is decided the entry sleeps. Nothing follows from it from day %(day)s on.")
        % {"day": post.event.day},
        _("You stand: %(standing)s. If the appeal is dismissed, the entry counts again from that day.")
        % {"standing": post.standing},
    ]


def _stay_refused(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("You ask that the entry should not count while you wait. This procedure knows no such thing."),
        _("The entry counts. You stand: %(standing)s.") % {"standing": post.standing},
    ]


def _upheld(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("The appeal is **upheld**. %(what)s") % {"what": done(post)},
        _("From day %(day)s you stand: %(standing)s. You waited %(waited)s.")
        % {"day": post.event.day, "standing": post.standing, "waited": post.waited},
        *reasons(post),
        copies(post),
    ]


def _partial(post: Post) -> Paragraphs:
    return [
        contest(post),
        _("The appeal is **upheld in part**. What was not yours is struck. What was yours stands."),
        _("From day %(day)s you stand: %(standing)s.") % {"day": post.event.day, "standing": post.standing},
        *reasons(post),
        copies(post),
    ]


def _dismissal(post: Post) -> Paragraphs:
    paper = post.matter.knobs.look == "paper"
    return [
        contest(post),
        _("We have compared the entry with the entry. They agree.") if paper
        else _("We have looked at what happened, and we do not see it as you do."),
        _("The appeal is **dismissed**. Your standing remains: %(standing)s. You waited %(waited)s.")
        % {"standing": post.standing, "waited": post.waited},
        *reasons(post),
        _("The burden of proof lies with the person listed.") if post.matter.knobs.burden == "citizen" else "",
    ]  # fmt: skip


def _by_silence(upheld: bool) -> Callable[[Post], Paragraphs]:
    def write(post: Post) -> Paragraphs:
        days = post.matter.knobs.office_days
        over = ngettext("%(n)s day is over.", "%(n)s days are over.", days) % {"n": days}
        said = (
            _("By the ordinance it counts as **upheld**.")
            if upheld
            else _("By the ordinance it counts as **dismissed**.")
        )
        return [
            contest(post),
            over + " " + _("Nobody has decided it."),
            said,
            _("You stand: %(standing)s.") % {"standing": post.standing},
            _("This letter was written by the calendar and is valid without a signature."),
        ]

    return write


BODIES: dict[str, Callable[[Post], Paragraphs]] = {
    "receipt": _receipt,
    "defect": _defect,
    "fee_wanted": _fee,
    "out_of_time": _out_of_time,
    "withdrawn": _withdrawn,
    "dismissed_for_defect": _lapsed,
    "request": _request,
    "invitation": _invitation,
    "stay_granted": _stay_granted,
    "stay_refused": _stay_refused,
    "upheld": _upheld,
    "partial": _partial,
    "dismissal": _dismissal,
    "upheld_by_silence": _by_silence(True),
    "dismissed_by_silence": _by_silence(False),
    "second_receipt": above.second_receipt,
    "second_upheld": above.second_upheld,
    "second_dismissal": above.second_dismissal,
    "court_receipt": above.court_receipt,
    "judgment_for": above.judgment(True),
    "judgment_against": above.judgment(False),
    "copy_not_corrected": above.copy,
    "taken_up": outside.taken_up,
    "complaint_noted": outside.complaint_noted,
    "complaint_taken": outside.complaint_taken,
    "stay_ordered": outside.stay_ordered,
    "other_desk": outside.other_desk,
}
