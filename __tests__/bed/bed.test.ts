import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGitHub } from './github/origin.mjs'

it('opens', async () => {
  const root = await mkdtemp(join(tmpdir(), 'bed-'))
  const github = await openGitHub({ root })
  const token = github.addToken()
  const r = await fetch(`${github.apiUrl}/repos/acme/shop`, { headers: { authorization: `Bearer ${token}` } })
  console.log(r.status, JSON.stringify(await r.json()).slice(0, 300), [...r.headers])
  console.log(github.openApiProblems, github.requests)
  await github.close()
  await rm(root, { recursive: true })
})
