import { eventName } from '../../../src/repair/rules/event-name.js'
import { type Case, proposed } from './propose.js'

const events = (listen: string, send: string): Case => ({
  files: {
    'src/wait.js': `export const wait = (bus) => new Promise((resolve) => ${listen})\n`,
    'src/job.js': `export const run = (bus) => ${send}\n`,
  },
  message: 'test timed out after 3000ms',
})

describe('event-name', () => {
  it.each<[string, Case]>([
    ["bus.on('done', resolve)", events("bus.on('don', resolve)", "bus.emit('done', 42)")],
    ["bus.once('order:paid', resolve)", events("bus.once('order:payed', resolve)", "bus.emit('order:paid')")],
  ])('%s', async (expected, example) => {
    expect((await proposed(eventName, example))[0]).toContain(expected)
  })

  it('may mean the other side too', async () => {
    const found = await proposed(eventName, events("bus.on('done', resolve)", "bus.emit('doen', 42)"))
    expect(found.some((text) => text.includes("bus.emit('done', 42)"))).toBe(true)
  })

  it.each<[string, Case]>([
    ['names that fit', events("bus.on('done', resolve)", "bus.emit('done', 42)")],
    ['names that have nothing in common', events("bus.on('done', resolve)", "bus.emit('failed', 42)")],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(eventName, example)).toEqual([])
  })
})
