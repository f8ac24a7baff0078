import { createEmulator } from 'emulate'

/**
 * The stateful part of GitHub's REST API (repositories, issues, pull requests, labels, comments). It knows neither git
 * nor most refusals: those stand in front of it.
 *
 * @param {{ html: string, api: string, people: readonly string[], repositories: readonly string[], defaultBranch: string }} world
 */
export async function openEmulator({ html, api, people, repositories, defaultBranch }) {
  const owners = repositories.map((name) => name.split('/')[0] ?? '')
  const users = [...new Set([...owners, ...people])]
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries(users.map((login) => [`emulated-${login}`, { login, scopes: ['repo'] }])),
      github: {
        users: users.map((login) => ({ login })),
        repos: repositories.map((full) => {
          const [owner, name] = full.split('/')
          return { owner, name, default_branch: defaultBranch, auto_init: true }
        }),
      },
    },
  })
  const port = new URL(emulator.url).port
  /** Its links point at itself; ours must be the only origin that a client sees. @param {string} text */
  const ours = (text) => text.replaceAll(`${emulator.url}/repos/`, `${api}/repos/`).replaceAll(emulator.url, html)

  /**
   * @param {string} method
   * @param {string} path below the API root, with its query
   * @param {string} login who asks
   * @param {unknown} [body]
   * @returns {Promise<{ status: number, headers: Record<string, string>, body: any }>}
   */
  async function ask(method, path, login, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer emulated-${login}`, 'content-type': 'application/json' },
      ...(body === undefined || method === 'GET' ? {} : { body: JSON.stringify(body) }),
    })
    const text = ours(await response.text())
    const link = response.headers.get('link')
    return {
      status: response.status,
      headers: link === null ? {} : { link: ours(link) },
      body: text === '' ? undefined : JSON.parse(text),
    }
  }
  return { ask, users, close: () => emulator.close() }
}
