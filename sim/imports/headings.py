"""Which column holds what: headings in English, Danish, Swedish and German, matched by a table of words.

In: the rows of a sheet. Out: the `Columns` of the first row that reads like a heading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.errors import Fault, WrongInput
from sim.imports.sheet import Row, Sheet, blank

INTERVALS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "dato", "datum"),
    "start": ("time", "start", "from", "interval", "interval start", "start time", "period", "date time",
              "date and time", "timestamp", "hour", "tid", "tidspunkt", "klokkeslæt", "fra", "interval start",
              "starttidspunkt", "periode", "time på dagen", "starttid", "från", "klockslag", "timme", "zeit",
              "uhrzeit", "von", "beginn", "intervall", "intervallbeginn", "intervallstart", "zeitraum",
              "stunde", "startzeit", "halbstunde"),
    "end": ("to", "end", "until", "interval end", "end time", "til", "slut", "sluttidspunkt", "till",
            "sluttid", "bis", "ende", "endzeit", "intervallende"),
    "team": ("team", "queue", "skill", "group", "agent group", "line", "service", "kø", "hold", "gruppe",
             "afdeling", "linje", "lag", "kö", "grupp", "avdelning", "linje", "warteschlange", "gruppe",
             "abteilung", "hotline", "queue name", "team name"),
    "channel": ("channel", "media", "media type", "kanal", "medie", "medium"),
    "offered": ("offered", "calls", "calls offered", "offered calls", "contacts", "incoming",
                "incoming calls", "received", "volume", "arrivals", "inbound", "tilbudte", "tilbudte opkald",
                "indgående", "indgående opkald", "opkald", "kald", "kald i alt", "erbjudna",
                "erbjudna samtal", "inkommande", "inkommande samtal", "samtal", "angeboten",
                "angebotene anrufe", "anrufe", "eingehend", "eingehende anrufe", "anrufvolumen"),
    "answered": ("answered", "calls answered", "answered calls", "handled", "calls handled", "served",
                 "besvarede", "besvarede opkald", "besvaret", "besvarade", "besvarade samtal",
                 "angenommen", "angenommene anrufe", "beantwortet", "beantwortete anrufe", "bearbeitet"),
    "abandoned": ("abandoned", "calls abandoned", "abandoned calls", "lost", "lost calls", "abandons", "abd",
                  "tabte", "tabte opkald", "mistede", "mistede opkald", "afbrudte", "opgivne", "tappade",
                  "tappade samtal", "övergivna", "avbrutna", "verloren", "verlorene anrufe", "aufgelegt",
                  "abgebrochen", "abgebrochene anrufe", "aufgegeben"),
    "handle": ("aht", "average handle time", "average handling time", "avg handle time", "handle time",
               "handling time", "mean handle time", "ght", "gennemsnitlig behandlingstid", "behandlingstid",
               "ekspeditionstid", "gns behandlingstid", "samtaletid", "hanteringstid",
               "genomsnittlig hanteringstid", "samtalstid", "snittid", "bearbeitungszeit",
               "durchschnittliche bearbeitungszeit", "mittlere bearbeitungszeit", "gesprächszeit"),
    "handle_total": ("total handle time", "handle time total", "total handling time", "samlet behandlingstid",
                     "behandlingstid i alt", "total hanteringstid", "hanteringstid totalt",
                     "gesamte bearbeitungszeit", "bearbeitungszeit gesamt"),
    "staffed": ("staffed", "agents", "staff", "agents staffed", "staffed agents", "positions", "heads",
                "logged in", "agents logged in", "fte", "bemanding", "agenter", "medarbejdere", "bemandet",
                "antal agenter", "antal medarbejdere", "bemanning", "bemannade", "medarbetare",
                "inloggade", "besetzung", "besetzt", "agenten", "mitarbeiter", "personal", "angemeldet"),
    "wait": ("asa", "average speed of answer", "average wait", "avg wait", "wait", "wait time",
             "waiting time", "average waiting time", "answer time", "ventetid", "gennemsnitlig ventetid",
             "gns ventetid", "svartid", "väntetid", "genomsnittlig väntetid", "wartezeit",
             "durchschnittliche wartezeit", "mittlere wartezeit"),
    "within": ("answered within", "answered within target", "answered in target", "within target",
               "answered in sl", "besvaret inden for", "besvaret inden for mål", "besvarede inden for mål",
               "besvarade inom mål", "besvarade inom", "angenommen innerhalb", "angenommen im ziel"),
    "occupancy": ("occupancy", "occ", "belægning", "belægningsgrad", "beläggning", "beläggningsgrad",
                  "auslastung", "auslastungsgrad"),
}  # fmt: skip
"""What a report of intervals may hold, and what it is called."""

_UNITS = {"s", "sec", "secs", "seconds", "sek", "sekunder", "sekunden", "min", "minutes", "minutter",
          "minuter", "minuten", "mm", "ss", "hh", "h", "m", "number", "antal", "anzahl", "no",
          "of", "n", "pct"}  # fmt: skip
_MINUTES = re.compile(r"\b(min|minutes|minutter|minuter|minuten)\b")
_FIRST_ROWS = 30


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, and what they are called.

    Attributes
    ----------
    row : the row of the headings.
    at : what a column holds to its place, from 0.
    headings : what a column holds to its heading, as written.
    unused : headings that mean nothing here.
    """

    row: Row
    at: dict[str, int]
    headings: dict[str, str]
    unused: tuple[str, ...]

    def in_minutes(self, what: str) -> bool:
        """Whether the heading says that plain numbers are minutes."""
        return bool(_MINUTES.search(_plain(self.headings[what])))


def columns_of(
    sheet: Sheet, words: Mapping[str, tuple[str, ...]], needed: Sequence[Sequence[str]]
) -> Columns:
    """The columns of a sheet, by the row among the first 30 that names most of them.

    Parameters
    ----------
    words : what a column may hold to its names.
    needed : of each of these at least one must be there.

    Raises
    ------
    WrongInput
        Where a needed column is missing, or two columns hold the same.
    """
    meant = {_plain(word): what for what, all_words in words.items() for word in all_words}
    row = max(sheet.rows[:_FIRST_ROWS], key=lambda row: len({_meaning(c, meant) for c in row.cells} - {""}))
    found: dict[str, list[int]] = {}
    for place, cell in enumerate(row.cells):
        found.setdefault(_meaning(cell, meant), []).append(place)
    unused = [str(row.cells[place]).strip() for place in found.pop("", []) if not blank(row.cells[place])]
    faults = [
        Fault(sheet.place(row.line, at[1]), what, "stands twice: rename one of the two", row.cells[at[1]])
        for what, at in found.items() if len(at) > 1
    ]  # fmt: skip
    for group in needed:
        if not any(what in found for what in group):
            read = "; ".join(f"{what}: {', '.join(words[what][:4])}" for what in group)
            rule = f"needs a column for {' or '.join(group)} (headings such as {read})"
            faults.append(Fault(sheet.place(row.line, 0), "", rule, ", ".join(_texts(row))))
    if faults:
        raise WrongInput(faults)
    at = {what: places[0] for what, places in found.items()}
    headings = {what: str(row.cells[place]).strip() for what, place in at.items()}
    return Columns(row, at, headings, tuple(unused))


def _texts(row: Row) -> list[str]:
    return [str(cell).strip() for cell in row.cells if not blank(cell)]


def _meaning(cell: object, meant: Mapping[str, str]) -> str:
    """What a heading stands for; nothing where it is not known."""
    if not isinstance(cell, str):
        return ""
    whole = _plain(cell)
    if whole in meant:
        return meant[whole]
    words = whole.split()
    bare = " ".join(word for word in words if word not in _UNITS and not word.isdigit())
    return meant.get(bare, "")


def _plain(text: str) -> str:
    """Lower case, and nothing but letters and digits between single blanks."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join(re.findall(r"\w+", folded.replace("_", " ")))
