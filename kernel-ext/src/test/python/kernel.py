"""A real kernel, driven as a front-end drives it."""

import os
import queue
import re
import time
from dataclasses import dataclass, field

from jupyter_client.manager import KernelManager

PATIENCE = 300  # seconds, far more than a busy machine needs
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Outputs:
    """What one cell sent, in order."""

    messages: list = field(default_factory=list)
    libraries: int = 0
    status: str = ""
    seconds: float = 0.0

    def add(self, kind, content):
        """Keeps a message; the page's library is only counted, since nobody sees it."""
        if "graft-library" in content.get("data", {}).get("text/html", ""):
            self.libraries += 1
        else:
            self.messages.append((kind, content))

    def of(self, kind):
        return [content for name, content in self.messages if name == kind]

    @property
    def left(self):
        """What the cell leaves to see, in order: a display as its last update left it, since a slow
        machine shows how far a magic is before it shows what the magic gives."""
        left = {}
        for number, (kind, content) in enumerate(self.messages):
            if kind in ("display_data", "execute_result", "update_display_data"):
                left[(content.get("transient") or {}).get("display_id", number)] = content["data"]
        return list(left.values())

    @property
    def shown(self):
        """Texts of everything that the cell leaves to see."""
        return [data["text/plain"] for data in self.left]

    @property
    def html(self):
        return [data.get("text/html") for data in self.left]

    @property
    def updates(self):
        return [c["data"]["text/plain"] for c in self.of("update_display_data")]

    @property
    def final(self):
        """Text of the display that was opened last."""
        return self.shown[-1] if self.shown else ""

    @property
    def stdout(self):
        return "".join(c["text"] for c in self.of("stream") if c["name"] == "stdout")

    @property
    def stderr(self):
        return "".join(c["text"] for c in self.of("stream") if c["name"] == "stderr")

    @property
    def traceback(self):
        """The error as a reader sees it, without colours."""
        return [ANSI.sub("", line).strip() for c in self.of("error") for line in c["traceback"]]


class Kernel:
    """A running kernel; use it in a `with`."""

    def __init__(self, name="graft", folder=None, env=None, log=None):
        self.manager = KernelManager(kernel_name=name)
        self.options = {"cwd": folder} if folder else {}
        self.options["env"] = {**os.environ, **(env or {})}
        self.log = log

    def __enter__(self):
        start = time.monotonic()
        sink = open(self.log, "w") if self.log else None
        self.manager.start_kernel(stdout=sink, stderr=sink, **self.options)
        if sink:
            sink.close()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=300)
        self.ready_seconds = time.monotonic() - start
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def start(self, code, cell=None):
        """Sends a cell and returns its message id at once; a front-end may name the cell."""
        if cell is None:
            return self.client.execute(code, allow_stdin=False)
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                   "allow_stdin": False, "stop_on_error": True}
        message = self.client.session.msg("execute_request", content, metadata={"cellId": cell})
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def finish(self, message_id, timeout=PATIENCE, outputs=None):
        """Collects a cell's outputs until the kernel is idle again."""
        outputs = outputs or Outputs()
        start = time.monotonic()
        while True:
            message = self.next(message_id, timeout)
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                break
            if kind not in ("status", "execute_input"):
                outputs.add(kind, content)
        outputs.status = self.reply(message_id, timeout)["status"]
        outputs.seconds = time.monotonic() - start
        return outputs

    def next(self, message_id, timeout=PATIENCE):
        """Returns the next message that belongs to a cell; others are dropped."""
        end = time.monotonic() + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
            if message["parent_header"].get("msg_id") == message_id:
                return message

    def late(self, message_id, seconds):
        """Collects what a finished cell still sends."""
        outputs = Outputs()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                message = self.next(message_id, end - time.monotonic())
            except queue.Empty:
                break
            outputs.add(message["msg_type"], message["content"])
        return outputs

    def reply(self, message_id, timeout):
        while True:
            reply = self.client.get_shell_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == message_id:
                return reply["content"]

    def run(self, code, timeout=PATIENCE):
        """Runs a cell to its end."""
        return self.finish(self.start(code), timeout)

    def ok(self, code, timeout=PATIENCE):
        """Runs a cell that must succeed and complain of nothing."""
        outputs = self.run(code, timeout)
        assert outputs.status == "ok", f"{code!r} failed: {outputs.traceback}"
        assert outputs.stderr == "", f"{code!r} wrote to stderr: {outputs.stderr!r}"
        return outputs

    def completions(self, code):
        """Returns the magics' names that the kernel offers at the end of a cell."""
        return [match.lstrip("%") for match in self.reply(self.client.complete(code), PATIENCE)["matches"]]

    def interrupt(self):
        self.manager.interrupt_kernel()

    def interrupt_and_wait(self):
        """Interrupts, and returns once the kernel says that it has; it cannot hit a later cell."""
        message = self.client.session.msg("interrupt_request", {})
        self.client.control_channel.send(message)
        while True:
            reply = self.client.get_control_msg(timeout=PATIENCE)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return
