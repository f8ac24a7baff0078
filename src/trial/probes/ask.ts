import type { Proof } from '../../domain.js'
import { probes } from './all.js'
import type { Finding, ProbeValue } from './probe.js'
import { type Probed, subjectOf } from './subject.js'

/** What all probes together say of a patch. */
export interface Answers {
  /** The worst that one of them said; `passed` where nothing speaks against the patch. */
  readonly value: 'passed' | 'lowered' | 'refused'
  readonly findings: readonly Answer[]
}

export interface Answer extends Finding {
  readonly probe: string
}

/** @param by who asks: what never refuses is asked in the proof alone */
export async function askProbes(probed: Probed, by: 'trial' | 'proof'): Promise<Answers> {
  const subject = await subjectOf(probed)
  const findings: Answer[] = []
  for (const probe of probes) {
    if (by === 'trial' && probe.asked === 'verify') continue
    const finding = await probe.ask(subject)
    findings.push({ probe: probe.name, ...finding })
    // Nothing that comes after makes a refused patch better, and it would cost runs.
    if (finding.value === 'refused') break
  }
  const has = (value: ProbeValue): boolean => findings.some((each) => each.value === value)
  return { value: has('refused') ? 'refused' : has('lowered') ? 'lowered' : 'passed', findings }
}

/** In a line: what speaks against the patch first. Undefined where nothing does. */
export function against({ findings }: Answers): string | undefined {
  const found = findings.find((each) => each.value === 'refused') ?? findings.find((each) => each.value === 'lowered')
  return found && `${found.probe}: ${found.why}`
}

/** Every lowering, for the pull request. */
export function doubts({ findings }: Answers): readonly string[] {
  return findings.filter((each) => each.value === 'lowered').map((each) => `${each.probe}: ${each.why}`)
}

/** What the probes could not look at. */
export function unsaid({ findings }: Answers): readonly string[] {
  return findings
    .filter((each) => each.value === 'could-not-say')
    .map((each) => `the probe ${each.probe} could not say: ${each.why}`)
}

export function proofOf(answers: Answers): Proof {
  const { findings, value } = answers
  const said = findings.filter((each) => each.value !== 'could-not-say')
  const passedOnes = said.filter((each) => each.value === 'passed').length
  const silent = findings.length - said.length
  const counts = `${passedOnes} passed${silent === 0 ? '' : `, ${silent} could not say`}`
  const words = value === 'passed' ? undefined : against(answers)
  const head =
    value === 'lowered' ? `confidence lowered by ${words}` : value === 'refused' ? `refused by ${words}` : undefined
  const told = said.find((each) => each.probe === 'behaviour' && each.value === 'passed')?.why
  return {
    check: 'probes',
    passed: value !== 'refused',
    evidence: [head, counts, head === undefined ? told : undefined].filter((each) => each !== undefined).join('; '),
  }
}
