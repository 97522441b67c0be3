"""What is stored of appeals: cases and their events, and shifts at the officer's desk."""

from appeals.claims.models import Case, Event
from appeals.officer.models import Ruling, Shift

__all__ = ["Case", "Event", "Ruling", "Shift"]
