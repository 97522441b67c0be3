"""The words in which pages and letters speak of an appeal."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django_stubs_ext import StrPromise

from appeals.claims.conduct import Matter
from appeals.claims.targets import Target
from registry.lives import File
from scoring import display
from scoring.engine import Settlement
from scoring.engine.sentences import lower
from town.content import load_content

Words = Mapping[str, StrPromise]

GROUNDS: Final[Words] = {
    "not_me": later("It was not me"),
    "not_so": later("It did not happen like that"),
    "context": later("There was a reason that nobody saw"),
    "rule_wrong": later("The rule itself is wrong"),
    "out_of_time": later("It should have lapsed by now"),
    "disproportionate": later("It is out of all proportion"),
}
STATED: Final[Words] = {  # as the office repeats it
    "not_me": later("You state that it was not you."),
    "not_so": later("You state that it did not happen as it is written."),
    "context": later("You state that there was a reason."),
    "rule_wrong": later("You state that the rule itself is wrong."),
    "out_of_time": later("You state that the entry should have lapsed."),
    "disproportionate": later("You state that it is out of proportion."),
}
KINDS: Final[Words] = {
    "observation": later("One entry"),
    "identity": later("A mix-up: all that one source filed under this name"),
    "listing": later("The listing itself"),
    "rule": later("A rule"),
}
STATES: Final[Words] = {
    "draft": later("Not filed yet"),
    "filed": later("It lies at the counter"),
    "defect": later("Sent back to be mended"),
    "pending": later("It is being looked at"),
    "info_wanted": later("The office waits for a paper"),
    "heard": later("Heard; no decision yet"),
    "granted": later("Upheld"),
    "partly": later("Upheld in part"),
    "dismissed": later("Dismissed"),
    "withdrawn": later("Withdrawn"),
    "out_of_time": later("Refused as too late"),
    "second_pending": later("The tribunal has it"),
    "second_granted": later("The tribunal upheld it"),
    "second_dismissed": later("The tribunal dismissed it"),
    "court_pending": later("The court has it"),
    "court_granted": later("The court upheld it"),
    "court_dismissed": later("The court dismissed it"),
}
EVENTS: Final[Words] = {
    "file": later("You filed."),
    "drop": later("You let it be."),
    "accept": later("The office gave you a number."),
    "find_defect": later("The counter sent it back."),
    "find_late": later("The counter refused it as too late."),
    "withdraw": later("You withdrew it."),
    "mend": later("You mended it."),
    "lapse": later("The time to answer ran out."),
    "ask_for_papers": later("The office asked for a paper."),
    "hand_in": later("You handed it in."),
    "hear": later("You were heard."),
    "grant": later("Upheld."),
    "grant_in_part": later("Upheld in part."),
    "dismiss": later("Dismissed."),
    "silence_grants": later("Nobody answered in time: upheld."),
    "silence_dismisses": later("Nobody answered in time: dismissed."),
    "go_on": later("You went to the tribunal."),
    "go_to_court": later("You went to court."),
    "fee_wanted": later("The fee is due."),
    "stay_granted": later("The entry sleeps until it is decided."),
    "stay_refused": later("The entry counts while you wait."),
    "copy_not_corrected": later("Other offices wrote about their copies."),
    "look_again": later("The office took it up again."),
    "complain": later("You complained that it takes so long."),
    "complaint_noted": later("The council placed your complaint on file."),
    "complaint_taken": later("The supervisor told the office to answer."),
    "stay_ordered": later("The supervisor put the entry to sleep until it is decided."),
    "other_desk": later("The office gave the file to another desk."),
    "press_unread": later("The office has not said a word about the newspaper."),
    "go_public": later("You told The Lamplighter."),
}
LETTERS: Final[Words] = {
    "receipt": later("Receipt"),
    "defect": later("Your appeal is returned"),
    "out_of_time": later("Your appeal is out of time"),
    "withdrawn": later("Your appeal is closed"),
    "dismissed_for_defect": later("Your appeal has lapsed"),
    "request": later("Request for a paper"),
    "invitation": later("Invitation to be heard"),
    "upheld": later("Decision on your appeal"),
    "partial": later("Decision on your appeal"),
    "dismissal": later("Decision on your appeal"),
    "upheld_by_silence": later("Your appeal, by lapse of time"),
    "dismissed_by_silence": later("Your appeal, by lapse of time"),
    "second_receipt": later("Receipt of a further appeal"),
    "second_upheld": later("Decision of the tribunal"),
    "second_dismissal": later("Decision of the tribunal"),
    "court_receipt": later("Your case has a number"),
    "judgment_for": later("In the matter of your entry"),
    "judgment_against": later("In the matter of your entry"),
    "fee_wanted": later("A fee is due"),
    "stay_granted": later("Your entry while you wait"),
    "stay_refused": later("Your entry while you wait"),
    "copy_not_corrected": later("About our copy"),
    "taken_up": later("Your appeal is taken up again"),
    "complaint_noted": later("Your complaint"),
    "complaint_taken": later("Your complaint"),
    "stay_ordered": later("Your entry while you wait"),
    "other_desk": later("Your appeal at another desk"),
}


def when(day: int) -> str:
    return _("on file before day 1") if day <= 0 else _("day %(day)s") % {"day": day}


def entry(file: File, id_: str) -> str:
    """One entry in a line: what, when, from which source."""
    content = load_content()
    seen = next(each for each in file.observations if each.id == id_)
    return _("%(what)s, %(when)s (%(source)s)") % {
        "what": content.kinds[seen.kind].past,
        "when": when(seen.day),
        "source": content.sources[seen.source].short,
    }


def contested(file: File, target: Target) -> str:
    """What is contested, in a line."""
    if target.kind == "observation":
        return entry(file, target.id)
    if target.kind == "identity":
        source = load_content().sources[target.id].label
        return _("All entries of one source: %(source)s") % {"source": lower(source)}
    if target.kind == "listing":
        label = next(each.label for each in file.rulebook.lists if each.id == target.id)
        return _("The entry on the list “%(list)s”") % {"list": label}
    return _("Rule %(id)s: %(text)s") % {"id": target.id, "text": file.rulebook.rule(target.id).text}


def stands(matter: Matter, held: Settlement) -> str:
    """A standing in a few words: number, band, lists."""
    book = matter.file.rulebook
    if not held.scored:
        return _("not scored")
    number = held.standing if book.scale.has_number else len(held.entries)
    sign = display.band_sign(book, held.band)
    labels = [each.label for each in book.lists if each.id in held.lists]
    parts = [display.standing(book, number), *([f"{sign.id}, {sign.label}"] if sign else [])]
    parts += [_("on “%(list)s”") % {"list": label} for label in labels]
    return ", ".join(parts)
