import { shows } from '../conduct-rule.js'

/** Where secrets live. */
export const readsEnvironment = shows('reads-environment', [
  {
    pattern:
      /\bprocess\.env\b|\bos\.(environ|[gG]etenv|LookupEnv)\b|\bSystem\.getenv\b|\bENV(\[|\.fetch)|\bstd::env::|\benv::var|(^|[^\w>])getenv\s*\(|\$_ENV\[/,
  },
])
