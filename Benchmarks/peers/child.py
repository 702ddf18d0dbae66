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


def run(command, environment=None, accepted=(0,)):
    """(standard output, Usage, standard error) of `command`. Raises CommandFailed with the end of its standard error."""
    started = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    output, errors = _drained(process)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        tail = errors.decode(errors="replace")[-2000:]
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    used = Usage(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
    return output.decode(), used, errors.decode(errors="replace")


def _drained(process):
    """Both pipes read to their end, without waiting for the process: wait4 is to collect it with its usage."""
    errors = []
    reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
    reader.start()
    output = process.stdout.read()
    reader.join()
    return output, errors[0]
