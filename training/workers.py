"""Several processes train one model, each on a core of its own: every few steps their parameters are averaged.

Local steps with averaging, not one gradient a step: on a machine that others use too, no worker waits long for another, and a
worker that got less of its core weighs less in the mean. With one worker nothing is shared and a run repeats exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
import torch.multiprocessing as processes
from torch import Tensor, nn


@dataclass
class Shared:
    """What the workers see of each other; tensors lie in shared memory."""

    parameters: Tensor
    """[workers, parameters]"""
    steps: Tensor
    """[workers], since they last met"""
    progress: Tensor
    """[1], from 0 to 1, set by the first worker; below 0: stop"""
    called: Tensor
    """[1], number of meetings that the first worker called"""
    barrier: Any


class Worker:
    """One worker's side: counts steps, and meets the others when the first one calls."""

    def __init__(self, model: nn.Module, shared: Shared | None, number: int, every: int) -> None:
        self.trained = [p for p in model.parameters() if p.requires_grad]
        self.shared, self.number, self.every = shared, number, every
        self.met = 0
        self.since = 0

    @property
    def leads(self) -> bool:
        """Whether this worker prints, saves and sets the schedule."""
        return self.number == 0

    def progress(self, own: float) -> float:
        """The run's progress: the first worker's own, told to the others."""
        if self.shared is None:
            return own
        if self.leads:
            self.shared.progress[0] = own
        return abs(float(self.shared.progress[0]))

    def stepped(self) -> None:
        """Count a step; average the parameters if a meeting is called."""
        self.since += 1
        if self.shared is None:
            return
        if self.leads and self.since >= self.every:
            self.shared.called += 1
        if int(self.shared.called[0]) > self.met:
            self._meet(self.shared)

    def finish(self) -> None:
        """The last meeting: the first worker calls it, the others come to it and stop."""
        if self.shared is None:
            return
        if self.leads:
            # In this order: who sees that the run is over must also see that there is a meeting.
            self.shared.called += 1
            self.shared.progress[0] = -1.0
        if int(self.shared.called[0]) > self.met:
            self._meet(self.shared)

    @property
    def stopped(self) -> bool:
        """Whether the first worker has called the last meeting."""
        return self.shared is not None and float(self.shared.progress[0]) < 0

    @torch.no_grad()
    def _meet(self, shared: Shared) -> None:
        shared.parameters[self.number] = torch.cat([p.reshape(-1) for p in self.trained])
        shared.steps[self.number] = self.since
        shared.barrier.wait()
        share = shared.steps / shared.steps.sum()
        mean = share @ shared.parameters
        at = 0
        for parameter in self.trained:
            parameter.copy_(mean[at : at + parameter.numel()].view_as(parameter))
            at += parameter.numel()
        # Nobody may write the next parameters before everybody has read these.
        shared.barrier.wait()
        self.met += 1
        self.since = 0


def spread(work: Callable[..., None], parameters: int, workers: int, *arguments: Any) -> None:
    """Run `work(shared, number, *arguments)` in this process and in `workers - 1` others."""
    if workers == 1:
        work(None, 0, *arguments)
        return
    context = processes.get_context("spawn")
    shared = Shared(
        parameters=torch.zeros(workers, parameters).share_memory_(),
        steps=torch.zeros(workers).share_memory_(),
        progress=torch.zeros(1).share_memory_(),
        called=torch.zeros(1, dtype=torch.long).share_memory_(),
        barrier=context.Barrier(workers),
    )
    others = [context.Process(target=work, args=(shared, number, *arguments)) for number in range(1, workers)]
    for other in others:
        other.start()
    try:
        work(shared, 0, *arguments)
    finally:
        for other in others:
            other.join(timeout=60)
            other.kill()
