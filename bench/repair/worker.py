"""Tries texts of one Python program: every request runs in a fork of a process that has the tests loaded already.

One JSON object a line comes in ({"run": text, "seconds": n} or {"compare": [fixed, candidate], "name": f}), one goes out.
Not a sandbox: run the benchmark where the data set's programs may do what they like.
"""
import ast, copy, gc, json, os, random, re, resource, select, signal, sys, time, types

answers = os.fdopen(os.dup(1), 'w')
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
task = json.loads(sys.stdin.readline())
sys.path[:0] = task.get('path', [])


class Skipped(BaseException):
    pass


class TooLong(BaseException):
    pass


class Marks:
    def parametrize(self, names, rows):
        names = [name.strip() for name in names.split(',')]

        def marked(test):
            test.rows = [dict(zip(names, row if len(names) > 1 else [row])) for row in rows]
            return test

        return marked


class Approximately:
    def __init__(self, value, rel=None, abs=None):
        self.value, self.tolerance = value, abs if abs is not None else (rel or 1e-6) * max(value, -value)

    def __eq__(self, other):
        return -self.tolerance <= other - self.value <= self.tolerance


def skip(reason=''):
    raise Skipped()


pytest = types.ModuleType('pytest')
pytest.use_correct, pytest.run_slow, pytest.mark, pytest.approx, pytest.skip = False, False, Marks(), Approximately, skip
sys.modules['pytest'] = pytest


class Telling(ast.NodeTransformer):
    """Lets a comparison that fails say both sides, as pytest does."""

    def visit_Assert(self, node):
        test = node.test
        if node.msg is None and isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
            call = ast.Call(ast.Name('_check_equal_', ast.Load()), [test.left, test.comparators[0]], [])
            return ast.copy_location(ast.fix_missing_locations(ast.Expr(call)), node)
        return node


def check_equal(one, other):
    if not one == other:
        raise AssertionError(f'assert {one!r:.200} == {other!r:.200}')


tests_code = compile(Telling().visit(ast.parse(task['tests'])), 'tests', 'exec')
try:
    import collections, copy, functools, hashlib, heapq, itertools, math, random, string, typing  # noqa: F401,E401
    import load_testdata

    loaded, original = {}, load_testdata.load_json_testcases
    load_testdata.load_json_testcases = lambda name: loaded.setdefault(name, None) or loaded.update({name: original(name)}) or loaded[name]
    load_testdata.load_json_testcases(task['name'])
except (ImportError, FileNotFoundError):
    pass


def load(text):
    module = types.ModuleType(task.get('module', 'candidate'))
    sys.modules[module.__name__] = module
    if '.' in module.__name__:
        package = sys.modules.setdefault('python_programs', types.ModuleType('python_programs'))
        package.__path__ = []
        setattr(package, task['name'], module)
    exec(compile(text, 'CANDIDATE', 'exec'), module.__dict__)
    return module


def tests_of(module):
    if task['kind'] == 'check':
        scope = module.__dict__
        scope['_check_equal_'] = check_equal
        return [('check', lambda: exec(tests_code, scope))]
    scope = {'__name__': 'tests', '_check_equal_': check_equal}
    exec(tests_code, scope)
    found = []
    for name, test in list(scope.items()):
        if not name.startswith('test') or not callable(test):
            continue
        for index, row in enumerate(getattr(test, 'rows', [None])):
            found.append((f'{name}[{index}]', (lambda test=test, row=row: test(**(row or {})))))
    return found


def timed(body, seconds):
    def stop(*_):
        raise TooLong()

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    started = time.time()
    error = None
    try:
        body()
        status = 'passed'
    except Skipped:
        status = 'skipped'
    except TooLong:
        status = 'timeout'
    except BaseException as raised:
        status, error = 'failed', raised
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return status, time.time() - started, error


def told(error):
    lines, trace, kept = [], error.__traceback__, 0
    while trace is not None and kept < 400:
        if trace.tb_frame.f_code.co_filename == 'CANDIDATE':
            lines.append(trace.tb_lineno)
        trace, kept = trace.tb_next, kept + 1
    return {'exception': type(error).__name__, 'message': str(error)[:400], 'lines': lines[-6:][::-1]}


def run(request):
    tests = tests_of(load(request['run']))
    order = request.get('order')
    if order:
        ranked = {name: index for index, name in enumerate(order)}
        tests.sort(key=lambda test: ranked.get(test[0], len(ranked)))
    results = []
    for name, body in tests:
        status, seconds, error = timed(body, request['seconds'])
        results.append({'name': name, 'status': status, 'seconds': seconds, **(told(error) if error and request.get('all') else {})})
        if status in ('failed', 'timeout') and not request.get('all'):
            break
    return {'results': results, 'total': len(tests)}


def plain(value, depth=0):
    if depth > 12:
        return '…'
    if isinstance(value, types.GeneratorType):
        value = [one for one, _ in zip(value, range(2000))]
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *[plain(one, depth + 1) for one in value]]
    if isinstance(value, set):
        return ['set', *sorted(map(repr, value))]
    if isinstance(value, dict):
        return ['dict', *sorted([repr(plain(key)), plain(held, depth + 1)] for key, held in value.items())]
    if hasattr(value, '__dict__'):
        return [type(value).__name__, *[[key, plain(held, depth + 1)] for key, held in sorted(vars(value).items())]]
    return value


def mutated(value, chance):
    kind = type(value)
    if kind is bool:
        return chance.random() < 0.5
    if kind is int:
        return max(0, value + chance.choice([-3, -2, -1, 0, 1, 2, 3, value])) if value >= 0 else value + chance.choice([-2, -1, 1, 2])
    if kind is float:
        return value + chance.choice([-1.5, -0.5, 0, 0.25, 1])
    if kind is str:
        cut = chance.randrange(len(value) + 1)
        letter = chance.choice(value) if value else 'a'
        return chance.choice([value[:cut], value[cut:], value[:cut] + letter + value[cut:], value[::-1], value])
    if kind in (list, tuple):
        items = [mutated(one, chance) if chance.random() < 0.4 else one for one in value]
        if items and chance.random() < 0.3:
            items.pop(chance.randrange(len(items)))
        if items and chance.random() < 0.3:
            items.insert(chance.randrange(len(items)), chance.choice(items))
        return kind(items)
    return value


def compare(request):
    fixed, candidate = request['compare']
    if ast.dump(ast.parse(fixed)) == ast.dump(ast.parse(candidate)):
        return {'same': True, 'how': 'tree'}
    name, seen = request['name'], []
    reference = load(fixed)
    function = getattr(reference, name)
    depth = [0]

    def recording(*given):
        if depth[0] == 0 and len(seen) < 60:
            seen.append(copy.deepcopy(given))
        depth[0] += 1
        try:
            return function(*given)
        finally:
            depth[0] -= 1

    recording.__name__ = name
    setattr(reference, name, recording)
    for _, body in tests_of(reference):
        timed(body, 2)
    chance, one, other = random.Random(7), getattr(load(fixed), name), None
    other = getattr(load(candidate), name)
    agreed, differing, asked = 0, None, 0
    until = time.time() + 12
    while seen and asked < 400 and time.time() < until:
        given = chance.choice(seen)
        given = tuple(mutated(each, chance) for each in given)
        outcomes = []
        for tried in (one, other):
            box, arguments = [], copy.deepcopy(given)
            # Ten times what the fix may take: cut off before that, a busy machine would decide.
            status, _, _ = timed(lambda: box.append(plain(tried(*arguments))), 0.3 if tried is one else 3)
            outcomes.append((status, box))
            if status != 'passed' and tried is one:
                break
        if outcomes[0][0] != 'passed':
            continue
        asked += 1
        if outcomes[0] == outcomes[1]:
            agreed += 1
        elif differing is None:
            differing = f'{given!r:.150}: {outcomes[0][1]!r:.80} and {outcomes[1]!r:.80}'
    return {'same': asked > 0 and agreed == asked, 'how': 'behaviour', 'agreed': agreed, 'asked': asked, 'differing': differing}


def answered(request):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
            gc.disable()
            answer = run(request) if 'run' in request else compare(request)
        except BaseException as raised:
            answer = {'invalid': repr(raised)[:200]}
        try:
            os.write(writer, json.dumps(answer).encode())
        finally:
            os._exit(0)
    os.close(writer)
    until, text = time.time() + request.get('longest', 30), b''
    while True:
        ready, _, _ = select.select([reader], [], [], max(0, until - time.time()))
        part = os.read(reader, 1 << 16) if ready else None
        if part is None:
            os.kill(child, 9)
        if not part:
            break
        text += part
    os.close(reader)
    os.waitpid(child, 0)
    try:
        return json.loads(text)
    except ValueError:
        return {'invalid': 'no answer'}


gc.collect()
gc.freeze()
for line in sys.stdin:
    answers.write(json.dumps(answered(json.loads(line))) + '\n')
    answers.flush()
