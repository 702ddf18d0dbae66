"""Runs a command and tells what it took. Loads nothing heavy: a child's peak memory counts its parent's at the fork."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass


@dataclass
class Usage:
    """What a process took: wall and processor seconds, and peak resident memory in bytes."""

    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int


class CommandFailed(Exception):
    pass


def run(command, environment=None, heard=None):
    """(standard output, Usage) of `command`. `heard` is called with each line of its standard error as it comes.

    Raises CommandFailed, with the end of its standard error, when it does not end with 0.
    """
    started = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    errors = []

    def listen():
        for line in process.stderr:
            errors.append(line.decode(errors="replace"))
            if heard:
                heard(errors[-1].rstrip("\n"))

    # Both pipes are read to their end before wait4 collects the process together with its usage.
    listener = threading.Thread(target=listen)
    listener.start()
    output = process.stdout.read()
    listener.join()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{''.join(errors)[-2000:]}")
    used = Usage(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
    return output.decode(), used
