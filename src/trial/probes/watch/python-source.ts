/**
 * Added to the end of a Python module of a copy: wraps the functions named in `paths`, and asks each input that a test
 * gives, and its neighbours, of both texts. A record a line goes to the file `log`.
 */
export const pythonWatch = `
def _suture_watch(other_text, paths, log):
    import copy, functools, inspect, itertools, json, random, signal, sys, threading, time, types
    here = sys.modules[__name__].__dict__
    there = {k: here[k] for k in ('__name__', '__file__', '__package__', '__spec__', '__path__', '__builtins__') if k in here}
    exec(compile(other_text, here.get('__file__', 'other'), 'exec'), there)
    owners = {path.split('.')[0] for path in paths if '.' in path}
    for key, value in here.items():
        if isinstance(value, type) and key in there and key not in owners:
            there[key] = value
    state = {'depth': 0, 'asked': 0, 'until': 0.0, 'spent': 0.0, 'other': False}
    chance, seen = random.Random(7), set()

    class TooLong(BaseException):
        pass

    def stop(*_):
        raise TooLong()

    def found(space, path):
        value = space.get(path.split('.')[0])
        for part in path.split('.')[1:]:
            value = None if value is None else value.__dict__.get(part)
        return value

    def plain(value, depth=0):
        if depth > 6:
            return '...'
        if isinstance(value, types.GeneratorType):
            value = list(itertools.islice(value, 500))
        if isinstance(value, float):
            return repr(round(value, 9))
        if isinstance(value, (list, tuple)):
            inner = ', '.join(plain(one, depth + 1) for one in value[:200])
            return '[' + inner + ']' if isinstance(value, list) else '(' + inner + ')'
        if isinstance(value, (set, frozenset)):
            return '{' + ', '.join(sorted(plain(one, depth + 1) for one in value)) + '}'
        if isinstance(value, dict):
            return '{' + ', '.join(plain(k, depth + 1) + ': ' + plain(v, depth + 1) for k, v in list(value.items())[:200]) + '}'
        if value is None or isinstance(value, (bool, int, str, bytes)):
            return repr(value)
        if type(value).__repr__ is not object.__repr__ and not isinstance(value, (types.FunctionType, types.MethodType)):
            return type(value).__name__ + ':' + repr(value)
        return type(value).__name__ + ':' + plain(getattr(value, '__dict__', {}), depth + 1)

    def outcome(function, given, words):
        given, words = copy.deepcopy(given), copy.deepcopy(words)
        old = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, 0.25)
        try:
            value = function(*given, **words)
            return 'value', plain(value) + ('' if not given else ' | ' + plain(given))
        except TooLong:
            return 'hang', 'no end within 0.25 s'
        except Exception as error:
            return 'error', type(error).__name__
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, old)

    def neighbour(value):
        kind = type(value)
        if kind is bool:
            return not value
        if kind is int:
            return max(0, value + chance.choice([-2, -1, 0, 1, 2])) if value >= 0 else value + chance.choice([-2, -1, 1, 2])
        if kind is float:
            return value + chance.choice([-1.5, -0.5, 0, 0.25, 1])
        if kind is str:
            cut, letter = chance.randrange(len(value) + 1), chance.choice(value) if value else 'a'
            return chance.choice([value[:cut], value[cut:], value[:cut] + letter + value[cut:], value[:cut] + value[cut + 1:], value[::-1], value])
        if kind in (list, tuple):
            items = [neighbour(one) if chance.random() < 0.4 else one for one in value]
            if items and chance.random() < 0.3:
                items.pop(chance.randrange(len(items)))
            if items and chance.random() < 0.3:
                items.insert(chance.randrange(len(items)), chance.choice(items))
            return kind(items)
        if kind is dict:
            return {key: neighbour(one) if chance.random() < 0.4 else one for key, one in value.items()}
        return value

    def ask(kind, name, one, other, given, words):
        try:
            text = plain(list(given)) + (' ' + plain(words) if words else '')
        except Exception:
            return False
        # Neighbours leave room for inputs that are still to come.
        longest, most = (2.5, 400) if kind == 'given' else (1.5, 300)
        if (kind, name, text) in seen or state['spent'] > longest or len(seen) > most:
            return False
        seen.add((kind, name, text))
        started = time.time()
        try:
            before = outcome(one, given, words)
            if before[0] == 'hang' or outcome(one, given, words) != before:
                after = None
            else:
                state['other'] = True
                after = outcome(other, given, words)
        except BaseException:
            return False
        finally:
            state['other'] = False
            state['spent'] += time.time() - started
        if after is None:
            return True
        record = {'kind': kind, 'name': name, 'input': text[:300], 'whole': len(text) <= 300, 'same': before == after,
                  'before': [before[0], before[1][:200]], 'after': [after[0], after[1][:200]]}
        with open(log, 'a') as file:
            file.write(json.dumps(record) + chr(10))
        return True

    def watching(path, one, other):
        @functools.wraps(one)
        def watched(*given, **words):
            if state['depth'] > 0 and state['other']:
                return other(*given, **words)
            if state['depth'] > 0 or threading.current_thread() is not threading.main_thread():
                return one(*given, **words)
            state['depth'] += 1
            try:
                try:
                    kept = copy.deepcopy(given), copy.deepcopy(words)
                except Exception:
                    kept = None
                if kept is not None and ask('given', path, one, other, *kept):
                    # Few inputs are looked around more closely; many are near each other anyway.
                    for _ in range(24 if len(seen) < 200 else 8):
                        near = tuple(neighbour(each) for each in copy.deepcopy(kept[0]))
                        ask('near', path, one, other, near, {key: neighbour(each) for key, each in kept[1].items()})
            finally:
                state['depth'] -= 1
            return one(*given, **words)
        return watched

    for path in paths:
        one, other = found(here, path), found(there, path)
        if not (isinstance(one, types.FunctionType) and isinstance(other, types.FunctionType)):
            continue
        if inspect.iscoroutinefunction(one) or inspect.isasyncgenfunction(one) or inspect.iscoroutinefunction(other):
            continue
        owner = '.'.join(path.split('.')[:-1])
        if owner:
            setattr(found(here, owner), path.split('.')[-1], watching(path, one, other))
        else:
            here[path] = watching(path, one, other)
`
