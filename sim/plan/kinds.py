"""The words of a plan as numbers: how matters end, what steps, stages and rows do."""

from __future__ import annotations

from enum import IntEnum


class Outcome(IntEnum):
    """How a matter (a contact with its repeats, or a proactive contact) ends; indexes `Step.on`."""

    RESOLVED = 0
    UNRESOLVED = 1
    ABANDONED = 2
    BLOCKED = 3
    CLOSED = 4
    MESSAGE = 5   # left a message


class StepKind(IntEnum):
    """What happens at a step."""

    PASS = 0        # takes time perhaps, then goes on: touchpoints and decisions
    CONTACT = 1     # the customer gets in touch about a reason
    WORK = 2        # back-office work about a reason
    PROACTIVE = 3   # the company gets in touch about a reason
    END = 4         # the journey ends, or a branch of it
    TOGETHER = 5    # branches side by side


class StageKind(IntEnum):
    """Who is asked at a stage of a route."""

    TEAMS = 0         # teams in order of preference
    ANY_OF = 1        # teams without preference
    CHOSEN_TEAM = 2   # the team that the menu chose
    ANY_SKILLED = 3   # every team on the channel that handles the reason and serves the segment
    OWNER = 4         # the customer's own agent
    COLLEAGUE = 5     # the other agents of the owner's team
    IVR = 6           # the menu
    CALLBACK = 7      # the company calls: an offer to those in line
    MESSAGE = 8       # the customer leaves a message
    CUT_OFF = 9       # the line is cut


class Manner(IntEnum):
    """How a contact is passed on."""

    COLD = 0
    WARM = 1
    CONFERENCE = 2
    CONSULT = 3     # not passed on at all, if a colleague helps


class Again(IntEnum):
    """Which draw a repeated contact or leg lives by (`patience`, `work`)."""

    FRESH = 0   # a new draw
    SAME = 1    # the same draw from the start
    REST = 2    # what was left of the draw


class Trigger(IntEnum):
    """What an `after` row follows."""

    SERVED = 0       # every completed real service, resolved or not
    UNRESOLVED = 1
    ABANDONED = 2    # hung up, in the queue or the menu, or balked
    BLOCKED = 3      # or cut off
    CLOSED = 4
    MESSAGE = 5
    LATE = 6         # a promise of its channel or step passes while the customer waits


class Yields(IntEnum):
    """When work or mail makes way for something else."""

    BETWEEN = 0           # once done, the agent takes what ranks first
    NEVER = 1             # once begun, the agent goes on with such work as long as any waits
    BY_INTERRUPTION = 2   # at once, for what ranks before it by class


class Choice(IntEnum):
    """Whom a contact takes among equally preferred and equally skilled free agents."""

    LONGEST_IDLE = 0
    RANDOM = 1
    LEAST_OCCUPIED = 2   # busy for the least share of the present stretch at work


class Goes(IntEnum):
    """Where an `after` row leads."""

    AGAIN = 0   # a new contact for the same matter, after `delay`
    TEAM = 1    # on to another team within the contact, perhaps with another reason
    STEP = 2    # the matter ends and the journey goes on at a step
    END = 3     # the matter ends with nothing further: the step's `on` decides
    WORK = 4    # the matter goes on as back-office work about a reason


class Tenure(IntEnum):
    """How long the agents have been in the job when the run begins."""

    SETTLED = 0       # as turnover leaves it in the long run
    EXPERIENCED = 1   # longer than anything is learned
    NEW = 2           # all are beginners
