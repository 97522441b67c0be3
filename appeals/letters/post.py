"""What a letter is written from: the case as it stood on that day, in words. Pure but for its language."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appeals.claims.conduct import Matter
from appeals.claims.docket import Docket, Happened, docket
from appeals.claims.moves import last_day_for
from appeals.claims.outcome import aftermath_of
from appeals.claims.outside import as_looked_at
from appeals.claims.targets import against, rows_of
from appeals.pages import words
from appeals.procedure.office import WHY
from appeals.procedure.papers import papers
from scoring import display
from scoring.engine import plain, sentence
from scoring.selectors import vocabulary
from town.luck import below

CLERKS = ("A. Viridel", "M. Oosterling", "S. Quay", "T. Lamb", "E. Fenner", "R. Harrow", "L. Winter")
MOST_LINES = 4


@dataclass(frozen=True)
class Post:
    """One letter's case. `case` ends with the event that the letter came with."""

    matter: Matter
    case: Docket
    event: Happened

    @property
    def name(self) -> str:
        return self.matter.file.persona.name

    @property
    def contested(self) -> str:
        return words.contested(self.matter.file, self.matter.target)

    @property
    def stated(self) -> str:
        return str(words.STATED[self.matter.ground])

    @property
    def instance(self) -> str:
        return str(self.event.data.get("instance", "first"))

    @cached_property
    def standing(self) -> str:
        """Where the citizen stands on the evening of the letter."""
        after = aftermath_of(self.matter, self.case)
        return words.stands(self.matter, after.at_home(self.event.day))

    @cached_property
    def copies_that_matter(self) -> list[str]:
        """Offices before whose doors the correction would change something, had they taken it."""
        after, day = aftermath_of(self.matter, self.case), self.case.today
        was, now = after.as_filed(day).doors, after.at_home(day).doors
        return [
            office.label for office in after.offices if not office.home and any(was[d] != now[d] for d in office.doors)
        ]

    @property
    def waited(self) -> str:
        days = max(0, self.event.day - (self.case.filed_on or self.event.day))
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}

    def terms(self, event: str) -> str:
        """What the step to the tribunal (go_on) or to court (go_to_court) costs, and until when it is open."""
        terms = self.matter.procedure.above.of(event)
        fee = ngettext("%(n)s quill", "%(n)s quills", terms.fee) % {"n": terms.fee} if terms.fee else _("no fee")
        last = last_day_for(self.case, terms)
        return fee if last is None else _("%(fee)s, by day %(day)s") % {"fee": fee, "day": last}

    @property
    def handed_in(self) -> list[str]:
        return [papers()[each].label for each in self.case.papers]

    @property
    def reference(self) -> str:
        """The number of the appeal: it follows from what is contested."""
        return f"A-{100 + below(900, 'reference', *self.matter.key)}"

    @property
    def file_number(self) -> str:
        return f"{self.matter.file.seed:04d}-{1 + below(9999, 'file', self.matter.file.persona.id):04d}"

    @property
    def clerk(self) -> str:
        """Whoever made the entry signs, unless the procedure sends it to another desk."""
        same = self.matter.knobs.reviewer == "same_clerk" and self.instance == "first"
        place = below(len(CLERKS), "clerk", *self.matter.key)
        return CLERKS[place if same else (place + 1) % len(CLERKS)]

    @cached_property
    def codes(self) -> list[str]:
        """Reason codes of the rules that counted what is contested."""
        book = self.matter.file.rulebook
        found = [book.rule(rule).reason_code for rule in self._rules]
        return [code for code in dict.fromkeys(found) if code]

    @cached_property
    def _rules(self) -> list[str]:
        if self.matter.target.kind == "rule":
            return [self.matter.target.id]
        about = {row.observation.id for row in rows_of(self.matter.file, self.matter.target)}
        return list(dict.fromkeys(look.rule for look in against(self.matter.file) if look.observation in about))

    @cached_property
    def traced(self) -> list[str]:
        """Every rule that counted it, as the rulebook's own sentence, with what it took."""
        book, points = self.matter.file.rulebook, self._points
        lines = []
        for rule in self._rules:
            said = plain(sentence(book.rule(rule), vocabulary(), rulebook=book))
            moved = display.signed(book, points[rule]) if points.get(rule) else ""
            lines.append(f"{rule}: {said}" + (f" ({moved})" if moved else ""))
        more = len(lines) - MOST_LINES
        if more <= 0:
            return lines
        return [*lines[:MOST_LINES], ngettext("and %(n)s more rule", "and %(n)s more rules", more) % {"n": more}]

    @property
    def _points(self) -> dict[str, int]:
        about = {row.observation.id for row in rows_of(self.matter.file, self.matter.target)}
        found: dict[str, int] = {}
        for look in against(self.matter.file):
            if look.observation in about:
                found[look.rule] = found.get(look.rule, 0) + look.points
        return found

    @property
    def why(self) -> list[str]:
        """What the office could say: all of it, whatever the procedure lets it write."""
        return [_(WHY[code]) for code in self.event.data.get("why", ()) if code in WHY]

    @property
    def reasons(self) -> str:
        """How much is said: none, code or trace. Tribunals and courts write their reasons."""
        return self.matter.knobs.reasons if self.instance == "first" else "trace"


def post(matter: Matter, case: Docket, seq: int) -> Post:
    """The case as it stood when letter `seq` was written. Raises LookupError where no letter came with that event."""
    if not 0 <= seq < len(case.events) or not case.events[seq].letter:
        raise LookupError(seq)
    then = docket(case.events[: seq + 1])
    return Post(as_looked_at(matter, then), then, case.events[seq])
