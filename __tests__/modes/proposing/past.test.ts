import type { PastOutcome, Strategy } from '../../../src/domain.js'
import { orderOf } from '../../../src/modes/proposing/past.js'

const closed = (strategy: Strategy): PastOutcome => ({ strategy, by: 'x', merged: 0, closed: 5, muted: true })

describe('the order of strategies', () => {
  it.each<readonly [string, readonly Strategy[], readonly Strategy[]]>([
    [
      'the default: what people keep closing goes last',
      ['rules', 'search', 'model', 'revert'],
      ['search', 'model', 'revert', 'rules'],
    ],
    ['a part of the default', ['rules', 'model'], ['model', 'rules']],
    ['an order of the user: it stays', ['revert', 'rules', 'search'], ['revert', 'rules', 'search']],
    ['one strategy', ['rules'], ['rules']],
  ])('%s', (_name, strategies, order) => {
    const said: string[] = []
    const log = { info: (line: string) => void said.push(line) } as unknown as Parameters<typeof orderOf>[0]['log']
    expect(orderOf({ log }, { strategies }, [closed('rules')])).toEqual(order)
    expect(said).toHaveLength(order[0] === strategies[0] ? 0 : 1)
  })
})
