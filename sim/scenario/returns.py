"""The grammar of customers with several journeys: who comes again, when, by what he lived through.

Part of `sim.scenario.schema`, which says how the models are used.
"""

from __future__ import annotations

from pydantic import Field

from sim.scenario.part import Part
from sim.scenario.values import Count, Duration, Flag, LawOrDuration, Share, Varying


class HardIf(Part):
    """What makes a journey hard here: any of these. A statement of the author's."""

    handoffs: Count | None = Field(None, description="At least so many handoffs.")
    wait: Duration | None = Field(None, description="Waited longer than this, by phone and chat, in all.")
    contacts: Count | None = Field(None, description="At least so many contacts of the customer's own.")
    unresolved: Flag = Field(False, description="A matter of it ended unresolved.")


class Returns(Part):
    """Customers of a segment have further journeys of the same demand, by what they lived through."""

    after: Varying[LawOrDuration] = Field(
        description="From the end of a journey to the customer's next; by lived, handoffs or hard_journeys."
    )
    stays: Varying[Share] = Field(1.0, description="Share who come again at all; varies likewise.")
    hard_if: HardIf | None = Field(None, description="What `lived: hard` means.")
