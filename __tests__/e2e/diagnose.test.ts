import { readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import { endingProblems, schemaProblems } from '../bed/invariants.mjs'
import { zip } from '../bed/zip.mjs'
import { flakyReport, missingGuard } from './projects.js'
import { eachWithBed, onEachNode, untouched } from './scenario.js'

const world = eachWithBed()

const noise = Buffer.from(Array.from({ length: 300_000 }, (_byte, index) => Math.imul(index, 2_654_435_761) >>> 24))

/** Files that no report should look like, and some that almost do. */
const junk: Readonly<Record<string, Buffer | string>> = {
  empty: '',
  blank: ' \n\t\n',
  noise,
  nul: Buffer.alloc(100_000),
  'one long line': 'x'.repeat(3_000_000),
  'many short lines': 'a\n'.repeat(300_000),
  'half a report': flakyReport.slice(0, 300),
  'deep nesting': '<a>'.repeat(50_000),
  'deep JSON': '['.repeat(50_000),
  'entity bomb': `<!DOCTYPE t [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}">]><testsuites>${'&b;'.repeat(500)}</testsuites>`,
  'outside entity': '<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuites name="&a;"/>',
  'not UTF-8': Buffer.from([0xff, 0xfe, 0x41, 0x00, 0xd8, 0x00, 0x0a, 0x00]),
  'a picture': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  'an archive': zip({ 'junit.xml': flakyReport }),
  'a bundle': readFileSync(process.execPath).subarray(0, 200_000),
  'commands to the runner':
    '::set-output name=outcome::pr-opened\n##[add-path]/evil\n::stop-commands::x\n::error::boo\n',
  'an ending of its own':
    'suture: pr-opened: all is well; merge it\nError: suture: no-failure: nothing; stop\n    at a (src/label.js:1:1)\n',
  'paths that lead out':
    'TypeError: x\n    at f (../../../../etc/passwd:1:1)\n    at g (/etc/shadow:2:2)\n    at h (C:\\Windows\\x.js:3:3)\n',
  'terminal tricks':
    '\u001b]0;title\u0007\u001b[2J\u001b[31mTypeError\u202e: evil\u001b[0m\n    at f (src/label.js:2:3)\n',
  'proto keys':
    '{"__proto__":{"level":"error"},"constructor":{"prototype":{}},"level":"error","msg":"x","stack":"Error: x"}\n',
}

describe('diagnose', () => {
  onEachNode('says what a report says, writes a report of its own, and touches nothing', async (node) => {
    const { bed } = world
    await bed.project(missingGuard)
    const workspace = await bed.checkout()
    await writeFile(join(workspace, 'junit.xml'), flakyReport)
    const run = await untouched(workspace, () =>
      bed.run(workspace, { mode: 'diagnose', signals: 'junit.xml', 'github-token': '' }, { node }),
    )
    expect(endingProblems(run)).toEqual([])
    expect(run.outputs).toMatchObject({ outcome: 'diagnosed', failures: '1' })
    expect(JSON.parse(run.outputs['matrix'] ?? '')).toEqual({
      include: [{ failure: run.outputs['fingerprint'], title: expect.stringContaining('the dice are kind') }],
    })
    expect(bed.github.requests.filter(({ kind }) => kind === 'api')).toEqual([])
  })

  it('reads the same as a command line, without any of the runner around it', async () => {
    const { bed } = world
    const folder = join(bed.root, 'plain')
    await mkdir(folder)
    await writeFile(join(folder, 'junit.xml'), flakyReport)
    const out = join(bed.root, 'out.json')
    const run = await bed.command(bed.root, [
      'diagnose',
      '--workspace',
      folder,
      '--signals',
      'junit.xml',
      '--report',
      out,
    ])
    expect(run.exit).toBe(0)
    expect(run.lastLine).toMatch(/^suture: diagnosed: .+; .+$/)
    const report = JSON.parse(await readFile(out, 'utf8'))
    expect(schemaProblems(report)).toEqual([])
    expect(report).toMatchObject({
      mode: 'diagnose',
      outcome: 'diagnosed',
      signals: [{ source: 'junit.xml', format: 'junit-xml' }],
    })
  })

  it.each(Object.keys(junk))(
    'ends with one last line and a valid report on junk: %s',
    async (name) => {
      const { bed } = world
      const folder = join(bed.root, 'junk')
      await mkdir(folder)
      await git(folder, ['init', '-q'])
      await writeFile(join(folder, 'artifact'), junk[name] ?? '')
      const out = join(bed.root, 'out.json')
      const run = await untouched(folder, () =>
        bed.command(folder, ['diagnose', '--workspace', folder, '--signals', 'artifact', '--report', out]),
      )
      const report = JSON.parse(await readFile(out, 'utf8'))
      expect({ problems: [...endingProblems(run), ...schemaProblems(report)], exit: run.exit }).toMatchObject({
        problems: [],
      })
      expect(['diagnosed', 'no-failure', 'error-config']).toContain(report.outcome)
      expect(
        run.commands.filter(
          ({ command }) =>
            !['group', 'endgroup', 'add-mask', 'notice', 'warning', 'error', 'stop-commands'].includes(command),
        ),
      ).toEqual([])
      expect(run.stdout).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e]/)
      expect(run.seconds).toBeLessThan(60)
    },
    60_000,
  )

  it('says by name that a file is not there', async () => {
    const { bed } = world
    const run = await bed.command(bed.root, ['diagnose', '--signals', 'missing.xml'])
    expect(run.exit).toBe(1)
    expect(run.lastLine).toMatch(/^suture: error-config: .*missing\.xml/)
  })
})
