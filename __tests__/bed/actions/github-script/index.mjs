import { createRequire } from 'node:module'

const { BED_GITHUB_CLIENT: client = '', INPUT_SCRIPT: script = '', 'INPUT_GITHUB-TOKEN': token = '' } = process.env
const { context, getOctokit } = await import(client)

/** @param {string} text */
const say = (text) => console.log(text)
const core = {
  info: say,
  notice: say,
  /** @param {string} text */
  setFailed(text) {
    say(text)
    process.exitCode = 1
  },
}
const AsyncFunction = /** @type {FunctionConstructor} */ ((async () => undefined).constructor)
const names = ['github', 'context', 'core', 'require']
await new AsyncFunction(...names, script)(getOctokit(token), context, core, createRequire(import.meta.url))
