"""Tests that need the log of incidents are collected only where INCIDENT_LOG names it."""

import os

collect_ignore = [] if os.environ.get("INCIDENT_LOG") else ["test_incidents.py"]
