"""A pytest that stays: a plug-in that turns the process into a server of forks before any code of the project is read.

Started as `pytest -p suture_warm ...`; a line on standard input is a request, a line on descriptor 3 its answer. Each
request runs the rest of pytest in a fork of its own, so that nothing of one run is there in the next. Modules from
outside the project that the first run needed are read once, ahead of the later forks.
"""

import atexit
import gc
import importlib
import importlib.machinery
import inspect
import json
import os
import select
import signal
import sys
import time

import pytest

FOLDER = os.path.dirname(os.path.abspath(__file__))
LIMIT_LEARNT = 4000
# Our own ends, before pytest captures what comes and goes through the standard ones.
REQUESTS = os.dup(0)
OUTPUT = os.dup(1)

_code = {}
_texts = {}


def _is_own(path, root):
    """Whether a module's file is the project's: those are read afresh in every fork."""
    if not path or not path.startswith(root + os.sep):
        return False
    inside = os.path.realpath(path)
    return inside.startswith(root + os.sep) and "site-packages" not in inside


def _cache_code():
    """Compiling is most of an import: what was compiled once is taken again where the text is the very same."""
    loader = importlib.machinery.SourceFileLoader
    plain = loader.source_to_code

    def source_to_code(self, data, path, *rest, **named):
        try:
            key = (str(path), bytes(data))
        except TypeError:
            return plain(self, data, path, *rest, **named)
        if key not in _code:
            _code[key] = plain(self, data, path, *rest, **named)
        return _code[key]

    loader.source_to_code = source_to_code


def _learn(root, before):
    """In the fork: which modules it read, for the server to read ahead."""
    foreign, own = [], []
    for name, module in list(sys.modules.items()):
        if name in before or not isinstance(name, str):
            continue
        file = getattr(module, "__file__", None)
        spec = getattr(module, "__spec__", None)
        if _is_own(file, root):
            own.append(file)
        elif spec is not None and getattr(spec, "name", None) == name:
            foreign.append(name)
    with open(os.path.join(FOLDER, "learnt"), "w") as out:
        json.dump({"foreign": foreign[:LIMIT_LEARNT], "own": own[:LIMIT_LEARNT]}, out)


def _read_ahead():
    try:
        with open(os.path.join(FOLDER, "learnt")) as learnt:
            told = json.load(learnt)
        os.remove(os.path.join(FOLDER, "learnt"))
    except (OSError, ValueError):
        return
    for name in told["foreign"]:
        if name in sys.modules or name == "__main__":
            continue
        try:
            importlib.import_module(name)
        except BaseException:
            # What cannot be read alone is read by the project's own code, as ever.
            continue
    for file in told["own"]:
        try:
            with open(file, "rb") as source:
                data = source.read()
            if file.endswith(".py"):
                importlib.machinery.SourceFileLoader("_", file).source_to_code(data, file)
        except BaseException:
            continue


def _kill(child):
    for victim in (lambda: os.killpg(child, signal.SIGKILL), lambda: os.kill(child, signal.SIGKILL)):
        try:
            victim()
        except OSError:
            pass


def _await_end(child, pipe, limit):
    """The pipe closes with the last process that holds it; the child's own end is what counts."""
    deadline = time.monotonic() + limit
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status, False
        left = deadline - time.monotonic()
        if left <= 0:
            _kill(child)
            return os.waitpid(child, 0)[1], True
        # Readable at the end of input: a wait without turning in circles, where the child left nobody behind.
        if select.select([pipe], [], [], min(left, 0.05))[0]:
            done, status = os.waitpid(child, 0) if left > 0.2 else (0, 0)
            if done:
                return status, False


def _exit_code(status):
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


class _Server:
    """Answers requests, each in a fork. `requests` and `answers` are file objects of its own."""

    def __init__(self, root, requests, answers):
        self.root = root
        self.requests = requests
        self.answers = answers
        self.deep = None

    def serve(self, first=None):
        """Returns in every fork, with what is left to do there; the server itself never leaves it."""
        while True:
            line = first or self.requests.readline()
            first = None
            if not line:
                os._exit(0)
            answer = self.ask_deep(line) or self.fork(line)
            if answer is None:
                return
            self.answers.write(answer)
            self.answers.flush()

    def ask_deep(self, line):
        """The server that is further on, where it has read nothing that this request changes."""
        if self.deep is None or not self.deep.knows_nothing_of(json.loads(line)["changed"]):
            return None
        return self.deep.ask(line)

    def fork(self, line):
        request = json.loads(line)
        report = os.path.join(FOLDER, "report")
        if os.path.lexists(report):
            os.remove(report)
        os.ftruncate(OUTPUT, 0)
        started = time.monotonic()
        gc.collect(0)
        gc.freeze()
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.setsid()
            os.close(reader)
            self.answers.close()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            return None
        os.close(writer)
        status, timed_out = _await_end(child, reader, request["limit"])
        os.close(reader)
        _kill(child)
        seconds = time.monotonic() - started
        return json.dumps({"exit": _exit_code(status), "timedOut": timed_out, "seconds": seconds}) + "\n"


class _First(_Server):
    """Stands before any code of the project is read."""

    def __init__(self, root, requests, answers):
        super().__init__(root, requests, answers)
        self.modules = set(sys.modules)
        self.turn = 0

    def fork(self, line):
        self.turn += 1
        if self.turn == 3:
            self.deep = _open_deep(self)
            if self.deep is None:
                return None
        answer = super().fork(line)
        if answer is None and self.turn == 1:
            atexit.register(_learn, self.root, self.modules)
        if answer is not None and self.turn == 1:
            _read_ahead()
            inspect.getmodule(_exit_code.__code__, "/")
        return answer


class _Deep:
    """Our end of a server that has read the project's conftest files and stands before collection."""

    def __init__(self, requests, answers):
        self.requests = requests
        self.answers = answers
        self.known = None

    def knows_nothing_of(self, changed):
        if self.known is None:
            line = self.answers.readline()
            if not line:
                self.known = False
            else:
                self.known = set(json.loads(line))
        return self.known is not False and not self.known.intersection(changed)

    def ask(self, line):
        try:
            self.requests.write(line)
            self.requests.flush()
            answer = self.answers.readline()
        except OSError:
            answer = b""
        if answer:
            return answer.decode()
        self.known = False
        return None


_deep_server = []


def _open_deep(first):
    """In the fork: None, and it goes on as far as collection; in the server: the other's ends."""
    (there_in, here_out), (here_in, there_out) = os.pipe(), os.pipe()
    if os.fork() == 0:
        first.answers.close()
        os.close(here_out)
        os.close(here_in)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        _deep_server.append(_Server(first.root, os.fdopen(there_in, "rb"), os.fdopen(there_out, "w")))
        return None
    os.close(there_in)
    os.close(there_out)
    return _Deep(os.fdopen(here_out, "wb"), os.fdopen(here_in, "rb"))


# The outermost wrapper: pytest must not have begun to capture output, or all forks would share its file.
@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests():
    root = os.path.realpath(os.environ.get("SUTURE_WARM_ROOT") or os.getcwd())
    _cache_code()
    _First(root, os.fdopen(REQUESTS, "rb"), os.fdopen(3, "w")).serve()
    yield


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_collection(session):
    if _deep_server:
        server = _deep_server.pop()
        capture = session.config.pluginmanager.getplugin("capturemanager")
        if capture is not None:
            capture.suspend_global_capture(in_=True)
            capture.stop_global_capturing()
        own = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
        inside = [os.path.relpath(os.path.realpath(file), server.root) for file in own if _is_own(file, server.root)]
        server.answers.write(json.dumps(inside) + "\n")
        server.answers.flush()
        inspect.getmodule(_exit_code.__code__, "/")
        server.serve()
        if capture is not None:
            capture.start_global_capturing()
    yield
