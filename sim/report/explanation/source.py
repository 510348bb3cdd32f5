"""What an explanation is told from: the scenario as written, as checked and as compiled.

In: a document. Out: values as written, by path, beside the resolved plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sim.plan.channels import Openings
from sim.plan.compile import compile_plan
from sim.plan.index import Index
from sim.plan.model import Plan
from sim.plan.usage import Usage
from sim.report.explanation.phrases import phrase
from sim.scenario.document import Document
from sim.scenario.schema import Scenario
from sim.scenario.tree import find, plain


@dataclass(frozen=True)
class Source:
    """A scenario from all its sides."""

    document: Document

    @property
    def scenario(self) -> Scenario:
        """The checked model."""
        return self.document.scenario

    @cached_property
    def plan(self) -> Plan:
        """The scenario compiled."""
        return compile_plan(self.document.provisional)

    @cached_property
    def index(self) -> Index:
        """Names and their order."""
        return Index(self.scenario, self.document.folder)

    @cached_property
    def usage(self) -> Usage:
        """What can ever be used."""
        return Usage(self.index)

    @cached_property
    def openings(self) -> Openings:
        """When channels are open."""
        return Openings(self.index, self.usage)

    def said(self, *path: str) -> Any:
        """The plain value that is written at a path, None where there is none."""
        node = find(self.document.tree, path)
        return None if node is None else plain(node)

    def phrase(self, *path: str) -> str:
        """The value that is written at a path in words; empty where there is none."""
        value = self.said(*path)
        return "" if value is None else phrase(value)

    def hours(self, *path: str) -> str:
        """Opening hours in words, with what a name of hours stands for."""
        text = str(self.said(*path) or "")
        stands_for = self.said("hours", text)
        return f"{stands_for} (hours {text})" if stands_for else text
