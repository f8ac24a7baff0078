/**
 * Added to the end of a JavaScript or TypeScript module of a copy. `sutureWatch(name, original, one, other)` gives back
 * the original, wrapped: each input that a test gives, and its neighbours, is asked of both texts. A record a line goes
 * to the file. It must be plain enough for every compiler that a project may have.
 */
export const scriptWatch = `
;var sutureState = { depth: 0, ticks: 0, spent: 0, inner: 0, seed: 7, seen: new Set() };
function sutureTick() { if (++sutureState.ticks > 200000) { const e = new Error('no end'); e.name = 'SutureHang'; throw e; } }
function sutureChance(n) { sutureState.seed = (sutureState.seed * 1103515245 + 12345) % 2147483648; return Math.floor(sutureState.seed / 65536) % n; }
function sutureShow(value, depth) {
  if (depth > 6) return '...';
  if (value === null || typeof value === 'boolean' || value === undefined) return String(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : String(Number.isInteger(value) ? value : Number(value.toPrecision(12)));
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return typeof value + ':' + String(value).slice(0, 80);
  if (Array.isArray(value)) return '[' + value.slice(0, 200).map((one) => sutureShow(one, depth + 1)).join(', ') + ']';
  const type = Object.prototype.toString.call(value).slice(8, -1);
  if (type === 'Date') return 'Date:' + Number(value);
  if (type === 'Map') return 'Map:' + sutureShow([...value.entries()], depth + 1);
  if (type === 'Set') return 'Set:' + sutureShow([...value.values()], depth + 1);
  if (type === 'RegExp') return String(value);
  const name = value.constructor && value.constructor.name !== 'Object' ? value.constructor.name + ':' : '';
  return name + '{' + Object.keys(value).slice(0, 200).map((key) => key + ': ' + sutureShow(value[key], depth + 1)).join(', ') + '}';
}
function sutureClone(value, depth) {
  if (depth > 20) throw new Error('too deep');
  if (typeof value === 'function') return value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => sutureClone(one, depth + 1));
  const type = Object.prototype.toString.call(value).slice(8, -1);
  if (type === 'Date') return new Date(Number(value));
  if (type === 'Map') return new Map([...value].map((one) => sutureClone(one, depth + 1)));
  if (type === 'Set') return new Set([...value].map((one) => sutureClone(one, depth + 1)));
  if (type === 'RegExp') return new RegExp(value.source, value.flags);
  if (type !== 'Object') throw new Error('cannot copy ' + type);
  const copy = Object.create(Object.getPrototypeOf(value));
  for (const key of Object.keys(value)) copy[key] = sutureClone(value[key], depth + 1);
  return copy;
}
function sutureNear(value) {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') {
    const step = Number.isInteger(value) ? [-2, -1, 0, 1, 2][sutureChance(5)] : [-1.5, -0.5, 0, 0.25, 1][sutureChance(5)];
    return value >= 0 ? Math.max(0, value + step) : value + step;
  }
  if (typeof value === 'string') {
    const cut = sutureChance(value.length + 1);
    const letter = value === '' ? 'a' : value[sutureChance(value.length)];
    return [value.slice(0, cut), value.slice(cut), value.slice(0, cut) + letter + value.slice(cut), value.slice(0, cut) + value.slice(cut + 1), [...value].reverse().join(''), value][sutureChance(6)];
  }
  if (Array.isArray(value)) {
    const items = value.map((one) => (sutureChance(10) < 4 ? sutureNear(one) : one));
    if (items.length > 0 && sutureChance(10) < 3) items.splice(sutureChance(items.length), 1);
    if (items.length > 0 && sutureChance(10) < 3) items.splice(sutureChance(items.length), 0, items[sutureChance(items.length)]);
    return items;
  }
  if (value !== null && typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]') {
    for (const key of Object.keys(value)) if (sutureChance(10) < 4) { try { value[key] = sutureNear(value[key]); } catch {} }
  }
  return value;
}
function sutureOutcome(made, self, given) {
  sutureState.ticks = 0;
  try {
    const [own, args] = [sutureClone(self, 0), sutureClone(given, 0)];
    const value = made.apply(own, args);
    if (value !== null && typeof value === 'object' && typeof value.then === 'function') { value.then(() => {}, () => {}); return null; }
    return ['value', sutureShow(value, 0) + ' | ' + sutureShow(args, 0) + (own === undefined ? '' : ' | ' + sutureShow(own, 0))];
  } catch (error) {
    const name = error && error.name ? String(error.name) : typeof error;
    return name === 'SutureHang' ? ['hang', 'no end'] : ['error', name];
  }
}
function sutureAsk(kind, name, one, other, self, given) {
  let text;
  try { text = sutureShow(given, 0) + (self === undefined ? '' : ' on ' + sutureShow(self, 0)); } catch { return false; }
  const key = kind + name + text;
  const [longest, most] = kind === 'given' ? [2500, 400] : [1500, 300];
  if (sutureState.seen.has(key) || sutureState.seen.size > most || sutureState.spent > longest) return false;
  sutureState.seen.add(key);
  const started = Date.now();
  sutureState.inner = 1;
  const before = sutureOutcome(one, self, given);
  const again = before && before[0] !== 'hang' ? sutureOutcome(one, self, given) : null;
  sutureState.inner = 2;
  const after = again && String(again) === String(before) ? sutureOutcome(other, self, given) : null;
  sutureState.inner = 0;
  sutureState.spent += Date.now() - started;
  if (after === null) return before !== null;
  const record = { kind, name, input: text.slice(0, 300), whole: text.length <= 300, same: String(before) === String(after), before: [before[0], before[1].slice(0, 200)], after: [after[0], after[1].slice(0, 200)] };
  process.getBuiltinModule('node:fs').appendFileSync(sutureLog, JSON.stringify(record) + String.fromCharCode(10));
  return true;
}
function sutureWatch(name, original, one, other, isMethod) {
  const watched = function (...given) {
    if (sutureState.inner > 0) return (sutureState.inner === 1 ? one : other).apply(this, given);
    if (sutureState.depth === 0) {
      sutureState.depth++;
      try {
        const self = isMethod ? this : undefined;
        const kept = sutureClone(given, 0);
        const own = sutureClone(self, 0);
        if (sutureAsk('given', name, one, other, own, kept)) {
          const turns = sutureState.seen.size < 200 ? 24 : 8;
          for (let turn = 0; turn < turns; turn++) sutureAsk('near', name, one, other, own, sutureClone(kept, 0).map(sutureNear));
        }
      } catch {} finally { sutureState.depth--; }
    }
    return new.target ? Reflect.construct(original, given, new.target) : original.apply(this, given);
  };
  try { Object.defineProperties(watched, { name: { value: original.name }, length: { value: original.length } }); Object.assign(watched, original); watched.prototype = original.prototype; } catch {}
  return watched;
}
`
