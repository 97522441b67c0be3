"""Why a write was not taken."""


class Refused(Exception):
    """A write that can't be taken; the message is a sentence for the learner."""


class Stale(Refused):
    """The form was of an earlier moment of this life; nothing was changed."""
