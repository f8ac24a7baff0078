import { withDeadline } from '../../../src/trial/lab/deadline.js'
import { checkRun, fakeLab } from '../fake-lab.js'

const copy = { root: '/copy' }
const start = Date.parse('2026-01-01T00:00:00Z')

function lab(minutes: number, timedOut = false) {
  const asked: number[] = []
  let now = start
  const inner = fakeLab(() => checkRun({ 'a.js: x': 'passed' }, { timedOut }))
  const recording = {
    ...inner,
    run: async (...call: Parameters<typeof inner.run>) => {
      asked.push(call[2])
      now += call[2] * 1000
      return checkRun({ 'a.js: x': 'passed' }, { timedOut })
    },
  }
  return { asked, lab: withDeadline(recording, new Date(start + minutes * 60_000), () => new Date(now)) }
}

describe('withDeadline', () => {
  it('gives a run what it asks for, then what is left, then nothing', async () => {
    const { asked, lab: limited } = lab(10)
    await limited.run(copy, { kind: 'all' }, 400)
    await limited.run(copy, { kind: 'all' }, 400)
    expect(asked).toEqual([400, 200])
    await expect(limited.run(copy, { kind: 'all' }, 400)).rejects.toMatchObject({ outcome: 'limit-reached' })
  })

  it('takes no verdict from a run that the end cut short', async () => {
    await expect(lab(1, true).lab.run(copy, { kind: 'all' }, 600)).rejects.toMatchObject({ outcome: 'limit-reached' })
    expect(await lab(20, true).lab.run(copy, { kind: 'all' }, 600)).toMatchObject({ timedOut: true })
  })
})
