import { execFileSync } from 'node:child_process'
import type { CommitSpec, Files } from '../bed/index.mjs'

// A small shop whose discount breaks in the middle of other work, and histories that hold it.

const packageJson = `${JSON.stringify({ name: 'shop', private: true, type: 'module', scripts: { test: 'node --test' } }, null, 2)}\n`

const priceTest = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { discounted, price } from '../src/price.js'

test('sums amounts', () => {
  assert.equal(price([{ amount: 2, count: 3 }, { amount: 1, count: 4 }]), 10)
})

test('gives the loyal a tenth off', () => {
  assert.equal(discounted(100, 2, 7), 90)
})
`

export const healthy = `const steps = [5, 10, 20]

export function price(items, options) {
  let sum = 0
  for (const item of items) {
    sum += item.amount * item.count
  }
  return sum
}

export function discounted(sum, level, years) {
  const loyal = years > 5 && level > 1
  const share = loyal ? steps[1] : steps[0]
  return sum - (sum * share) / 100
}
`

/** Useful work in one place, and the mistake in another. */
export const broken = healthy
  .replace('  let sum = 0\n', '  const list = options?.reverse ? [...items].reverse() : items\n  let sum = 0\n')
  .replace('of items)', 'of list)')
  .replace('years > 5 && level > 1', 'years > steps.length * 3 && level > 1 && sum > 500')

export const shop: Files = { 'package.json': packageJson, 'test/price.test.js': priceTest, 'src/price.js': healthy }
export const mistake: CommitSpec = { message: 'Reverse on demand', files: { 'src/price.js': broken } }
export const note = (index: number): CommitSpec => ({ message: `Note ${index}`, files: { 'notes.txt': `${index}\n` } })

/** Runs git in a bare repository, with a fixed identity. */
export function gitIn(directory: string, args: readonly string[], input?: string): string {
  const identity = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' }
  const committer = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' }
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...identity, ...committer }
  const options = { cwd: directory, env, encoding: 'utf8', ...(input === undefined ? {} : { input }) } as const
  return execFileSync('git', [...args], { ...options, stdio: ['pipe', 'pipe', 'pipe'] }).trim()
}

/** Writes a history straight into a bare repository's `main`; returns the commit ids, oldest first. */
export function importHistory(bare: string, commits: readonly CommitSpec[]): readonly string[] {
  const parts: string[] = []
  for (const [index, { message, files }] of commits.entries()) {
    const when = `Ada <ada@example.com> ${1_700_000_000 + index * 60} +0000`
    parts.push(
      `commit refs/heads/main\nauthor ${when}\ncommitter ${when}\ndata ${Buffer.byteLength(message)}\n${message}\n`,
    )
    for (const [path, content] of Object.entries(files)) {
      if (typeof content !== 'string') throw new Error('only texts')
      parts.push(`M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`)
    }
  }
  gitIn(bare, ['fast-import', '--quiet', '--force'], parts.join(''))
  return gitIn(bare, ['rev-list', '--reverse', 'main']).split('\n')
}

/** `length` commits of which number `bad` (from 0) makes the mistake. */
export function historyOf(length: number, bad: number, more: Readonly<Record<number, CommitSpec>> = {}): CommitSpec[] {
  return Array.from({ length }, (_, index) => {
    if (index === 0) return { message: 'Begin', files: shop }
    return more[index] ?? (index === bad ? mistake : note(index))
  })
}
