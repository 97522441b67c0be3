"""Engine tests need no database, no network and no Django."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from scoring.engine.load import load_rulebook
from scoring.engine.vocabulary import load_vocabulary
from tests.engine.offices import office_from

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile(
    "engine", max_examples=int(os.environ.get("EXAMPLES", "50")), deadline=None, suppress_health_check=QUIET
)
settings.register_profile(
    "engine-deep",
    max_examples=int(os.environ.get("EXAMPLES", "10000")),
    deadline=None,
    suppress_health_check=QUIET,
)
settings.register_profile(  # a mutant needs to be found, not to be explained
    "engine-mutants",
    max_examples=int(os.environ.get("EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=QUIET,
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    database=None,
)
PROFILES = {"deep": "engine-deep", "mutants": "engine-mutants"}
settings.load_profile(PROFILES.get(os.environ.get("HYPOTHESIS_PROFILE", ""), "engine"))

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def vocabulary():
    return load_vocabulary(HERE / "vocabulary")


@pytest.fixture(scope="session")
def harbour(vocabulary):
    return load_rulebook(HERE / "rulebooks" / "harbour.yaml", vocabulary=vocabulary)


@pytest.fixture(scope="session")
def office(harbour):
    """Makes a bare office of points from 0 to 100 with two bands, from its rules, lists and other parts."""
    return partial(office_from, harbour)
