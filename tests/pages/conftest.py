"""A browser for the tests of this room."""

from tests.support.browser import page  # noqa: F401  (a fixture)
