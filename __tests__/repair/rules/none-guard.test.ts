import { noneGuard } from '../../../src/repair/rules/none-guard.js'
import { type Case, inPython, proposed } from './propose.js'

describe('none-guard', () => {
  it.each<[string, Case]>([
    [
      'order["a"]["b"].upper() if "a" in order and order["a"] is not None else None',
      inPython(
        'return order["a"]["b"].upper() if "a" in order else None',
        'TypeError',
        "'NoneType' object is not subscriptable",
      ),
    ],
    [
      `f"({order.agent.name if order.agent is not None else ''})"`,
      inPython('return f"({order.agent.name})"', 'AttributeError', "'NoneType' object has no attribute 'name'"),
    ],
    [
      'sorted(tag.strip() for tag in rows or [])',
      inPython('return sorted(tag.strip() for tag in rows)', 'TypeError', "'NoneType' object is not iterable"),
    ],
    [
      'order.größe.länge if order.größe is not None else None',
      inPython('x = order.größe.länge', 'AttributeError', "'NoneType' object has no attribute 'länge'"),
    ],
    [
      'order.card.bonus if order.card is not None else 0',
      inPython('bonus_total = order.card.bonus', 'AttributeError', "'NoneType' object has no attribute 'bonus'"),
    ],
    [
      '(order.name or "").upper()',
      {
        files: { 'a.py': 'def run(order):\n▶    return (order.name.upper() + "x")\n' },
        exception: 'AttributeError',
        message: "'NoneType' object has no attribute 'upper'",
      },
    ],
    [
      'for row in rows or []:',
      inPython('for row in rows: print(row)', 'TypeError', "'NoneType' object is not iterable"),
    ],
    [
      'for row in rows or []]',
      inPython('return [row.id for row in rows]', 'TypeError', "'NoneType' object is not iterable"),
    ],
    ['len(rows or [])', inPython('return len(rows)', 'TypeError', "object of type 'NoneType' has no len()")],
    [
      '1 + (order.get("fee") or 0)',
      inPython('return 1 + order.get("fee")', 'TypeError', "unsupported operand type(s) for +: 'int' and 'NoneType'"),
    ],
    [
      'order.get("fee", 0)',
      inPython('return 1 + order.get("fee")', 'TypeError', "unsupported operand type(s) for +: 'int' and 'NoneType'"),
    ],
    [
      'if (order.age or 0) > 3:',
      inPython(
        'if order.age > 3: return 1',
        'TypeError',
        "'>' not supported between instances of 'NoneType' and 'int'",
      ),
    ],
    [
      '"x" in (order.tags or [])',
      inPython('return "x" in order.tags', 'TypeError', "argument of type 'NoneType' is not iterable"),
    ],
    [
      '(order.fee or {}).get("rate", 0)',
      inPython('rate = order.fee["rate"]', 'TypeError', "'NoneType' object is not subscriptable"),
    ],
    [
      'int(order.qty or 0)',
      inPython(
        'return int(order.qty)',
        'TypeError',
        "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
      ),
    ],
    [
      'if order.user is not None and order.user.admin:',
      inPython('if order.user.admin: return 1', 'AttributeError', "'NoneType' object has no attribute 'admin'"),
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(noneGuard, example)).slice(0, 4).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    [
      'another attribute',
      inPython('return order.total', 'AttributeError', "'NoneType' object has no attribute 'rate'"),
    ],
    ['another message', inPython('return order.total', 'ValueError', 'no total')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(noneGuard, example)).toEqual([])
  })
})
