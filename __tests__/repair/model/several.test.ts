import type { Trial } from '../../../src/domain.js'
import { readAnswer } from '../../../src/repair/model/answer.js'
import { promptFiles } from '../../../src/repair/model/prompts.generated.js'
import { candidatesAtOnce } from '../../../src/repair/model/sampling.js'
import { answer, evidence, lastPrompt, path, repairerOf, run, scripted, source } from './scripted.js'

const large = answer(
  '  const first = items[0]\n  return first.price',
  '  if (items.length === 0)\n    return 0\n  return items[0].price',
)
const small = answer('  return first.price', '  return first?.price')
const other = answer('  const first = items[0]', '  const first = items.at(0)')
const together = (...answers: readonly string[]): string => answers.join('\nALTERNATIVE\n')
const failing = () => ({ verdict: 'still-failing' }) as const
const replaced = (candidates: Awaited<ReturnType<typeof run>>) => candidates.map(({ edits }) => edits[0]?.replace)

describe('several answers in one turn', () => {
  it('are tried one by one, the smallest change first, until one heals', async () => {
    const model = scripted([together(large, small, other)])
    const candidates = await run(repairerOf(model), (_, index) => ({
      verdict: index === 1 ? 'healed' : 'still-failing',
    }))
    expect(replaced(candidates)).toEqual(['  return first?.price', '  const first = items.at(0)'])
    expect(model.calls).toHaveLength(1)
    expect(candidates.map(({ tokens }) => tokens > 0)).toEqual([true, false])
  })

  it('come back with a verdict each', async () => {
    const model = scripted([together(small, other), 'DECLINE: no more'])
    await run(repairerOf(model), (_, index) => ({ verdict: 'still-failing', why: `reason ${index}` }))
    const told = lastPrompt(model.calls[1])
    expect(told).toMatch(/Answer 1 of 2[\s\S]*reason 0[\s\S]*Answer 2 of 2[\s\S]*reason 1/)
  })

  it('count as one idea each', async () => {
    const model = scripted([together(small, other), large, 'never asked for'])
    await run(repairerOf(model, { maxTurns: 3 }), failing)
    expect(model.calls).toHaveLength(2)
  })

  it('that repeat what was tried, or each other, are tried once', async () => {
    const model = scripted([small, together(small, other, other), 'DECLINE: no'])
    expect(replaced(await run(repairerOf(model), failing))).toEqual([
      '  return first?.price',
      '  const first = items.at(0)',
    ])
  })

  it('may be calls of the tool', async () => {
    const call = (search: string, replace: string) =>
      JSON.stringify({ edits: [{ path: 'src/cart.js', search, replace }], reason: 'r', confidence: 1 })
    const calls = [call('first.price', 'first?.price'), 'nonsense', call('items[0]', 'items.at(0)')]
    const model = scripted([
      { calls: calls.map((input, id) => ({ id: `${id}`, name: 'answer', input })) },
      'DECLINE: no',
    ])
    const library = {
      files: [],
      text: async () => undefined,
      definitions: async () => undefined,
      culprit: async () => undefined,
    }
    expect(await run(repairerOf(model, { library }), failing)).toHaveLength(2)
    expect(model.calls[1]?.messages.filter(({ role }) => role === 'tool')).toHaveLength(3)
  })

  it.each([
    ['at most three', together(...[1, 2, 3, 4, 5].map((n) => answer('a', `${n}`))), 3],
    ['with the broken one left out', together(small, 'no edits at all', other), 2],
    ['after prose and a heading', `Two ideas.\n\n### ALTERNATIVE 1\n${small}\n**ALTERNATIVE 2**\n${other}`, 2],
    ['a line of code that reads so is code', answer('a', 'ALTERNATIVE'), 1],
    ['prose that names the word is prose', `There is one ALTERNATIVE here.\n${small}`, 1],
  ])('are read: %s', (_name, text, count) => {
    const read = readAnswer(text)
    expect(read.kind === 'edits' ? 1 + (read.others?.length ?? 0) : read).toBe(count)
  })
})

describe('how many are asked for', () => {
  const took = (seconds: number): Trial => ({
    candidate: { strategy: 'search', by: 'x', edits: [], explanation: '', tokens: 0, cost: 0 },
    verdict: { verdict: 'still-failing', why: '', output: '' },
    diff: '',
    seconds,
  })
  it.each([
    ['plenty of both', { tokens: 30_000, seconds: 1800 }, [], 3],
    ['room for two answers', { tokens: 3100, seconds: 1800 }, [], 2],
    ['room for none', { tokens: 0, seconds: 1800 }, [], 1],
    ['time for two trials', { tokens: 30_000, seconds: 400 }, [took(100)], 2],
    ['slow trials', { tokens: 30_000, seconds: 400 }, [took(0), took(500)], 1],
    ['fast trials', { tokens: 30_000, seconds: 40 }, [took(2)], 3],
  ])('with %s', (_name, left, trials, count) => {
    expect(candidatesAtOnce(left, trials)).toBe(count)
  })

  it('is said with the newest message alone, where there is room for more than one', async () => {
    const model = scripted([small, 'DECLINE: no'])
    await run(repairerOf(model), failing)
    expect(
      model.calls.map(({ messages }) => messages.filter(({ content }) => content.includes('up to 3 answers')).length),
    ).toEqual([1, 1])
    expect(lastPrompt(model.calls[1])).toContain('up to 3 answers')
    const poor = scripted([small])
    const startedAt = new Date(0)
    const budget = { maxTokens: 3000, maxCost: 2, maxMinutes: 30, startedAt, now: () => startedAt }
    await run(repairerOf(poor, { budget }), failing)
    expect(lastPrompt(poor.calls[0])).not.toMatch(/up to \d answers/)
  })

  it('is one with a prompt of a team that has no section for it', async () => {
    const own = promptFiles.repair.replace(/# several\n[\s\S]*?(?=# trial\n)/, '')
    const model = scripted([small])
    await run(repairerOf(model, { prompts: { repair: own } }), failing)
    expect(lastPrompt(model.calls[0])).not.toMatch(/up to \d answers/)
  })

  it('leaves the files of the evidence as they are for whole lines of each', async () => {
    const twice = `${source}//  const first = items[0]\n`
    const about = evidence({ sources: [{ path: path('src/cart.js'), language: 'javascript', text: twice }] })
    const candidates = await run(repairerOf(scripted([together(small, other), 'DECLINE: no'])), failing, about)
    expect(candidates[1]?.edits[0]?.search).toMatch(/\n/)
  })
})
