// One measurement in a process of its own, so that its peak memory is its own: `lines FILE` or `read FILE BUILD`.
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [what, file, build] = process.argv.slice(2)

/** Counts newlines over the buffers as they come: the least that any reader of lines has to do. */
async function countLines() {
  let lines = 0
  for await (const chunk of createReadStream(file)) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
  }
  return { lines }
}

async function read() {
  const reading = openReading(file, { root: '/workspace', files: new Set(['src/cart.js', 'test/cart.test.js']) })
  for await (const chunk of createReadStream(file)) reading.write(chunk)
  const { sightings, tests, format, incomplete, notes } = reading.end()
  return { failures: sightings.length, tests, format, incomplete, notes: notes.slice(0, 3) }
}

const openReading =
  what === 'read' ? (await import(pathToFileURL(join(build, 'signals', 'read.js')).href)).openReading : undefined
const start = performance.now()
const cpu = process.cpuUsage()
const result = what === 'lines' ? await countLines() : await read()
const { user, system } = process.cpuUsage(cpu)
const seconds = (performance.now() - start) / 1000
console.log(
  JSON.stringify({ seconds, cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS / 1024, ...result }),
)
