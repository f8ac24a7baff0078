import type { Trial, VerdictName } from '../../src/domain.js'
import { journey } from '../../src/report/journey.js'
import { trials } from './examples.js'

const [example] = trials
const fell = (...names: readonly VerdictName[]): readonly Trial[] =>
  names.map((verdict) => ({ ...(example as Trial), verdict: { verdict, why: '', output: '' } }))

it('shows where candidates fell, in the order in which they are asked', () => {
  expect(journey(fell('healed', 'still-failing', 'did-not-apply', 'still-failing'))).toBe(
    [
      `candidates       4 ${'█'.repeat(24)}`,
      `did not fit      1 ${'█'.repeat(6)}`,
      `still fails      2 ${'█'.repeat(12)}`,
      `healed           1 ${'█'.repeat(6)}`,
    ].join('\n'),
  )
})

it('shows one of a thousand', () => {
  const many = fell('healed', ...Array<VerdictName>(999).fill('broke-others'))
  expect(journey(many)?.split('\n').at(-1)).toBe('healed              1 █')
})

it('shows nothing where nothing was tried', () => {
  expect(journey([])).toBeUndefined()
})
