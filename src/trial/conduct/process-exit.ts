import { go, javascript, jvm, php, python, refusesUnlessUsual, ruby, rust } from '../conduct-rule.js'

/** A process that ends with success before its tests did looks like a suite that passed. */
export const processExit = refusesUnlessUsual('process-exit', [
  {
    pattern:
      /\bprocess\.(exit\s*\(\s*(0|['"]0['"])?\s*\)|reallyExit|abort\s*\(|kill\s*\(\s*process\.pid)|\bprocess\.exitCode\s*=\s*0\b|\bprocess\.exit\s*=(?!=)|\bprocess\.on(ce)?\(\s*['"](exit|beforeExit|uncaughtException|unhandledRejection)['"]|\bDeno\.exit\(\s*0?\s*\)/,
    within: javascript,
  },
  // The same by another name.
  {
    pattern:
      /\bprocess(\?\.)?\[\s*['"`](exit|reallyExit|abort)['"`]\s*\]|\[\s*['"`]process['"`]\s*\]\s*(\?\.|\.)\s*exit\b|\bimport\s*\{[^}]{0,80}\bexit\b[^}]{0,80}\}\s*from\s*['"](node:)?process['"]|\{[^}]{0,80}\bexit\b[^}]{0,80}\}\s*=\s*(globalThis\.)?process\b|=\s*process\.exit\b(?!\s*\()/,
    within: javascript,
  },
  {
    pattern:
      /\bos\._exit\s*\(|\bsys\.exit\s*\(\s*(0|None)?\s*\)|\braise\s+SystemExit(\s*\(\s*0?\s*\))?\s*$|\bos\.(kill|killpg)\(\s*os\.get|\bos\.abort\(|\batexit\.register\(\s*(os\._exit|sys\.exit|lambda)|\bsys\.excepthook\s*=/,
    within: python,
  },
  { pattern: /(^|[^.\w])(exit|quit)\s*\(\s*0?\s*\)\s*;?\s*$/, within: python },
  {
    pattern:
      /(^|[^.\w])exit(!?(\s*\(\s*(0|true)?\s*\)|\s+(0|true))?\s*(if\b.*|unless\b.*)?$|!)|\bat_exit\b|\bProcess\.(exit!?|kill)\b|\babort\s*$/,
    within: ruby,
  },
  {
    pattern:
      /(^|[^.\w>$])(exit|die)\s*(\(\s*0?\s*\))?\s*;|\bregister_shutdown_function\s*\(|\bset_exception_handler\s*\(/,
    within: php,
  },
  {
    pattern: /\bSystem\.exit\s*\(\s*0|\bRuntime\.getRuntime\(\)\.(halt|exit|addShutdownHook)|\bexitProcess\(\s*0\s*\)/,
    within: jvm,
  },
  { pattern: /\b(os|syscall)\.Exit\s*\(\s*0|\bruntime\.Goexit\(\)/, within: go },
  { pattern: /\bprocess::(exit\s*\(\s*0\s*\)|abort\s*\()|\bpanic::set_hook\(/, within: rust },
  {
    pattern:
      /\b_exit\s*\(\s*0|\bquick_exit\s*\(|\bEnvironment\.Exit\s*\(\s*0|(^|[^.\w])exit\s*\(\s*(0|EXIT_SUCCESS)\s*\)/,
    within: /\.(c|cc|cpp|cxx|h|hpp|cs|swift|m)$/,
  },
])
