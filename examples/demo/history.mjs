// Makes a git repository of the payment service, with the same commits on every machine.
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { git } from './git.mjs'

const service = fileURLToPath(new URL('../payment-service', import.meta.url))

/** The steps of `payment-service/history/history.json`, oldest first. */
export function readSteps() {
  return JSON.parse(readFileSync(join(service, 'history/history.json'), 'utf8'))
}

function identityOf(step) {
  const [, name, email] = /^(.+) <(.+)>$/.exec(step.author) ?? []
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_AUTHOR_DATE: step.date,
    GIT_COMMITTER_DATE: step.date,
  }
}

async function snapshot(target) {
  await git(target, ['add', '--all'])
  return git(target, ['write-tree'])
}

const patchOf = (step) => join(service, 'history', step.patch)

/**
 * The folder is the service after the last step that says what it `adds`: the trees before it are had by taking the
 * steps back, newest first.
 */
async function treesUpToTheFolder(target, steps) {
  const trees = []
  for (const step of [...steps].reverse()) {
    trees.unshift(await snapshot(target))
    if (step.patch !== undefined) await git(target, ['apply', '--reverse', patchOf(step)])
    for (const file of step.adds) rmSync(join(target, file))
  }
  return trees
}

/**
 * Makes the repository in `target`, which must not exist, on branch `main`, with every step that is part of the
 * folder: a healthy service, its tags, and no bug.
 */
export async function makeService(target) {
  cpSync(service, target, { recursive: true, filter: (path) => path !== join(service, 'history') })
  await git(target, ['init', '--quiet', '--initial-branch=main'])
  const steps = readSteps().filter((step) => step.adds !== undefined)
  const trees = await treesUpToTheFolder(target, steps)
  let commit
  for (const [index, step] of steps.entries()) {
    const parent = commit === undefined ? [] : ['-p', commit]
    commit = await git(target, ['commit-tree', trees[index], ...parent, '-m', step.subject], identityOf(step))
    if (step.tag !== undefined) await git(target, ['tag', step.tag, commit])
  }
  await git(target, ['reset', '--quiet', '--hard', commit])
}

/** Commits the step with this patch on whatever is checked out in `target`, and returns the commit. */
export async function commitStep(target, patch) {
  const step = readSteps().find((each) => each.patch === patch)
  if (step === undefined) throw new Error(`history.json has no step with the patch ${patch}`)
  await git(target, ['apply', '--index', patchOf(step)])
  await git(target, ['commit', '--quiet', '-m', step.subject], identityOf(step))
  if (step.tag !== undefined) await git(target, ['tag', step.tag])
  return git(target, ['rev-parse', 'HEAD'])
}
