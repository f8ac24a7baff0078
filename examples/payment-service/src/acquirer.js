import { GatewayTimeoutError } from './errors.js'

/**
 * Stands in for the bank's gateway. `answer` decides per authorisation: 'approved', 'declined' or 'timeout'.
 * Tokens that start with `tok_declined` are declined, as in the gateway's own test mode.
 */
export function createAcquirer({ timeoutMs = 2000, answer = byToken } = {}) {
  return {
    async authorise({ token, total }) {
      const verdict = answer({ token, total })
      if (verdict === 'timeout') throw new GatewayTimeoutError(timeoutMs)
      return { approved: verdict === 'approved' }
    },
  }
}

function byToken({ token }) {
  return token.startsWith('tok_declined') ? 'declined' : 'approved'
}
