import { mutableDefault } from '../../../src/repair/rules/mutable-default.js'
import { type Case, proposed } from './propose.js'

const order = (field: string, head = 'from dataclasses import dataclass\n'): string =>
  `${head}\n@dataclass\nclass Order:\n    ${field}\n\n    def add(self, item):\n▶        self.items.append(item)\n`
const none = { exception: 'AttributeError', message: "'NoneType' object has no attribute 'append'" }

describe('mutable-default', () => {
  it.each<[string, Case]>([
    [
      'from dataclasses import dataclass, field\n\n@dataclass\nclass Order:\n    items: List[int] = field(default_factory=list)',
      { files: { 'a.py': order('items: List[int] = None') }, ...none },
    ],
    [
      'items: dict = field(default_factory=dict)',
      {
        files: { 'a.py': order('items: dict = {}', 'from dataclasses import dataclass, field\n') },
        exception: 'ValueError',
        message: "mutable default <class 'dict'> for field items is not allowed: use default_factory",
      },
    ],
    [
      'def add(x, to=None):\n    if to is None:\n        to = []\n    to.append(x)',
      {
        files: { 'a.py': '▶def add(x, to=[]):\n    to.append(x)\n    return to\n' },
        exception: 'AssertionError',
        message: 'no',
      },
    ],
    [
      '    """Adds."""\n    if seen is None:\n        seen = {}\n    seen[x] = 1',
      {
        files: { 'a.py': '▶def add(x, seen={}):\n    """Adds."""\n    seen[x] = 1\n    return seen\n' },
        exception: 'AssertionError',
        message: 'no',
      },
    ],
  ])('%s', async (expected, example) => {
    expect((await proposed(mutableDefault, example))[0]).toContain(expected)
  })

  it.each<[string, Case]>([
    ['a field that nobody reads there', { files: { 'a.py': order('notes: list = None') }, ...none }],
    [
      'a class that is no dataclass',
      { files: { 'a.py': order('items: list = None').replace('@dataclass', '') }, ...none },
    ],
    [
      'a default that cannot change',
      { files: { 'a.py': '▶def add(x, to=1):\n    return to\n' }, exception: 'AssertionError', message: '' },
    ],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(mutableDefault, example)).toEqual([])
  })
})
