import { php, ruby, shows } from '../conduct-rule.js'

/** A process that the program did not start before. */
export const newProcess = shows('new-process', [
  {
    pattern:
      /\bchild_process\b|\bexec(File)?Sync\b|\bspawn(Sync)?\s*\(|\bsubprocess\.|\bos\.(system|popen|exec\w*|spawn\w*)\s*\(|\bexec\.Command\(|\bProcessBuilder\b|\bRuntime\.getRuntime\(\)\.exec\(|\bCommand::new\(|\bProcess\.Start\(/,
  },
  { pattern: /(^|[^.\w])(system|exec|spawn|popen)\s*[( ]\s*['"]|%x[({[]|`[^`]+`|\bOpen3\./, within: ruby },
  { pattern: /(^|[^>\w])(shell_exec|exec|system|passthru|proc_open|popen)\s*\(/, within: php },
])
