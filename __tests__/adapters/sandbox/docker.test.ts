import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { confinedSandbox } from '../../../src/adapters/sandbox/confined-sandbox.js'
import { dockerLauncher } from '../../../src/adapters/sandbox/docker.js'
import { limitsHere, memoryFileSystemBytes } from '../../../src/adapters/sandbox/limits.js'
import { supervise } from '../../../src/adapters/sandbox/shell.js'
import { temporaryDirectories } from '../../contracts/git-fixture.js'

// This stands in for the program, where there is no daemon: with one, the contract and the break-me suite run on it.
const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

/** A `docker` that writes down what it is asked, and plays a container that ends with 3. */
function fakeDocker(image: 'is there' | 'can be made' | 'no daemon') {
  const folder = temporary.make()
  const file = path.join(folder, 'docker')
  const known = image === 'is there' ? 0 : 1
  const made = image === 'no daemon' ? 'echo "Cannot connect to the Docker daemon" >&2; exit 1' : 'cat >archive; exit 0'
  writeFileSync(
    file,
    `#!/bin/sh
cd ${folder}
/usr/bin/env >environment
case "$1" in
image) exit ${known} ;;
import) ${made} ;;
container) echo 4711 ;;
rm) printf '%s\\n' "$@" >removed ;;
run)
  printf '%s\\0' "$@" >arguments
  echo suture-sandbox-ready >&2
  echo hello
  echo "suture-sandbox-exit 3" >&2
  exit 3 ;;
esac
`,
  )
  chmodSync(file, 0o755)
  return {
    launcher: dockerLauncher(folder),
    said: (name: string) => readFileSync(path.join(folder, name), 'utf8'),
    folder,
  }
}

const linuxIt = process.platform === 'linux' ? it : it.skip
const suffix = process.platform === 'linux' ? '' : ' (skipped: the rung is for Linux)'

describe('the docker rung', () => {
  linuxIt(`asks for exactly this container${suffix}`, async () => {
    const { launcher, said } = fakeDocker('is there')
    const base = temporary.make()
    chmodSync(base, 0o755)
    const copy = path.join(base, 'a "b", c')
    mkdirSync(copy)
    const settings = {
      network: 'none' as const,
      hidden: ['/opt'].filter(existsSync),
      readable: [base],
      toolchains: { readable: [], environment: {} },
      searchPath: '/usr/bin:/bin',
    }
    const request = {
      command: 'npm test',
      directory: copy,
      writable: [copy],
      environment: { A: 'b' },
      timeoutSeconds: 30,
    }
    expect(await confinedSandbox(launcher, settings).run(request)).toMatchObject({ exit: 3, output: 'hello\n' })

    const words = said('arguments').split('\0').slice(0, -1)
    const name = words[words.indexOf('--name') + 1] ?? ''
    const { memoryBytes, processes } = limitsHere()
    const isRoot = process.getuid?.() === 0
    expect(name).toMatch(/^suture-[0-9a-f]{16}$/)
    expect(words.slice(0, words.indexOf('--mount'))).toEqual([
      ...['run', '--rm', '--interactive', '--pull', 'never', '--log-driver', 'none', '--name', name],
      ...['--network', 'none', '--ipc', 'private', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
      ...['--pids-limit', `${processes}`, '--memory', `${memoryBytes}`, '--memory-swap', `${memoryBytes}`],
      ...['--read-only', '--user', isRoot ? '65534:65534' : `${process.getuid?.()}:${process.getgid?.()}`],
    ])
    const mounts = words.flatMap((word, index) =>
      word === '--mount' || word === '--tmpfs' ? [words[index + 1] ?? ''] : [],
    )
    expect(mounts).toContain('type=bind,source=/usr,target=/usr,readonly')
    expect(mounts).toContain(`/tmp:rw,exec,nosuid,nodev,size=${memoryFileSystemBytes()},mode=1777`)
    expect(mounts).toContain(`type=bind,source=${base},target=${base},readonly`)
    const quoted = copy.replaceAll('"', '""')
    expect(mounts).toContain(`type=bind,"source=${quoted}","target=${quoted}"`)
    const targets = mounts.map((mount) => /(?:target=|^(?=\/))([^,:]+)/.exec(mount)?.[1])
    expect(new Set(targets).size).toBe(targets.length)
    // Neither the root, nor a home, nor what daemons listen on.
    expect(mounts.filter((mount) => /(source=\/(,|home|root|run|var)|docker\.sock)/.test(mount))).toEqual([])
    const command = words.slice(words.indexOf('--workdir'))
    expect(command.slice(0, 7)).toEqual(['--workdir', copy, 'suture-empty:2', '/bin/sh', '-c', supervise, 'sh'])
    expect(command.at(-1)).toBe('npm test')
    // What docker itself is started with, its container could ask for.
    expect(said('environment')).not.toMatch(/^(HOME|CI|INPUT_|GITHUB_|NODE)/m)
    expect(said('removed').split('\n').slice(0, 3)).toEqual(['rm', '--force', name])
  })

  linuxIt(`gives the host's network only where that was asked${suffix}`, async () => {
    const { launcher } = fakeDocker('is there')
    const words = launcher.launch({
      mounts: [],
      network: 'host',
      directory: '/',
      command: ['true'],
      user: undefined,
    }).arguments
    expect(words[words.indexOf('--network') + 1]).toBe('host')
  })

  linuxIt(`makes its empty image where it is not there, and says where no daemon answers${suffix}`, () => {
    const made = fakeDocker('can be made')
    expect(made.launcher.missing()).toBeUndefined()
    const archive = path.join(made.folder, 'archive')
    const listing = execFileSync('tar', ['-tvf', archive, '--numeric-owner'], { encoding: 'utf8' })
    expect(listing.match(/^drwxrwxrwt 0\/0 .* (?:tmp|var\/tmp)\/$/gm)).toHaveLength(2)
    expect(fakeDocker('no daemon').launcher.missing()).toBe(
      'docker does not answer: Cannot connect to the Docker daemon',
    )
    expect(dockerLauncher(temporary.make()).missing()).toBe('docker is not installed')
  })
})
