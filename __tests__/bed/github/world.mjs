// The words of the local GitHub: types only.

/**
 * @typedef {import('./refusals.mjs').Reply} Reply
 *
 * How one repository behaves. `protectedRefs` is a shell pattern of refs that a rule set closes.
 * @typedef {{
 *   actionsMayOpenPullRequests: boolean,
 *   protectedRefs?: string,
 *   collaborators?: Readonly<Record<string, string>>,
 *   runs?: readonly import('./workflow-runs.mjs').WorkflowRun[],
 *   alerts?: readonly object[],
 * }} RepositorySettings
 *
 * What stays the same from request to request.
 * @typedef {{
 *   root: string, url: string, apiUrl: string, repositories: Record<string, RepositorySettings>,
 *   emulator: Awaited<ReturnType<typeof import('./emulator.mjs').openEmulator>>,
 *   assignees: Map<string, readonly string[]>, lastHeads: Map<string, string>,
 *   download: (name: string, content: string | Buffer) => string,
 *   inTurn: (body: () => Promise<Reply | undefined>) => Promise<Reply | undefined>,
 * }} World
 * `lastHeads` remembers the tip of a pull request's branch after the branch is gone; `inTurn` runs one body after
 * the other.
 *
 * Everything that an API handler may need to answer. `forward` hands the request to the emulator as it came;
 * `emulator` asks it something else, below the repository.
 * @typedef {{
 *   params: Readonly<Record<string, string>>, query: URLSearchParams, body: any,
 *   repository: string, owner: string, directory: string, settings: RepositorySettings,
 *   login: string, byActions: boolean, api: string, html: string,
 *   forward: () => Promise<Reply>,
 *   emulator: (request: string) => Promise<{ status: number, headers: Record<string, string>, body: any }>,
 *   people: readonly string[], collaborators: Readonly<Record<string, string>>,
 *   assignees: World['assignees'], lastHeads: World['lastHeads'],
 *   runs: readonly import('./workflow-runs.mjs').WorkflowRun[], alerts: readonly object[],
 *   download: World['download'], inTurn: World['inTurn'],
 * }} Call
 *
 * @typedef {(call: Call) => Promise<Reply | undefined>} Handler
 *
 * A request as the bed remembers it. `path` is below the API root for `api`, else the path of the URL; `credential` is
 * the name of the credential that it carried, `none` or `unknown`; tokens themselves are not kept. `status` is 0 while
 * no answer went out.
 * @typedef {{
 *   kind: 'api' | 'git' | 'download', method: string, path: string, query: string, operation: string | undefined,
 *   credential: string, headers: Readonly<Record<string, string>>, body: any, text: string, status: number,
 * }} RecordedRequest
 */
export {}
