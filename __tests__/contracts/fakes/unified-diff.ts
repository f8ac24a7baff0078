/** A unified diff with one hunk from the first to the last changed line: enough for a fake, and it applies. */
export function unifiedDiff(name: string, before: string | undefined, after: string | undefined): string {
  const old = toLines(before)
  const now = toLines(after)
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const start = Math.max(0, head - 3)
  const after3 = Math.min(3, tail)
  const body = [
    ...old.slice(start, head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
    ...old.slice(old.length - tail, old.length - tail + after3).map((line) => ` ${line}`),
  ]
  const oldCount = old.length - tail + after3 - start
  const newCount = now.length - tail + after3 - start
  return [
    `diff --git a/${name} b/${name}`,
    ...(before === undefined ? ['new file mode 100644'] : []),
    ...(after === undefined ? ['deleted file mode 100644'] : []),
    before === undefined ? '--- /dev/null' : `--- a/${name}`,
    after === undefined ? '+++ /dev/null' : `+++ b/${name}`,
    `@@ -${oldCount === 0 ? 0 : start + 1},${oldCount} +${newCount === 0 ? 0 : start + 1},${newCount} @@`,
    ...body.map((line) => (line.endsWith('\n') ? line.slice(0, -1) : `${line}\n\\ No newline at end of file`)),
    '',
  ].join('\n')
}

function toLines(text: string | undefined): string[] {
  if (text === undefined || text === '') return []
  return text.split(/(?<=\n)/)
}
