"""Rule sets on the move: found by the first digits of their digest, written as YAML or JSON, read from a file."""

import json
import re
from dataclasses import dataclass
from io import StringIO

from ruamel.yaml import YAML

from scoring.engine import Rulebook, RulebookError, load_rulebook
from scoring.engine.faults import Fault
from scoring.engine.reader import MAX_BYTES
from scoring.models import RulebookVersion
from scoring.selectors import UnknownRulebook, shipped, slugs, version, vocabulary

DIGITS = 12
NAME = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
WIDTH = 110


def share_name(digest: str) -> str:
    """What stands in the link to a rule set."""
    return digest[:DIGITS]


def shared(name: str) -> tuple[Rulebook, RulebookVersion | None]:
    """The rule set of a link, and how it was kept; None where it ships. Raises UnknownRulebook."""
    if not NAME.fullmatch(name):
        raise UnknownRulebook(name)
    kept = RulebookVersion.objects.filter(digest__startswith=name).order_by("kept_at").first()
    if kept is not None:
        return version(kept.digest), kept
    for slug in slugs():
        if shipped(slug).digest.startswith(name):
            return shipped(slug), None
    raise UnknownRulebook(name)


@dataclass(frozen=True)
class Provenance:
    """Where a rulebook that is not in force came from. `namesake` ships under the same id, and is not this one."""

    origin: str  # shipped, reform, imported
    parent: Rulebook | None
    namesake: Rulebook | None


def provenance(rulebook: Rulebook) -> Provenance | None:
    """None for the edition in force, and for what was never kept."""
    namesake = shipped(rulebook.id) if rulebook.id in slugs() else None
    if namesake is not None and namesake.digest == rulebook.digest:
        return None
    kept = RulebookVersion.objects.filter(digest=rulebook.digest).first()
    return Provenance(kept.origin, parent_of(rulebook), namesake) if kept else None


def parent_of(rulebook: Rulebook) -> Rulebook | None:
    """The rulebook that this one reforms, where it is still known."""
    if rulebook.parent is None:
        return None
    for slug in slugs():
        if shipped(slug).digest == rulebook.parent:
            return shipped(slug)
    try:
        return version(rulebook.parent)
    except (UnknownRulebook, RulebookError):
        return None


def as_json(rulebook: Rulebook) -> str:
    return json.dumps(rulebook.document, ensure_ascii=False, indent=2) + "\n"


def as_yaml(rulebook: Rulebook) -> str:
    """The document in block style; read again it is the same version."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = WIDTH
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    out = StringIO()
    writer.dump(rulebook.document, out)
    return out.getvalue()


def read_file(content: bytes) -> Rulebook:
    """A rulebook from a file of YAML or JSON. Raises RulebookError with every fault that was found."""
    if len(content) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 1024} KB."
        raise RulebookError([Fault("file", "", "", message, "A rulebook of two hundred rules is smaller than that.")])
    return load_rulebook(content, vocabulary=vocabulary())
