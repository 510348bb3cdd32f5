"""The one loop that carries out the tasks of a sweep, whatever the engine.

In: tasks and an engine. Out: each piece is settled exactly once: measured, or failed for a reason.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait

from sim.sweeps.execution.children import WorkerLost
from sim.sweeps.execution.cutting import Cutting, Task
from sim.sweeps.execution.engine import Engine
from sim.sweeps.execution.work import Experiment, Found, message_of, perform

MOST_DEATHS = 3
"""How many workers may be lost over a piece before it counts as what kills them."""

_LOOK_EVERY_S = 1.0


def carry_out(
    experiment: Experiment, cutting: Cutting, engine: Engine, settle: Callable[[Found], None]
) -> None:
    """Carry out all tasks; a bounded number is in flight, so that many need no more memory than few.

    Parameters
    ----------
    settle : told what became of each piece, in the order in which pieces end.

    Raises
    ------
    RunFailed
        Where the engine is gone, or `settle` cannot store a result; what was settled stays so.
    """
    pickled = pickle.dumps(experiment)
    pending: dict[Future[bytes], Task] = {}
    again: deque[Task] = deque()
    while True:
        while len(pending) < engine.ahead:
            task = again.popleft() if again else cutting.next(engine.workers())
            if task is None:
                break
            pending[engine.executor.submit(perform, message_of(pickled, task.pieces))] = task
        if not pending:
            return
        for future in wait(pending, _LOOK_EVERY_S, FIRST_COMPLETED).done:
            task = pending.pop(future)
            try:
                ended = pickle.loads(future.result())
            except WorkerLost as lost:
                ended = _after_loss(task, str(lost), again)
            for found in ended:
                cutting.learn(found)
                settle(found)
        engine.check()


def _after_loss(task: Task, how: str, again: deque[Task]) -> list[Found]:
    """Try the pieces again, each for itself; one that has cost too many workers has failed."""
    if len(task.pieces) > 1:
        again.extend(Task((piece,)) for piece in task.pieces)
        return []
    if task.deaths + 1 < MOST_DEATHS:
        again.append(Task(task.pieces, task.deaths + 1))
        return []
    return [Found(task.pieces[0], error=f"{how}, {MOST_DEATHS} times")]
