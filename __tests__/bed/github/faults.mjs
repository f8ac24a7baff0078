import { route } from './routes.mjs'
import { send } from './send.mjs'

/**
 * What a fault may do with a request. Only one of `respond`, `drop`, `hang` and `pass` ends it; a handler that ends
 * without any of them passes.
 *
 * @typedef {{
 *   pass: () => Promise<void>,
 *   perform: () => Promise<import('./refusals.mjs').Reply>,
 *   respond: (reply: import('./refusals.mjs').Reply) => void,
 *   raw: (bytes: string) => void,
 *   drop: () => void,
 *   hang: () => void,
 * }} Answer
 * `perform` does what was asked without answering: drop the connection after it, and the client cannot know.
 * `raw` writes bytes to the socket in place of an answer, and closes it.
 *
 * @typedef {(request: import('./world.mjs').RecordedRequest, answer: Answer) => void | Promise<void>} Fault
 */

/** The faults of one scenario. */
export function faultHooks() {
  /** @type {{ route: import('./routes.mjs').Route, fault: Fault, left: number }[]} */
  const hooks = []

  /**
   * @param {string} pattern for example `POST /repos/{owner}/{repo}/pulls`, or `POST /{owner}/{repo}/git-receive-pack`
   * @param {Fault} fault
   * @param {number} [times] how many matching requests it takes; all by default
   */
  function on(pattern, fault, times = Number.POSITIVE_INFINITY) {
    hooks.unshift({ route: route(pattern), fault, left: times })
  }

  /**
   * @param {import('./world.mjs').RecordedRequest} request
   * @param {() => Promise<import('./refusals.mjs').Reply>} perform
   * @param {import('node:http').ServerResponse} response
   * @returns {Promise<import('./refusals.mjs').Reply | undefined>} what to send; undefined where the fault saw to it
   */
  async function run(request, perform, response) {
    const path = request.kind === 'git' ? request.path.replace(/\.git\//, '/') : request.path
    const hook = hooks.find(({ route: { match }, left }) => left > 0 && match(request.method, path) !== undefined)
    if (hook === undefined) return perform()
    hook.left -= 1
    let ended = false
    const end = (/** @type {() => void} */ how) => {
      ended = true
      how()
    }
    /** @param {import('./refusals.mjs').Reply} reply */
    const respond = (reply) =>
      end(() => {
        request.status = reply.status
        send(response, reply)
      })
    await hook.fault(request, {
      perform,
      respond,
      pass: async () => respond(await perform()),
      raw: (bytes) => end(() => response.socket?.end(bytes)),
      drop: () => end(() => response.destroy()),
      hang: () => end(() => undefined),
    })
    return ended ? undefined : perform()
  }
  return { on, run }
}
