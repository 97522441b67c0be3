"""Shared by all tests. Nothing touches a database unless a test asks for one."""

import os

# Playwright's synchronous API keeps an event loop running in the thread that also asks the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("DATA_DIR", os.path.join(os.path.dirname(__file__), "..", "var", "tests"))
