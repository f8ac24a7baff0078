import type { Sink } from '../reader.js'
import { lineReaders } from './all.js'
import { type Desk, openDesk } from './desk.js'
import { type Gate, openGate } from './gate/gate.js'
import { type Lane, openLane } from './lane.js'
import { jobOf, longestLine, longestRecord, plainLine } from './plain-line.js'
import { openPrefixes, type Prefixes } from './prefix.js'
import { disguises } from './quiet.js'

export interface Log {
  write(text: string): void
  /** Bytes of UTF-8, cut anywhere; they must stay as they are. Faster, since most lines of a log are never decoded. */
  writeBytes(bytes: Uint8Array): void
  /** @returns true where any reader found what it knows */
  end(): boolean
}

/** One job of a run, or the whole of any other log. */
interface Job {
  readonly desk: Desk
  readonly prefixes: Prefixes
  readonly lanes: Map<string, Lane>
}

const lineFeed = 10
/** A run has fewer jobs; more names mean that tabs stand for something else. */
const mostJobs = 256

/** Reads a text log: splits it into lines once, and lets every line reader see those that concern it. */
export function openLog(sink: Sink): Log {
  const gate = sharedGate()
  const jobs = new Map<string, Job>()
  let job = openJob(sink)
  jobs.set('', job)
  let number = 0

  const readLine = (raw: string): void => {
    number++
    if (raw.includes('\t')) job = jobFor(jobOf(raw) ?? '')
    const whole = plainLine(raw)
    const text = whole.length > longestLine ? whole.slice(0, longestLine) : whole
    const { lane, text: printed } = job.prefixes.split(text)
    laneOf(job, lane, gate).line(printed, whole === text ? printed : whole, number)
  }
  const jobFor = (name: string): Job => {
    const known = jobs.get(name)
    // A line with tabs of its own does not end the job that it stands in.
    if (name === '' || (known === undefined && jobs.size >= mostJobs)) return job
    if (known !== undefined) return known
    const opened = openJob(sink)
    jobs.set(name, opened)
    return opened
  }
  /** Passes over quiet lines, which are nearly all of a log: they are not even cut out. @returns where it stopped */
  const passQuiet = (bytes: Buffer, from: number): number => {
    if (job.prefixes.isFollowing()) return from
    const lane = laneOf(job, '', gate)
    let at = from
    while (!lane.isAwake()) {
      const end = gate.quietEnd(bytes, at)
      if (end < 0) break
      number++
      lane.quietLine(bytes, at, end)
      at = end + 1
    }
    return at
  }
  const splitter = openSplitter(readLine, passQuiet)
  return {
    write: (text) => splitter.write(Buffer.from(text)),
    writeBytes: (bytes) => splitter.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    end() {
      splitter.end()
      const formats = [...jobs.values()].map(settled)
      const known = formats.find((format) => format !== 'unknown') ?? 'unknown'
      sink.format(known)
      return known !== 'unknown'
    },
  }
}

let shared: Gate | undefined

/** The same for all logs: what it learns of their text costs more than opening it. */
function sharedGate(): Gate {
  if (shared === undefined || shared.isFull())
    shared = openGate([...lineReaders.map((reader) => reader.wakes), ...disguises])
  return shared
}

function openJob(sink: Sink): Job {
  return { desk: openDesk(sink), prefixes: openPrefixes(), lanes: new Map() }
}

function laneOf(job: Job, name: string, gate: Gate): Lane {
  const known = job.lanes.get(name)
  if (known !== undefined) return known
  const lane = openLane(job.desk, job.lanes.size, gate)
  job.lanes.set(name, lane)
  return lane
}

function settled(job: Job): string {
  for (const lane of job.lanes.values()) lane.end()
  return job.desk.settle()
}

interface Splitter {
  write(bytes: Buffer): void
  end(): void
}

/**
 * Splits at LF. A line is cut at the longest record as it comes in, so that one endless line costs no memory.
 *
 * @param pass passes over lines from a place where one begins, and returns the place where it stopped
 */
function openSplitter(line: (raw: string) => void, pass: (bytes: Buffer, from: number) => number): Splitter {
  let rest: Buffer[] = []
  let held = 0
  const flush = (last: Buffer): void => {
    const whole = Buffer.concat([...rest, last])
    rest = []
    held = 0
    line(whole.toString())
  }
  return {
    write(bytes) {
      let from = held === 0 ? pass(bytes, 0) : 0
      for (let end = bytes.indexOf(lineFeed, from); end >= 0; end = bytes.indexOf(lineFeed, from)) {
        if (held > 0) flush(bytes.subarray(from, end))
        else line(bytes.toString('utf8', from, end))
        from = pass(bytes, end + 1)
      }
      if (from < bytes.length && held < longestRecord) {
        rest.push(bytes.subarray(from))
        held += bytes.length - from
      }
    },
    end() {
      if (held > 0) flush(Buffer.alloc(0))
    },
  }
}
