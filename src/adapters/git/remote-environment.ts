import { BrokenWorld } from '../../domain.js'

/** What a runner behind a proxy or with its own certificates needs; none of it is a credential of ours. */
const passedOn = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
  'GIT_SSL_CAINFO',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
]

/** A transfer that stands still this long, in seconds, is over. */
const stallSeconds = 30

/**
 * The environment of a git that talks to the server. The token travels here alone: arguments are seen by every
 * process of the machine, and a configuration file stays behind.
 */
export function remoteEnvironment(
  url: string,
  token: string,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const { origin, protocol } = requireSafeUrl(url)
  const credential = Buffer.from(`x-access-token:${token}`).toString('base64')
  const header = [`http.${origin}/.extraHeader`, `AUTHORIZATION: basic ${credential}`] as const
  return withSettings([header, ...transport(protocol)], environment)
}

/** The same without any credential; beside https also for a path of this machine. */
export function anonymousEnvironment(
  url: string,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const isPath = /^(?:file:\/\/)?\/[^\0-\x1f]*$/.test(url)
  return withSettings(transport(isPath ? 'file' : requireSafeUrl(url).protocol), environment)
}

type Setting = readonly [name: string, value: string]

function transport(protocol: 'http' | 'https' | 'file'): readonly Setting[] {
  return [
    ['http.followRedirects', 'false'],
    ['credential.helper', ''],
    ['core.askPass', ''],
    ['protocol.allow', 'never'],
    [`protocol.${protocol}.allow`, 'always'],
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', `${stallSeconds}`],
  ]
}

function withSettings(
  settings: readonly Setting[],
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const found: Record<string, string> = { GIT_CONFIG_COUNT: `${settings.length}` }
  settings.forEach(([key, value], index) => {
    found[`GIT_CONFIG_KEY_${index}`] = key
    found[`GIT_CONFIG_VALUE_${index}`] = value
  })
  for (const name of passedOn) {
    const value = environment[name]
    if (value !== undefined) found[name] = value
  }
  return found
}

/** A token goes to a server over TLS, or to this very machine. */
function requireSafeUrl(text: string): { readonly origin: string; readonly protocol: 'http' | 'https' } {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isLocal = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  const protocol = url?.protocol === 'https:' ? 'https' : 'http'
  const isSafe = url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal))
  if (isSafe && url.username === '' && url.password === '') return { origin: url.origin, protocol }
  throw new BrokenWorld(
    'error-config',
    'the address of the repository on the server is not an https address without credentials',
    'Check GITHUB_SERVER_URL and GITHUB_REPOSITORY.',
  )
}
