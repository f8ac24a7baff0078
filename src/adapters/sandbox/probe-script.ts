/** What the probe is told: nothing of it is the secret that it looks for. */
export interface ProbeTask {
  /** Files of the host that must not be there. */
  readonly gone: readonly string[]
  /** Directories to search for the canary. */
  readonly searched: readonly string[]
  /** Where it tries to leave a file of this name. */
  readonly writeIn: readonly string[]
  readonly writeName: string
  /** Places on the host and its network that must not answer. */
  readonly connect: readonly { readonly host: string; readonly port: number }[]
}

export interface ProbeReport {
  readonly canaries: readonly string[]
  readonly there: readonly string[]
  readonly connected: readonly string[]
  readonly interfaces: readonly string[]
  readonly namespaces: Readonly<Record<string, string>>
  readonly loopback: boolean
  readonly capabilities: string
  readonly noNewPrivileges: string
  readonly sudo: boolean
  readonly sockets: readonly string[]
  /** Places of its own in which the command can write nothing. */
  readonly closed: readonly string[]
}

/** Stands before the report, so that nothing else on standard output can be taken for it. */
export const reportMark = 'suture-probe-report '

/**
 * Runs inside the sandbox with `node -e`, as hostile code would: it looks for our canary in every process and every
 * hidden folder, tries to write, to get out over the network, and to gain rights.
 */
export const probeScript = `
const fs = require('node:fs'), net = require('node:net'), os = require('node:os'), path = require('node:path')
const task = JSON.parse(process.argv[1])
const canary = /suture-canary-[0-9a-f]{32}/
const attempt = (body, otherwise) => { try { return body() } catch { return otherwise } }
const head = Buffer.alloc(65536)
const holds = (file) => attempt(() => {
  const handle = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK)
  try { return canary.test(head.latin1Slice(0, fs.readSync(handle, head, 0, head.length, 0))) } finally { fs.closeSync(handle) }
}, false)
const canaries = []
for (const pid of fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))) {
  for (const file of ['environ', 'cmdline']) if (holds('/proc/' + pid + '/' + file)) canaries.push('/proc/' + pid + '/' + file)
}
let budget = 2000
const search = (directory, depth) => {
  for (const entry of attempt(() => fs.readdirSync(directory, { withFileTypes: true }), [])) {
    if (budget-- <= 0 || canaries.length > 0) return
    const file = path.join(directory, entry.name)
    if (entry.isDirectory() && depth < 3) search(file, depth + 1)
    if (entry.isFile() && holds(file)) canaries.push(file)
  }
}
for (const directory of task.searched) search(directory, 0)
for (const directory of task.writeIn) attempt(() => fs.writeFileSync(path.join(directory, task.writeName), ''))
const own = ['.', process.env.HOME, process.env.TMPDIR, '/tmp']
const closed = own.filter((folder) => attempt(() => { fs.rmdirSync(fs.mkdtempSync(folder + '/probe-')); return false }, true))
const status = attempt(() => fs.readFileSync('/proc/self/status', 'utf8'), '')
const namespaces = {}
for (const name of ['pid', 'mnt', 'ipc', 'net']) namespaces[name] = attempt(() => fs.readlinkSync('/proc/self/ns/' + name), 'unknown')
const connect = (host, port) => new Promise((resolve) => {
  const socket = net.connect({ host, port, timeout: 1000 })
  socket.on('connect', () => { socket.destroy(); resolve(true) })
  for (const end of ['error', 'timeout']) socket.on(end, () => { socket.destroy(); resolve(false) })
})
const loopback = () => new Promise((resolve) => {
  const server = net.createServer().on('error', () => resolve(false))
  server.listen(0, '127.0.0.1', () => connect('127.0.0.1', server.address().port).then((ok) => { server.close(); resolve(ok) }))
})
const sockets = ['/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock', '/run/systemd/private', '/run/dbus/system_bus_socket']
Promise.all([loopback(), ...task.connect.map((place) => connect(place.host, place.port))]).then(([answer, ...answers]) => {
  const report = {
    canaries, namespaces, closed, loopback: answer,
    there: task.gone.filter((file) => fs.existsSync(file)),
    connected: task.connect.filter((_, index) => answers[index]).map((place) => place.host + ':' + place.port),
    interfaces: Object.entries(os.networkInterfaces()).filter(([, all]) => all.some((one) => !one.internal)).map(([name]) => name),
    capabilities: (/CapEff:\\s*([0-9a-f]+)/.exec(status) || [])[1] || 'unknown',
    noNewPrivileges: (/NoNewPrivs:\\s*([0-9])/.exec(status) || [])[1] || 'unknown',
    sudo: require('node:child_process').spawnSync('sudo', ['-n', 'true']).status === 0,
    sockets: sockets.filter((file) => fs.existsSync(file)),
  }
  console.log('${reportMark}' + JSON.stringify(report))
})
`
