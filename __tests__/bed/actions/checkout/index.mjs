import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const { GITHUB_WORKSPACE: workspace = '', GITHUB_SERVER_URL: server, ...env } = process.env
// act puts the workflow's own folder where a runner's workspace is empty.
for (const name of readdirSync(workspace)) rmSync(join(workspace, name), { recursive: true, force: true })

const credentials = Buffer.from(`x-access-token:${env['INPUT_TOKEN']}`).toString('base64')
const withToken = ['-c', `http.${server}/.extraheader=AUTHORIZATION: basic ${credentials}`]
const depth = env['INPUT_FETCH-DEPTH'] ?? '1'
const ref = env['INPUT_REF'] || env['GITHUB_SHA'] || 'HEAD'

/** @param {readonly string[]} args */
const git = (...args) => execFileSync('git', args, { cwd: workspace, stdio: ['ignore', 'inherit', 'inherit'] })

git('init', '-q')
git('remote', 'add', 'origin', `${server}/${env['GITHUB_REPOSITORY']}`)
git(...withToken, 'fetch', '-q', ...(depth === '0' ? [] : ['--depth', depth]), 'origin', ref)
git('-c', 'advice.detachedHead=false', 'checkout', '-q', 'FETCH_HEAD')
if (env['INPUT_PERSIST-CREDENTIALS'] !== 'false') throw new Error('an example left persist-credentials on')
