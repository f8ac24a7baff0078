/**
 * GitHub refuses bodies of more than 65,536 characters. Which ones it counts is not written down, so this counts UTF-16
 * units, and a line end as two as a form would send it: more than any of the likely ways.
 */
export const maxBody = 60_000

export function bodySize(text: string): number {
  return text.length + (text.match(/\n/g)?.length ?? 0)
}
