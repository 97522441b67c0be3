"""Acts in two or three words, for the head of a column."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

SHORT: Final[Mapping[str, StrPromise]] = {
    "cross_on_red": _("Crossed on red"),
    "run_red_light_vehicle": _("Drove through red"),
    "minor_traffic_violation": _("Small traffic offence"),
    "drink_driving": _("Drove after drinking"),
    "dodge_fare": _("Rode without a ticket"),
    "use_other_card": _("Used another’s card"),
    "disrupt_carriage": _("Noise on a train"),
    "visit_elder": _("Visited parents"),
    "ignore_visit_order": _("Missed an ordered visit"),
    "care_for_elder_daily": _("Cared for a relative"),
    "family_quarrel": _("Quarrel at home, heard"),
    "sort_waste": _("Sorted the rubbish"),
    "missort_waste": _("Used the wrong bin"),
    "unleashed_dog": _("Dog off the leash"),
    "pay_bill_on_time": _("Bill paid on time"),
    "late_utility_bill": _("Bill paid late"),
    "loan_missed_payment": _("Loan payment missed"),
    "unpaid_court_judgment": _("Court judgment not paid"),
    "many_credit_inquiries": _("Compared loan offers"),
    "small_loan_repaid": _("Small loan repaid"),
    "move_house": _("Moved house"),
    "volunteer_hours": _("Volunteer hours"),
    "donate_blood": _("Gave blood"),
    "donate_money": _("Gave money"),
    "help_neighbour": _("Helped a neighbour"),
    "hand_in_wallet": _("Handed in a wallet"),
    "win_public_award": _("Won an honour"),
    "report_neighbour": _("Reported somebody"),
    "post_critical_article": _("Published criticism"),
    "post_praise": _("Praised the town"),
    "long_gaming_session": _("Ten hours of games"),
    "buy_nappies": _("Bought nappies"),
    "buy_from_partner": _("Bought in the platform’s shop"),
    "befriend_low_scorer": _("Kept a low-scored friend"),
    "rate_other": _("Rated somebody"),
    "uncivil_tourist_act": _("Climbed a monument"),
    "hygiene_fault": _("Hygiene fault"),
    "emission_exceedance": _("Emission too high"),
    "tax_on_time": _("Taxes filed on time"),
    "pay_wages_late": _("Wages paid late"),
    "attract_investor": _("Brought an investor"),
    "pay_bribe": _("Paid a bribe"),
    "share_tracker_data": _("Shared tracker data"),
    "refuse_data": _("Refused to give data"),
    "appeal_entry": _("Contested an entry"),
    "peer_rating": _("Was given stars"),
}


def short(kind: str, past: str) -> str:
    """The act in few words; one that has none yet is told in full."""
    return str(SHORT.get(kind, past))
