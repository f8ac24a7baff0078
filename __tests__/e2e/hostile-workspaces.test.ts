import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { git } from '../bed/git.mjs'
import type { Files } from '../bed/index.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, lastState, untouched } from './scenario.js'

const world = eachWithBed()

/** What lies in wait: `program` leaves a trace at `trace` whenever anybody runs it. */
interface Trap {
  readonly workspace: string
  readonly program: string
}

/** A checkout that an earlier step of the job, or the project itself, made into a trap. Healed all the same. */
interface Row {
  readonly files?: Files
  readonly prepare?: (trap: Trap) => void
  readonly environment?: (trap: Trap) => Readonly<Record<string, string>>
}

const inGit = ({ workspace }: Trap, file: string): string => path.join(workspace, '.git', file)

function put(file: string, text: string, mode = 0o644): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text, { mode })
}

/** Tracked names that some file system or shell reads as something else. */
const oddNames = [
  '-rf',
  '--help',
  ':(glob)x',
  "it's",
  'a b',
  'tab\there',
  'q"uote',
  '$(id)',
  'ü',
  'u\u0308',
  '日本',
  '*',
  '#x',
  '!y',
]

const rows: Readonly<Record<string, Row>> = {
  'a configuration full of programs': {
    prepare(trap) {
      const sections = [
        `[core]\n\tfsmonitor = ${trap.program}\n\teditor = ${trap.program}\n\taskPass = ${trap.program}\n\tgitProxy = ${trap.program}\n\tsshCommand = ${trap.program}\n\talternateRefsCommand = ${trap.program}\n\tworktree = /etc\n\tsparseCheckout = true`,
        `[remote "origin"]\n\turl = ext::${trap.program}\n\tuploadpack = ${trap.program}\n\treceivepack = ${trap.program}\n\tpromisor = true\n\tpartialclonefilter = blob:none`,
        `[protocol "ext"]\n\tallow = always`,
        `[include]\n\tpath = ${trap.program}\n[includeIf "gitdir:/"]\n\tpath = /dev/zero`,
        `[filter "lfs"]\n\tprocess = ${trap.program}\n\trequired = true\n[merge "x"]\n\tdriver = ${trap.program}`,
        `[submodule "x"]\n\tupdate = !${trap.program}\n[gpg]\n\tprogram = ${trap.program}\n[commit]\n\tgpgSign = true\n[push]\n\tgpgSign = true`,
        `[http]\n\tproxy = http://127.0.0.1:9\n\tsslVerify = false\n[url "http://127.0.0.1:9/"]\n\tinsteadOf = http`,
      ]
      appendFileSync(inGit(trap, 'config'), `\n${sections.join('\n')}\n`)
    },
  },
  'hooks of every name, and locks that nobody takes away': {
    prepare(trap) {
      const hooks = [
        'applypatch-msg',
        'fsmonitor-watchman',
        'post-checkout',
        'post-commit',
        'post-index-change',
        'pre-auto-gc',
        'pre-commit',
        'pre-push',
        'pre-receive',
        'proc-receive',
        'push-to-checkout',
        'reference-transaction',
        'sendemail-validate',
        'update',
      ]
      for (const hook of hooks) put(inGit(trap, `hooks/${hook}`), `#!/bin/sh\nexec ${trap.program}\n`, 0o755)
      for (const lock of ['index.lock', 'HEAD.lock', 'config.lock', 'packed-refs.lock', 'shallow.lock'])
        put(inGit(trap, lock), '')
      put(inGit(trap, 'index'), 'not an index')
    },
  },
  'replaced objects and grafted parents': {
    prepare(trap) {
      const [head = '', parent = ''] = execFileSync('git', ['rev-list', '-2', 'HEAD'], {
        cwd: trap.workspace,
        encoding: 'utf8',
      }).split('\n')
      put(inGit(trap, `refs/replace/${head}`), `${parent}\n`)
      put(inGit(trap, 'info/grafts'), `${head}\n`)
    },
  },
  'alternates that lead anywhere, and caches of commits that are none': {
    prepare(trap) {
      put(inGit(trap, 'objects/info/alternates'), '/etc\n../../..\n/dev/zero\n"quo\\ted\n')
      put(inGit(trap, 'objects/info/http-alternates'), 'http://127.0.0.1:9/\n')
      put(inGit(trap, 'objects/info/commit-graph'), 'CGPH\u0001\u0001\u0005\0nonsense')
    },
  },
  'attributes of its own that name filters and drivers': {
    prepare(trap) {
      appendFileSync(
        inGit(trap, 'config'),
        `\n[filter "x"]\n\tsmudge = ${trap.program}\n\tclean = ${trap.program}\n[diff "x"]\n\ttextconv = ${trap.program}\n`,
      )
      put(inGit(trap, 'info/attributes'), '* filter=x diff=x ident export-subst\n')
      put(inGit(trap, 'info/sparse-checkout'), '/nothing\n')
    },
  },
  'attributes and submodules in the tree': {
    files: {
      '.gitattributes':
        '* text=auto eol=crlf ident\n*.js filter=x diff=x export-subst\n*.u16 working-tree-encoding=UTF-16\n',
      '.gitmodules': '[submodule "x"]\n\tpath = sub\n\turl = ext::sh -c true\n\tupdate = !touch /tmp/evil\n',
      '.lfsconfig': '[lfs]\n\turl = http://127.0.0.1:9/\n',
    },
  },
  'names that are options, patterns and look-alikes': {
    files: Object.fromEntries(
      oddNames.flatMap((name) => [
        [name, name],
        [`odd/${name}/${name}`, ''],
      ]),
    ),
  },
  'very long and very deep names, and names that differ by case': {
    files: {
      [`${'n'.repeat(250)}.txt`]: 'x',
      [`${'deep/'.repeat(150)}leaf.txt`]: 'x',
      'SRC/LABEL.JS': 'throw 1',
      'src/Label.js': 'throw 1',
      'Package.json': '{"scripts":{"test":"exit 1"}}',
    },
  },
  'settings of package managers and shells': {
    files: {
      '.npmrc': 'script-shell=./evil.sh\nnode-options=--require=./evil.cjs\nignore-scripts=false\n',
      '.env': 'NODE_OPTIONS=--require=./evil.cjs\nPATH=.\n',
      '.yarnrc.yml': 'yarnPath: ./evil.cjs\n',
      '.pnpmfile.cjs': 'process.exit(1)\n',
      '.node-version': '0.10\n',
      '.tool-versions': 'nodejs 0.10\n',
      '.envrc': 'touch /tmp/evil\n',
      'binding.gyp': '{"targets": []}\n',
      'evil.cjs': 'process.exit(1)\n',
    },
  },
  'links to everywhere': {
    prepare({ workspace }) {
      // Not tracked: what a job may find beside the checkout, among it a folder of dependencies that is a link.
      for (const [name, target] of [
        ['loop', 'loop'],
        ['dangling', 'nowhere'],
        ['name', '/etc/hostname'],
        ['node_modules', '/etc/skel'],
      ] as const)
        symlinkSync(target, path.join(workspace, name))
      execFileSync('mkfifo', [path.join(workspace, 'pipe')])
    },
  },
  'programs of its own in front on the PATH': {
    prepare(trap) {
      const names = [
        'bwrap',
        'unshare',
        'setpriv',
        'sudo',
        'docker',
        'git',
        'sh',
        'env',
        'find',
        'timeout',
        'chown',
        'mount',
        'tar',
        'ip',
      ]
      for (const name of names)
        put(path.join(trap.workspace, 'node_modules/.bin', name), `#!/bin/sh\nexec ${trap.program}\n`, 0o755)
    },
    environment: ({ workspace }) => ({ PATH: `${workspace}/node_modules/.bin:.:${process.env['PATH']}` }),
  },
  'variables that turn git and shells': {
    environment: ({ workspace, program }) => ({
      ...{ GIT_DIR: '/nonexistent', GIT_WORK_TREE: '/etc', GIT_INDEX_FILE: '/dev/null', GIT_OBJECT_DIRECTORY: '/etc' },
      ...{
        GIT_EXEC_PATH: workspace,
        GIT_SSH_COMMAND: program,
        GIT_ASKPASS: program,
        SSH_ASKPASS: program,
        GIT_PROXY_COMMAND: program,
      },
      ...{
        GIT_EXTERNAL_DIFF: program,
        GIT_PAGER: program,
        PAGER: program,
        EDITOR: program,
        GIT_TEMPLATE_DIR: workspace,
      },
      ...{
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.fsmonitor',
        GIT_CONFIG_VALUE_0: program,
        GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${program}'`,
      },
      ...{
        GIT_TRACE: `${workspace}/trace`,
        GIT_TRACE2_EVENT: `${workspace}/trace2`,
        GIT_NAMESPACE: 'x',
        GIT_CEILING_DIRECTORIES: '/',
      },
      ...{
        BASH_ENV: program,
        ENV: program,
        SHELLOPTS: 'xtrace',
        IFS: 'x',
        CDPATH: '/',
        PYTHONSTARTUP: program,
        npm_config_script_shell: program,
      },
    }),
  },
  'an event and names of a run that are commands': {
    environment: () => ({
      ...{
        GITHUB_REF_NAME: '$(touch /tmp/evil)',
        GITHUB_ACTOR: '::add-mask::x',
        GITHUB_WORKFLOW: '\n::error::x',
        GITHUB_JOB: '`id`',
      },
      ...{
        RUNNER_DEBUG: '1',
        ACTIONS_STEP_DEBUG: 'true',
        ACTIONS_RUNTIME_URL: 'http://127.0.0.1:9/',
      },
    }),
  },
}

describe('healing in a workspace with', () => {
  it.each(Object.entries(rows))(
    '%s',
    async (_, { files = {}, prepare, environment }) => {
      const { bed } = world
      const [begin, broken] = missingGuard
      await bed.project([
        { message: 'Begin', files: { ...begin?.files, ...files } },
        { message: 'Shorten', files: broken?.files ?? {} },
      ])
      const workspace = await bed.checkout()
      const trace = path.join(bed.root, 'trace')
      const trap = { workspace, program: path.join(bed.root, 'trap.sh') }
      put(trap.program, `#!/bin/sh\necho "$0 $*" >>${trace}\nexit 1\n`, 0o755)
      chmodSync(bed.root, 0o755)
      prepare?.(trap)
      const inputs = { signals: 'tests', strategies: 'rules', ...confirmations }
      const run = await untouched(workspace, () =>
        bed.run(workspace, inputs, { environment: environment?.(trap) ?? {} }),
      )
      await expectEnding(bed, run, 'pr-opened')
      expect([existsSync(trace), existsSync('/tmp/evil'), run.environment, run.state]).toEqual([false, false, {}, {}])
      // Nothing of the run's own is left in the runner's temp folder but what it was asked to write.
      expect(
        readdirSync(run.runnerTemp).filter(
          (name) => !/^(suture-report-|_runner_file_commands|_github_workflow|report)/.test(name),
        ),
      ).toEqual([])
      const { branches, pulls } = await lastState(bed)
      expect([branches.length, pulls.length]).toEqual([1, 1])
      const changed = await git(bed.bare, ['diff', '--name-only', 'main', `refs/heads/${branches[0]}`])
      expect(changed.trim()).toBe('src/label.js')
    },
    120_000,
  )
})
