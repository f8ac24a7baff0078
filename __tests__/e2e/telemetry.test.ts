import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { goodAnswer, wrongResult } from './projects.js'
import { confirmations, eachWithBed, expectEnding, failedJob, key } from './scenario.js'

const world = eachWithBed()

async function run(endpoint: string) {
  const { bed } = world
  await bed.project(wrongResult)
  const workspace = await failedJob(bed)
  bed.model.say([goodAnswer])
  return bed.run(workspace, {
    signals: 'junit.xml',
    strategies: 'model',
    model: 'bed-large',
    'base-url': bed.model.url,
    'api-key': key,
    telemetry: endpoint,
    ...confirmations,
  })
}

describe('telemetry', () => {
  it('has a span for the run, its stations, its trials and the calls of the model', async () => {
    const bodies: string[] = []
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        bodies.push(text)
        response.end('{}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const ran = await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    server.close()
    await expectEnding(world.bed, ran, 'pr-opened')
    const spans = JSON.parse(bodies[0] ?? '').resourceSpans[0].scopeSpans[0].spans
    const names: readonly string[] = spans.map(({ name }: { name: string }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'invoke_agent suture',
        'strategy model',
        'trial',
        'chat bed-large',
        'prove the fix from scratch',
      ]),
    )
    expect(bodies.join('')).not.toContain(key)
    expect(bodies.join('')).not.toContain('ten percent off')
  }, 90_000)

  it('that nobody takes changes nothing', async () => {
    const ran = await run('http://127.0.0.1:9')
    await expectEnding(world.bed, ran, 'pr-opened')
    expect(ran.stdout).toContain('traces could not be sent')
  }, 90_000)
})
