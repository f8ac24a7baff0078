import { type ConductRule, matchingLines, refusesUnlessUsual, ruby } from '../conduct-rule.js'

const refused = refusesUnlessUsual('stack-inspection', [
  {
    pattern:
      /\bnew Error\([^)]*\)\)?\.stack\b|\(new Error\)\.stack\b|\binspect\.(stack|currentframe|getouterframes)\(|\bsys\._getframe\(|\btraceback\.(extract|format)_stack\(|\bcaller_locations\b|\bThread\.currentThread\(\)\.getStackTrace\(|\bStackWalker\.getInstance\(|\bdebug_(print_)?backtrace\s*\(|\bBacktrace::(force_)?capture\(|\bdebug\.(Stack|PrintStack)\(/,
  },
  { pattern: /(^|[^.\w])caller(\(\d*\)|\.(any|first|grep|find|map|include)|\[|$)/, within: ruby },
])

/** Who asks who is calling wants to know whether it is the test. */
export const stackInspection: ConductRule = {
  ...refused,
  // These have honest uses in logging: a reviewer decides.
  notice: (change) => [
    ...(refused.notice?.(change, '') ?? []),
    ...matchingLines(change, [{ pattern: /\bruntime\.Callers?\(|\bgetStackTrace\(|\bError\.captureStackTrace\(/ }]),
  ],
}
