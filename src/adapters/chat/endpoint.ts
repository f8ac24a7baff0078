import { BrokenWorld } from '../../domain.js'
import { oneLine } from '../../safe-text/visible.js'

/** Names that `base-url` takes in place of an address: where these providers and servers document their OpenAI-compatible API. */
export const presets: Readonly<Record<string, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  cerebras: 'https://api.cerebras.ai/v1',
  deepseek: 'https://api.deepseek.com/v1',
  fireworks: 'https://api.fireworks.ai/inference/v1',
  gemini: 'https://generativelanguage.googleapis.com/v1beta/openai',
  google: 'https://generativelanguage.googleapis.com/v1beta/openai',
  groq: 'https://api.groq.com/openai/v1',
  mistral: 'https://api.mistral.ai/v1',
  openrouter: 'https://openrouter.ai/api/v1',
  together: 'https://api.together.xyz/v1',
  xai: 'https://api.x.ai/v1',
  'llama-cpp': 'http://127.0.0.1:8080/v1',
  'llama.cpp': 'http://127.0.0.1:8080/v1',
  'lm-studio': 'http://127.0.0.1:1234/v1',
  ollama: 'http://127.0.0.1:11434/v1',
  vllm: 'http://127.0.0.1:8000/v1',
}

export interface Endpoint {
  /** Without a slash at the end. */
  readonly baseUrl: string
  /** Some gateways want `?api-version=…` on every call. */
  readonly query: Readonly<Record<string, string>>
  readonly host: string
}

/** Reads the input `base-url`. @throws BrokenWorld('error-config') */
export function readEndpoint(text: string): Endpoint {
  const named = text.trim() === '' ? 'openai' : text.trim()
  const azure = /^azure:([a-z0-9][a-z0-9-]{0,62})$/i.exec(named)?.[1]
  if (azure !== undefined) return readEndpoint(`https://${azure.toLowerCase()}.openai.azure.com/openai/v1`)
  if (named.toLowerCase() === 'azure') {
    throw refused('azure needs the name of your resource', 'write azure:<resource>, or give its whole address')
  }
  const address = Object.hasOwn(presets, named.toLowerCase()) ? presets[named.toLowerCase()] : named
  const url = parse(address ?? named)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw refused(`${url.protocol}//${url.host} is not https`, 'use https; http is for this machine alone (localhost)')
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('it holds a user name or password', 'give the key as api-key')
  }
  // People paste the address of the call itself.
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')
  return { baseUrl: `${url.origin}${path}`, query: Object.fromEntries(url.searchParams), host: url.host }
}

/** Servers on this machine (presets such as `ollama` included) need no key. @throws BrokenWorld('error-config') */
export function isOnThisMachine(baseUrl: string): boolean {
  return isLoopback(new URL(readEndpoint(baseUrl).baseUrl).hostname)
}

/** Name of the machine that answers. @throws BrokenWorld('error-config') */
export function hostOf(baseUrl: string): string {
  return new URL(readEndpoint(baseUrl).baseUrl).hostname
}

function parse(address: string): URL {
  try {
    return new URL(address)
  } catch {
    throw refused(
      `${oneLine(address, 100)} is not an address`,
      `give an https address, or one of: ${[...Object.keys(presets), 'azure:<resource>'].join(', ')}`,
    )
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

function refused(why: string, next: string): BrokenWorld {
  return new BrokenWorld('error-config', `input base-url: ${why}`, next)
}
