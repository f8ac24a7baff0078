import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createApp } from './app.js'

const largestBody = 64 * 1024

async function readJson(incoming) {
  let text = ''
  for await (const chunk of incoming.setEncoding('utf8')) {
    text += chunk
    if (text.length > largestBody) return undefined
  }
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export function createHttpServer(app) {
  return createServer(async (incoming, outgoing) => {
    const body = await readJson(incoming)
    const response = await app.handle({ method: incoming.method, url: incoming.url, body })
    outgoing.writeHead(response.status, { 'content-type': 'application/json' })
    outgoing.end(JSON.stringify(response.body))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 8080)
  createHttpServer(createApp()).listen(port, () => console.error(`payment-service listens on ${port}`))
}
