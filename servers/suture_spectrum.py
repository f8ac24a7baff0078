"""Which lines of the project each test runs: a plug-in for pytest, and for unittest when it is imported by `sitecustomize`.

Writes a JSON line for each test to the file named by SUTURE_SPECTRUM: {"test", "suite", "failed", "lines": {path: [[from, to], ...]}}.
Paths are relative to SUTURE_ROOT. What runs while a module is read is left out: every test has run it.
"""

import json
import os
import sys
import threading

ROOT = os.path.realpath(os.environ.get("SUTURE_ROOT") or os.getcwd())
LOG = os.environ.get("SUTURE_SPECTRUM")
MOST_BYTES = 6_000_000
OPTIMIZED = 0x1
FOREIGN = ("site-packages", "dist-packages", ".venv", "venv", "node_modules", ".tox", ".nox")

_paths = {}
_hit = {}
_written = [0]


def _own(file):
    """The file's path below the root, or None where it is not the project's."""
    known = _paths.get(file, 0)
    if known != 0:
        return known
    found = None
    if file and not file.startswith("<"):
        real = os.path.realpath(file)
        if real.startswith(ROOT + os.sep):
            path = real[len(ROOT) + 1 :]
            if not any(part in FOREIGN for part in path.split(os.sep)):
                found = path.replace(os.sep, "/")
    _paths[file] = found
    return found


def _trace(frame, event, _arg):
    code = frame.f_code
    # A module or the body of a class: what they run, they run once, for whichever test comes first.
    if not code.co_flags & OPTIMIZED:
        return None
    path = _own(code.co_filename)
    if path is None:
        return None
    lines = _hit.setdefault(path, set())

    def local(frame, event, _arg):
        if event == "line":
            lines.add(frame.f_lineno)
        return local

    return local


def _monitored():
    """Python 3.12 asks once for each line, and no more until the next test."""
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return None
    tool = next((one for one in (4, 3, 2) if monitoring.get_tool(one) is None), None)
    if tool is None:
        return None
    monitoring.use_tool_id(tool, "suture")

    def line(code, number):
        path = _own(code.co_filename) if code.co_flags & OPTIMIZED else None
        if path is not None:
            _hit.setdefault(path, set()).add(number)
        return monitoring.DISABLE

    monitoring.register_callback(tool, monitoring.events.LINE, line)
    return monitoring, tool


_monitor = _monitored()


def start():
    _hit.clear()
    if _monitor is not None:
        monitoring, tool = _monitor
        monitoring.set_events(tool, monitoring.events.LINE)
        monitoring.restart_events()
    else:
        threading.settrace(_trace)
        sys.settrace(_trace)


def stop():
    if _monitor is not None:
        monitoring, tool = _monitor
        monitoring.set_events(tool, 0)
    else:
        sys.settrace(None)
        threading.settrace(None)
    # A thread of the test may still be running: what it adds now is nobody's.
    return {path: _ranges(list(lines)) for path, lines in list(_hit.items()) if lines}


def _ranges(lines):
    found = []
    for line in sorted(lines):
        if found and line == found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return found


def write(test, suite, failed, lines):
    record = json.dumps({"test": test, "suite": suite, "failed": failed, "lines": lines}) + "\n"
    _written[0] += len(record)
    if LOG and _written[0] <= MOST_BYTES:
        with open(LOG, "a") as out:
            out.write(record)


def watch_unittest():
    import unittest

    plain = unittest.TestCase.run

    def run(self, result=None):
        if result is None:
            return plain(self, result)
        before = len(result.failures) + len(result.errors)
        start()
        try:
            return plain(self, result)
        finally:
            lines = stop()
            failed = len(result.failures) + len(result.errors) > before
            parts = self.id().split(".")
            write(parts[-1], ".".join(parts[:-1]), failed, lines)

    unittest.TestCase.run = run


try:
    import pytest
except ImportError:
    pytest = None

if pytest is not None and "_pytest" in sys.modules:
    _failed = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(item):
        _failed.pop(item.nodeid, None)
        start()
        yield
        lines = stop()
        parts = item.nodeid.split("::")
        write(parts[-1], "::".join(parts[:-1]), _failed.pop(item.nodeid, False), lines)

    def pytest_runtest_logreport(report):
        if report.failed:
            _failed[report.nodeid] = True
