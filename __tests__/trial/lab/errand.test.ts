import { runErrand } from '../../../src/trial/lab/errand.js'

function room(left: Readonly<Record<string, string | Uint8Array>>, exit = 0) {
  const [removed, written, commands]: [string[], Record<string, string>, string[]] = [[], {}, []]
  const scratch = {
    directory: async () => '/outbox',
    linkDependencies: async () => undefined,
    writeFile: async (path: string, text: string) => {
      written[path] = text
    },
    readFile: async (path: string) => {
      const found = left[path]
      return typeof found === 'string' ? Buffer.from(found) : found
    },
    remove: async (path: string) => {
      removed.push(path)
    },
  }
  const copies = {
    copyOf: async () => ({ root: '/copy' }),
    ready: async () => undefined,
    discard: async ({ root }: { readonly root: string }) => {
      removed.push(root)
    },
  }
  const execute = async (_root: string, command: string) => {
    commands.push(command)
    return { exit, timedOut: false, output: 'said', cutBytes: 0, seconds: 1 }
  }
  return {
    removed,
    written,
    commands,
    room: {
      scratch,
      copies,
      execute,
      local: (_root: string, command: string) => command,
    },
  }
}

const errand = {
  command: (outbox: string) => `make ${outbox}`,
  inputs: { 'a.cjs': 'x' },
  files: ['a.js', 'b.js', 'c.js'],
  timeoutSeconds: 5,
}

describe('an errand', () => {
  it('brings back what the command left, and throws its copy away', async () => {
    const {
      room: given,
      removed,
      written,
      commands,
    } = room({ '/copy/a.js': 'new', '/outbox/answer': '{}', '/copy/c.js': new Uint8Array([0xff]) })
    const done = await runErrand(given, 'tree', errand)
    expect([...done.texts]).toEqual([['a.js', 'new']])
    expect(done).toMatchObject({ exit: 0, output: 'said', answer: '{}' })
    expect(written).toEqual({ '/outbox/a.cjs': 'x' })
    expect(commands).toEqual(['make /outbox'])
    expect(removed.sort()).toEqual(['/copy', '/outbox'])
  })

  it('throws its copy away where the sandbox breaks', async () => {
    const { room: given, removed } = room({})
    const broken = { ...given, execute: () => Promise.reject(new Error('no sandbox')) }
    await expect(runErrand(broken, 'tree', errand)).rejects.toThrow('no sandbox')
    expect(removed.sort()).toEqual(['/copy', '/outbox'])
  })
})
