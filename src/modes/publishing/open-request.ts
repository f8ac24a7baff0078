import type { Outcome } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { Forge } from '../../ports.js'
import { withMarker } from '../../report/marker.js'
import { body, parseMarker, type TokenKind, title } from '../../report/pull-request.js'
import { redactAll } from '../../report/redact-all.js'
import { tailOf } from '../../report/rewrite.js'
import { end, type Journal, type World } from '../world.js'
import type { Delivery, Pushed } from './delivery.js'
import type { OwnRequest } from './own-branch.js'
import { addPeople } from './people.js'
import { kindOfAuthor, kindOfToken } from './token-kind.js'

export interface Target {
  readonly forge: Forge
  readonly branch: string
  readonly base: string
  readonly pushed: Pushed
  /** Patch id of the change. */
  readonly patch: string
}

/** Opens the pull request of a branch that is there, and adds labels and people. */
export async function open(
  world: World,
  inputs: Inputs,
  journal: Journal,
  delivery: Delivery,
  target: Target,
): Promise<Outcome> {
  const { fix } = delivery
  const { forge, branch, base } = target
  const request = await forge.openPullRequest({
    title: world.redactor.redact(title(fix)),
    body: words(world, delivery, target, kindOfToken(inputs.githubToken)),
    head: branch,
    base,
    draft: inputs.draft || fix.unproven,
  })
  journal.pullRequest = { number: request.number, url: request.url, action: request.existed ? 'none' : 'opened' }
  if (request.existed) {
    return end('duplicate', `pull request ${request.number} was opened by another run`, `review ${request.url}`).ended
  }
  await addPeople(world, inputs, forge, request, { base: fix.base, diff: delivery.diff, traits: traitsOf(delivery) })
  return {
    outcome: 'pr-opened',
    reason: `pull request ${request.number} for ${fix.failure.title}`,
    next: `review ${request.url}${checksAdvice(world, request.author)}`,
  }
}

/** Tells the pull request that is there what was proven now. Its title, labels and people stay as people left them. */
export async function rewrite(
  world: World,
  journal: Journal,
  delivery: Delivery,
  target: Target,
  { request }: OwnRequest,
): Promise<Outcome> {
  const written = words(world, delivery, target, kindOfAuthor(request.author))
  const also = parseMarker(request.body)?.also
  const marker = parseMarker(written)
  const told = marker === undefined || also === undefined ? written : withMarker(written, { ...marker, also })
  await target.forge.updatePullRequest(request.number, { body: `${told.trimEnd()}\n${tailOf(request.body)}` })
  journal.pullRequest = { number: request.number, url: request.url, action: 'updated' }
  return {
    outcome: 'pr-updated',
    reason: `pull request ${request.number} is proven on ${delivery.fix.base.slice(0, 12)} now`,
    next: `review ${request.url}${checksAdvice(world, request.author)}`,
  }
}

function words(
  world: World,
  delivery: Delivery,
  { branch, pushed, patch }: Target,
  tokenKind: TokenKind | undefined,
): string {
  const { fix, verdict, diff, digest } = delivery
  const { runUrl, runId, repository = '', serverUrl } = world.trigger
  const traits = traitsOf(delivery).join(' ')
  const context = {
    repository,
    serverUrl,
    head: branch,
    ...(runUrl === undefined ? {} : { runUrl }),
    ...(runId === undefined ? {} : { runId }),
    ...(tokenKind === undefined ? {} : { tokenKind }),
    ...(pushed.verified === undefined ? {} : { verified: pushed.verified }),
  }
  const facts = redactAll({ fix, verification: verdict, failure: fix.failure, diff, digest, context }, world.redactor)
  return body({ ...facts, marks: { commit: pushed.commit, patch, ...(traits === '' ? {} : { traits }) } })
}

/** Without this nobody notices that no check has run: a page without checks looks like one that passed. */
function checksAdvice(world: World, author: string): string {
  if (kindOfAuthor(author) !== 'github-token') return ''
  world.log.warning(
    'no workflow runs on this pull request by itself: GITHUB_TOKEN opened it. Press "Approve workflows to run" there, or give github-token the token of a GitHub App',
  )
  return '; no check runs on it until somebody presses Approve workflows to run, since GITHUB_TOKEN opened it'
}

/** Labels that the change itself asks for. */
function traitsOf({ fix, verdict }: Delivery): readonly string[] {
  return [
    ...(fix.strategy === 'revert' ? ['revert'] : []),
    ...(fix.unproven ? ['unproven'] : []),
    ...(verdict.sandbox.rung === 'none' ? ['unsandboxed'] : []),
    // Only what a bisection ends at is known to have broken it; a line's last change is a guess.
    ...(fix.culprit?.how === 'bisect' ? ['regression'] : []),
  ]
}
