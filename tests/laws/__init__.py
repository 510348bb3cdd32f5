"""Laws that hold in every scenario, tried on scenarios made by Hypothesis."""

import pytest

pytest.register_assert_rewrite("tests.laws.customers", "tests.laws.agents", "tests.laws.queues")
