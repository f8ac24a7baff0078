import { BrokenWorld, type Reading } from '../../domain.js'
import type { Artifact } from '../../ports.js'
import { openReading, type ReadingInProgress, type Scope } from '../../signals/read.js'
import { takeMaps } from './take-maps.js'

/** Reads artifacts one after the other; source maps among them tell what the others' frames mean. */
export async function readAll(artifacts: readonly Artifact[], scope: Scope): Promise<readonly Reading[]> {
  const { maps, others, within } = await takeMaps(artifacts, scope)
  return [...(await readEach(others, within)), ...maps]
}

/** Reads artifacts one after the other, each as it streams. */
export async function readEach(artifacts: readonly Artifact[], scope: Scope): Promise<readonly Reading[]> {
  const readings: Reading[] = []
  for (const artifact of artifacts) {
    const reading = openReading(artifact.name, scope)
    const broken = await copyInto(reading, artifact)
    const read = reading.end()
    // One file that cannot be unpacked must not hide what the others say.
    readings.push(broken === undefined ? read : { ...read, incomplete: true, notes: [broken, ...read.notes] })
  }
  return readings
}

/** @returns why the bytes could not be had to their end, if so */
async function copyInto(reading: ReadingInProgress, artifact: Artifact): Promise<string | undefined> {
  try {
    for await (const chunk of artifact.read()) reading.write(chunk)
    return undefined
  } catch (error) {
    if (error instanceof BrokenWorld && error.outcome === 'error-config') return error.message
    throw error
  }
}
