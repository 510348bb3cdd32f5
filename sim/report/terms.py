"""Words that the floors below give to people, listed for the catalogues.

They are said by `say` as they are; the floors below know nothing of languages.
"""

from __future__ import annotations

FROM_BELOW: tuple[str, ...] = ()
"""Every text from below that is shown in a chart, a deck or a page."""
