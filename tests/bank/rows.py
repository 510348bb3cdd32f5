"""Made-up rows of call records, as the file has them."""

from __future__ import annotations

from tools.bank.calls import Calls, from_rows


def row(entered: str, outcome: str = "AGENT", **columns: object) -> dict[str, str]:
    """A call on Monday 1 February 1999: eight seconds of menu, answered at once for a minute by agent A."""
    served = outcome == "AGENT"
    values: dict[str, object] = {
        "customer_id": 0,
        "priority": 0,
        "type": "PS",
        "date": 990201,
        "vru_entry": entered,
        "vru_time": 8,
        "q_start": "0:00:00",
        "q_time": 0,
        "outcome": outcome,
        "ser_start": entered if served else "0:00:00",
        "ser_time": 60 if served else 0,
        "server": "A" if served else "NO_SERVER",
    }
    return {name: str(value) for name, value in (values | columns).items()}


def queued(entered: str, wait: int, outcome: str = "AGENT", **columns: object) -> dict[str, str]:
    """A call that joined the queue as it entered and was there for `wait` seconds."""
    hours, minutes, seconds = map(int, entered.split(":"))
    total = hours * 3600 + minutes * 60 + seconds + wait
    answered = f"{total // 3600}:{total // 60 % 60:02d}:{total % 60:02d}"
    started = {"ser_start": answered} if outcome == "AGENT" else {}
    return row(entered, outcome, q_start=entered, q_time=wait, **started, **columns)


def calls(*rows: dict[str, str]) -> Calls:
    """The calls of some rows."""
    return from_rows(rows)
