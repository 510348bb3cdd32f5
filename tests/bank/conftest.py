"""Tests that need the call records are collected only where CALL_RECORDS names them."""

import os

collect_ignore = [] if os.environ.get("CALL_RECORDS") else ["test_record.py"]
