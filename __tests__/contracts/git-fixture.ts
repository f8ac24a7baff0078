import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A file's text, or a link's target, or a file with a mode. */
export type FixtureFile = string | Uint8Array | { readonly link: string } | { readonly executable: string }
export type FixtureFiles = Readonly<Record<string, FixtureFile>>
export interface FixtureCommit {
  readonly subject: string
  readonly files: FixtureFiles
}

const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_AUTHOR_DATE: '2024-01-02T03:04:05Z',
  GIT_COMMITTER_DATE: '2024-01-02T03:04:05Z',
}

export function git(directory: string, ...arguments_: string[]): string {
  return execFileSync('git', arguments_, { cwd: directory, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    .toString()
    .trim()
}

/** Temporary directories of one test file; `afterAll(removeAll)`. */
export function temporaryDirectories(): { make(): string; removeAll(): void } {
  const made: string[] = []
  return {
    make() {
      const directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'suture-test-')))
      made.push(directory)
      return directory
    },
    removeAll() {
      for (const directory of made) rmSync(directory, { recursive: true, force: true })
    },
  }
}

export function writeFiles(directory: string, files: FixtureFiles): void {
  for (const [name, file] of Object.entries(files)) {
    const target = path.join(directory, name)
    mkdirSync(path.dirname(target), { recursive: true })
    if (typeof file === 'object' && 'link' in file) symlinkSync(file.link, target)
    else if (typeof file === 'object' && 'executable' in file) {
      writeFileSync(target, file.executable)
      chmodSync(target, 0o755)
    } else writeFileSync(target, file)
  }
}

/** Makes a real repository with these commits on `main`; returns their ids, oldest first. */
export function makeGitRepository(directory: string, commits: readonly FixtureCommit[], ...init: string[]): string[] {
  mkdirSync(directory, { recursive: true })
  git(directory, 'init', '-q', '-b', 'main', ...init)
  return commits.map((commit) => {
    writeFiles(directory, commit.files)
    git(directory, 'add', '-A')
    git(directory, 'commit', '-q', '--allow-empty', '-m', commit.subject)
    return git(directory, 'rev-parse', 'HEAD')
  })
}
