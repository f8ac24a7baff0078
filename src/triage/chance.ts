/** What a test may hang on beside the code, and how it is told from its text. One look a line, in this order. */
const sources: readonly (readonly [words: string, pattern: RegExp])[] = [
  [
    'randomness',
    /\bMath\.random\b|\brandom(?:UUID|Bytes|Int)?\s{0,3}[.(]|\brand(?:int|om|n|range)?\(|\bnew Random\(|\bThreadLocalRandom\b|\bfaker\b|\bshuffle\(|\buuid4?\(|\brand(?:::|\.\w)|\bSecureRandom\b/i,
  ],
  [
    'the time zone',
    /\bgetTimezoneOffset\b|\btoLocale(?:Date|Time)?String\b|\bprocess\.env\.TZ\b|\bZoneId\.systemDefault\b|\btime\.(?:localtime|tzname|tzset)\b|\btime\.Local\b|\bTimeZone\.getDefault\b|\bdate_default_timezone/,
  ],
  [
    'the clock',
    /\bDate\.now\b|\bnew Date\(\s{0,3}\)|\bperformance\.now\b|\b(?:datetime|date)\.(?:now|today|utcnow)\(|\btime\.(?:time|monotonic|perf_counter)\(|\btime\.(?:Now|Since)\(|\bTime\.(?:now|current)\b|\b(?:LocalDate(?:Time)?|Instant|ZonedDateTime)\.now\(|\bSystem\.(?:currentTimeMillis|nanoTime)\(|\bInstant::now\b|\bSystemTime::now\b|\bDateTime\.(?:Utc)?Now\b/,
  ],
  ['waiting', /\bsetTimeout\(|\bsleep\(|\bThread\.sleep\b|\btime\.Sleep\(|\bTask\.Delay\(|\bsetImmediate\(/],
]

/** Long lines are generated, and a test of more lines than this is told by its first ones. */
const longestLine = 500
const mostLines = 5000

/**
 * What may make this code's outcome differ from run to run, each with the first line (1-based) that shows it: a hint
 * and never a verdict, because a clock that is faked looks the same.
 */
export function chancesIn(text: string): readonly { readonly what: string; readonly line: number }[] {
  const found = new Map<string, number>()
  for (const [index, line] of text.split('\n', mostLines).entries()) {
    if (line.length > longestLine || /^\s*(?:\/\/|#|\*)/.test(line)) continue
    for (const [what, pattern] of sources) if (!found.has(what) && pattern.test(line)) found.set(what, index + 1)
  }
  return [...found].map(([what, line]) => ({ what, line }))
}

/** `test/x.test.js uses randomness (line 4) and the clock (line 9)`; undefined where it uses nothing of it. */
export function chanceWords(path: string, text: string): string | undefined {
  const told = chancesIn(text).map(({ what, line }) => `${what} (line ${line})`)
  return told.length === 0 ? undefined : `${path} uses ${told.join(' and ')}`
}
