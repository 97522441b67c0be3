"""Browsers: yours, a stranger's, and one that checks forms as strictly as in earnest."""

import pytest
from django.test import Client


@pytest.fixture
def you(db: None) -> Client:
    return Client()


@pytest.fixture
def stranger(db: None) -> Client:
    return Client()


@pytest.fixture
def strict(db: None) -> Client:
    return Client(enforce_csrf_checks=True)
