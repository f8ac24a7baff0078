import type { ProbeReport } from './probe-script.js'

export interface ProbeExpectation {
  readonly network: 'none' | 'host'
  /** Our own namespaces, by name. */
  readonly hostNamespaces: Readonly<Record<string, string>>
  /** Files that the probe managed to write on the host. */
  readonly written: readonly string[]
}

/** Reads a probe's report: every way in which the sandbox does not hold, in plain words; empty where it does. */
export function judgeProbe(report: ProbeReport, expected: ProbeExpectation): readonly string[] {
  const problems: string[] = []
  const refuse = (failed: boolean, why: string) => {
    if (failed) problems.push(why)
  }
  refuse(report.canaries.length > 0, `a planted secret was found in ${report.canaries[0]}`)
  refuse(report.there.length > 0, `a hidden file can be seen: ${report.there[0]}`)
  refuse(expected.written.length > 0, `a file outside was written: ${expected.written[0]}`)
  refuse(report.sockets.length > 0, `a daemon's socket can be reached: ${report.sockets[0]}`)
  refuse(report.sudo, 'sudo gives root inside')
  refuse(!/^0+$/.test(report.capabilities), `capabilities are left: ${report.capabilities}`)
  refuse(report.noNewPrivileges !== '1', 'new privileges can be gained')
  refuse(report.closed.length > 0, `tests cannot write in ${report.closed[0]}`)
  refuse(!report.loopback, 'tests cannot open servers on 127.0.0.1')
  for (const name of ['pid', 'mnt', 'ipc']) {
    refuse(!isOwn(name, report, expected), `the ${name} namespace is the host's`)
  }
  if (expected.network === 'host') return problems
  refuse(!isOwn('net', report, expected), "the network is the host's")
  refuse(report.connected.length > 0, `a connection out was made, to ${report.connected[0]}`)
  refuse(report.interfaces.length > 0, `a network interface is there: ${report.interfaces[0]}`)
  return problems
}

function isOwn(name: string, report: ProbeReport, expected: ProbeExpectation): boolean {
  const inside = report.namespaces[name] ?? 'unknown'
  return inside !== 'unknown' && inside !== expected.hostNamespaces[name]
}
