import type { Parser, Sink } from '../reader.js'
import { type Desk, openDesk } from './desk.js'
import { type Lane, openLane } from './lane.js'
import { jobOf, longestLine, longestRecord, plainLine } from './plain-line.js'
import { openPrefixes, type Prefixes } from './prefix.js'

export interface Log {
  write(text: string): void
  /** @returns true where any reader found what it knows */
  end(): boolean
}

/** One job of a run, or the whole of any other log. */
interface Job {
  readonly desk: Desk
  readonly prefixes: Prefixes
  readonly lanes: Map<string, Lane>
}

/** A run has fewer jobs; more names mean that tabs stand for something else. */
const mostJobs = 256

/** Reads a text log: splits it into lines once, and lets every line reader see those that concern it. */
export function openLog(sink: Sink): Log {
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
    laneOf(job, lane).line(printed, whole === text ? printed : whole, number)
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
  const splitter = openSplitter(readLine)
  return {
    write: splitter.write,
    end() {
      splitter.end()
      const formats = [...jobs.values()].map(settled)
      const known = formats.find((format) => format !== 'unknown') ?? 'unknown'
      sink.format(known)
      return known !== 'unknown'
    },
  }
}

function openJob(sink: Sink): Job {
  return { desk: openDesk(sink), prefixes: openPrefixes(), lanes: new Map() }
}

function laneOf(job: Job, name: string): Lane {
  const known = job.lanes.get(name)
  if (known !== undefined) return known
  const lane = openLane(job.desk, job.lanes.size)
  job.lanes.set(name, lane)
  return lane
}

function settled(job: Job): string {
  for (const lane of job.lanes.values()) lane.end()
  return job.desk.settle()
}

/** Splits at LF. A line is cut at the longest record as it comes in, so that one endless line costs no memory. */
function openSplitter(line: (raw: string) => void): Parser {
  let rest = ''
  return {
    write(text) {
      let from = 0
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        line(rest === '' ? text.slice(from, end) : rest + text.slice(from, end))
        rest = ''
        from = end + 1
      }
      if (rest.length < longestRecord) rest += text.slice(from)
    },
    end() {
      if (rest !== '') line(rest)
    },
  }
}
