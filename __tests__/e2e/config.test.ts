import { missingGuard } from './projects.js'
import { eachWithBed, expectEnding, expectNothingPublished, untouched } from './scenario.js'

const world = eachWithBed()

/** What a user may write, what the refusal names, and what it offers. */
const refused: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
  [{ mode: 'heel' }, /input mode: heel .*heal/],
  [{ confirmations: 'three' }, /input confirmations: three.*1 to 20/],
  [{ confirmations: '0' }, /input confirmations/],
  [{ strategies: 'rules, magic' }, /input strategies.*rules, search, model, revert/],
  [{ sandbox: 'chroot' }, /input sandbox: chroot.*bwrap/],
  [{ draft: 'maybe' }, /input draft: maybe.*true or false/],
  [{ base: 'a..b' }, /input base/],
  [{ 'working-directory': '../elsewhere' }, /input working-directory/],
  [{ 'base-url': 'http://models.example.com/v1', model: 'm', 'api-key': 'k' }, /base-url.*https/],
  [{ 'test-command': 'node --test || true' }, /test-command cannot fail/],
  [{ 'github-token': '' }, /github-token/],
  [{ signals: 'nowhere/junit.xml' }, /signals: nowhere\/junit\.xml/],
  [{ 'tets-command': 'npm test' }, /tets-command is not an input; did you mean test-command/],
]

describe('inputs that cannot be meant', () => {
  it.each(refused)(
    'refuses %j by name',
    async (inputs, message) => {
      const { bed } = world
      await bed.project(missingGuard)
      const workspace = await bed.checkout()
      const run = await untouched(workspace, () => bed.run(workspace, inputs))
      await expectEnding(bed, run, 'error-config')
      expect(run.lastLine).toMatch(message)
      expect(run.commands.map(({ command }) => command)).toContain('error')
      await expectNothingPublished(bed)
    },
    60_000,
  )

  it.each([
    [['heel'], /heel is not a mode; did you mean heal\?/],
    [['heal', '--sginals', 'x'], /sginals is not an input; did you mean --signals\?/],
    [['heal', '--github-token', 'x'], /github-token is a secret.*GITHUB_TOKEN/],
    [['heal', '--workspace', '/nowhere'], /\/nowhere/],
  ])('refuses the command line %j', async (words, message) => {
    const run = await world.bed.command(world.bed.root, words)
    expect([run.exit, run.lastLine]).toEqual([1, expect.stringMatching(message)])
    expect(run.lastLine).toMatch(/^suture: error-config: /)
  })

  it('prints every input with --help', async () => {
    const run = await world.bed.command(world.bed.root, ['--help'])
    expect(run.exit).toBe(0)
    for (const name of ['--signals', '--test-command', '--confirmations', '--workspace', 'GITHUB_TOKEN']) {
      expect(run.stdout).toContain(name)
    }
  })
})
