// Hands the events of node's own runner to the server in the same process.
export const events = { seen: [], wake: () => {} }

// biome-ignore lint/style/noDefaultExport: node takes a reporter's default export
export default async function* hand(source) {
  for await (const event of source) {
    events.seen.push(event)
    events.wake()
  }
  yield ''
}
