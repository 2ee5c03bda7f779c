"""Interrupts a kernel's cells at random moments and looks at what comes after.

Fails at the first cell that does not end, the first cell after one that does not give the right
value, and the first output that appears in another cell than its own.
"""

import collections
import queue
import random
import time

from kernel import PATIENCE

WARM_UP = ["%data sample:leaves,count=12 --as leaves", "%pretrained graft-nano --as net",
           "%finetune --recipe head --epochs 2 --as trained"]
ENDLESS = "--epochs 50000"
CELLS = [
    "%data sample:leaves,count=12 --as leaves",
    "%data sample:leaves,count=12,seed=5 --as others",
    "%pretrained graft-nano --as net",
    "%pretrained graft-nano --weights none --as fresh\n%pretrained graft-nano --as net",
    "%freeze --as frozen",
    "%unfreeze --last 1 --as thawed\n%freeze --until layer4 --as frozen",
    f"%finetune --recipe head {ENDLESS} --as cut",
    f"%finetune --recipe full {ENDLESS} --as cut",
    f"%%finetune leaves\n--recipe head {ENDLESS}\n--as cut",
    "%finetune --recipe head --epochs 2 --as brief",
    "%lr_find --as swept",
    "%evaluate trained --as judged",
    "%compare trained net2 --as compared",
    "%predict sample:leaves,count=2,seed=9 --model trained --as guessed",
    "%graft runs",
    "%graft",
    'use("held", Graft.pretrained("graft-nano")); model(); use("held", Graft.pretrained("graft-nano"));',
    "var typed = %data sample:leaves,count=12",
]


class Stress:
    """One kernel, interrupted again and again."""

    def __init__(self, kernel, seed):
        self.kernel = kernel
        self.random = random.Random(seed)
        self.usual = {}
        self.number = 0
        self.counts = collections.Counter()
        for code in WARM_UP:
            kernel.ok(code)
        kernel.ok("%pretrained graft-nano --as net2")
        kernel.ok("%finetune --recipe head --epochs 1 --as net2")
        self.sane = self.sanity()

    def once(self):
        """Interrupts one cell at a moment that is as likely as any other of its life."""
        code = self.random.choice(CELLS)
        moment = self.random.random() * 1.1 * self.length(code)
        self.number += 1
        context = f"interrupt {self.number} of {code!r} after {moment:.3f} s: "
        cell = self.kernel.start(code)
        time.sleep(moment)
        self.kernel.interrupt_and_wait()
        try:
            outputs = self.kernel.finish(cell)
        except queue.Empty:
            raise AssertionError(context + "the cell does not end") from None
        self.counts[outputs.status] += 1
        assert outputs.status == "error" or ENDLESS not in code, context + "ignored"
        self.compiler_works(context)
        seen = self.sanity()
        assert seen == self.sane, f"{context}the next magic says {seen!r}, not {self.sane!r}"
        self.names_are_kept(code, outputs, context)

    def length(self, code):
        """Seconds that a cell takes when nobody interrupts it; of an endless one, some."""
        if ENDLESS in code:
            return 1.5
        if code not in self.usual:
            self.usual[code] = self.kernel.ok(code).seconds
        return self.usual[code]

    def compiler_works(self, context):
        """A lambda and two declarations, at once."""
        code = (f"java.util.function.IntUnaryOperator f{self.number} = v -> v * 2 + {self.number};\n"
                f"int answer{self.number} = f{self.number}.applyAsInt(20);\n"
                f"System.out.print(answer{self.number});")
        try:
            outputs = self.kernel.run(code)
        except queue.Empty:
            raise AssertionError(context + "the kernel answers no more") from None
        assert outputs.status == "ok", f"{context}the next cell failed: {outputs.traceback}"
        assert outputs.stdout == str(40 + self.number), f"{context}{outputs.stdout!r}"
        assert outputs.shown == [] and outputs.updates == [], f"{context}another cell's output: {outputs.messages}"

    def sanity(self):
        outputs = self.kernel.ok("%data sample:leaves,classes=2,count=12,seed=3 --as sane\n"
                                 "System.out.print(sane.classes() + \" \" + sane.examples().size())")
        self.kernel.ok("%data leaves")
        return outputs.final, outputs.stdout

    def names_are_kept(self, code, outputs, context):
        """What an interrupted run was to be called is a variable by now, if the run had begun."""
        if ENDLESS in code and any("epoch" in text for text in outputs.updates):
            seen = self.kernel.ok("System.out.print(cut.outcome() + \" \" + (cut == history(\"cut\")))")
            assert seen.stdout == "INTERRUPTED true", context + seen.stdout
            self.counts["named"] += 1

    def __str__(self):
        return f"{self.number} interrupts, " + ", ".join(f"{n} {what}" for what, n in self.counts.items())
