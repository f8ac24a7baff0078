import type { Failure, Reading, Sighting, SinceDeployment } from '../domain.js'
import type { Deployment } from './deployment.js'
import { fingerprint } from './fingerprint.js'
import { normalise, normaliseTestName } from './normalise.js'
import { openPlaces } from './places.js'
import { isSpike, type Moment, type Period } from './spike.js'

export interface TriageScope {
  /** The last deployment to production, where it is known. */
  readonly deployment?: Deployment
}

interface Group {
  readonly first: Sighting
  readonly source: string
  readonly fingerprint: string
  readonly moments: Moment[]
  count: number
}

/** What all artifacts say, as failures: sightings of one cause are one failure, in the order they were first seen. */
export function triage(readings: readonly Reading[], scope: TriageScope, now: Date): Failure[] {
  const groups = new Map<string, Group>()
  const others = new Map<string, Group>()
  const atPlace = openPlaces()
  for (const reading of readings) {
    for (const sighting of reading.sightings) {
      const key = atPlace(fingerprint(sighting), sighting)
      const known = groups.get(key)
      const group = known ?? sameTestElsewhere(others, sighting, reading.source) ?? open(sighting, reading.source, key)
      if (known === undefined && group.fingerprint === key) groups.set(key, group)
      // A second artifact that tells of the same test tells the same failure again, not a second one.
      if (group.source === reading.source) add(group, sighting, now)
      remember(others, sighting, group)
    }
  }
  const period = periodOf([...groups.values()], scope)
  return [...groups.values()].map((group) => failureOf(group, period, scope.deployment))
}

function open(sighting: Sighting, source: string, key: string): Group {
  return { first: sighting, source, fingerprint: key, moments: [], count: 0 }
}

function add(group: Group, sighting: Sighting, now: Date): void {
  const count = Math.max(1, Math.floor(sighting.count ?? 1))
  const at = sighting.time === undefined ? Number.NaN : Date.parse(sighting.time)
  group.count += count
  // A clock that runs ahead by more than a day is wrong, and would stretch every period.
  if (Number.isFinite(at) && at <= now.getTime() + 86_400_000) group.moments.push({ at, count })
}

/** The same test failing with the same words in another report: formats differ in what else they say about it. */
function looseKey(sighting: Sighting): string | undefined {
  if (sighting.test === undefined) return undefined
  return `${normaliseTestName(sighting.test.name)}\n${normalise(sighting.message).slice(0, 80)}`
}

function sameTestElsewhere(others: Map<string, Group>, sighting: Sighting, source: string): Group | undefined {
  const key = looseKey(sighting)
  const group = key === undefined ? undefined : others.get(key)
  return group === undefined || group.source === source ? undefined : group
}

function remember(others: Map<string, Group>, sighting: Sighting, group: Group): void {
  const key = looseKey(sighting)
  if (key !== undefined && !others.has(key)) others.set(key, group)
}

function periodOf(groups: readonly Group[], scope: TriageScope): Period {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const group of groups) {
    for (const { at } of group.moments) {
      from = Math.min(from, at)
      to = Math.max(to, at)
    }
  }
  return { from, to, deployedAt: scope.deployment?.at }
}

function failureOf(group: Group, period: Period, deployment: Deployment | undefined): Failure {
  const { time: _time, count: _count, release: _release, ...sighting } = group.first
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { at } of group.moments) {
    first = Math.min(first, at)
    last = Math.max(last, at)
  }
  const times =
    group.moments.length === 0 ? {} : { first: new Date(first).toISOString(), last: new Date(last).toISOString() }
  const spans = first < last ? { spans: spansOf(group.moments, first, last) } : {}
  const since = deployment === undefined ? {} : sinceDeployment(group.moments, period, deployment)
  const occurrences = { count: group.count, ...times, ...spans, spike: isSpike(group.moments, period), ...since }
  return { ...sighting, fingerprint: group.fingerprint, source: group.source, occurrences }
}

/** Outside of the time that the signals speak of, nothing is known of before or after. */
function sinceDeployment(
  moments: readonly Moment[],
  { from, to }: Period,
  { what, at }: Deployment,
): { readonly deployment?: SinceDeployment } {
  if (moments.length === 0 || at <= from || at >= to) return {}
  const sum = (some: readonly Moment[]): number => some.reduce((all, { count }) => all + count, 0)
  const before = sum(moments.filter((moment) => moment.at < at))
  return { deployment: { what, at: new Date(at).toISOString(), before, after: sum(moments) - before } }
}

/** As many as a chart has columns that a phone shows without scrolling. */
const spanCount = 32

function spansOf(moments: readonly Moment[], first: number, last: number): number[] {
  const counts = new Array<number>(spanCount).fill(0)
  for (const { at, count } of moments) {
    const span = Math.min(spanCount - 1, Math.floor(((at - first) / (last - first)) * spanCount))
    counts[span] = (counts[span] ?? 0) + count
  }
  return counts
}
