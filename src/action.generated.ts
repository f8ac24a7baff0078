// Made from action.yml by scripts/action.mjs. Do not edit.
export const actionInputs: Readonly<Record<string, { readonly description: string; readonly default: string }>> = {
  mode: {
    description:
      "What to do. `heal` does everything; `diagnose` only reads; `propose`, `verify` and `publish` are heal's three trust zones as separate jobs; `doctor` checks the set-up.",
    default: 'heal',
  },
  signals: {
    description:
      'One source a line. A glob of report, log or event files in the workspace; `run`, `event`, `code-scanning` or `tests`; `auto` picks `run` on workflow_run, `event` on repository_dispatch, else report files in the usual places, else `tests`.',
    default: 'auto',
  },
  'test-command': {
    description:
      'How the project proves itself. Detected where not given.',
    default: '',
  },
  'reproduce-command': {
    description:
      'Replays a production error. `SUTURE_EVENT` names a file with the error as JSON; the command must exit non-zero while the error is there.',
    default: '',
  },
  proof: {
    description:
      '`strict`: an unreproduced error is diagnosed, never fixed. `suite`: a fix of an unreproduced production error may be proposed when the suite stays green, as a draft labelled `unproven`.',
    default: 'strict',
  },
  'setup-command': {
    description:
      'What a clean copy needs before tests can run. Detected where not given; not run where dependencies are already there.',
    default: '',
  },
  'working-directory': {
    description:
      'The package in a monorepo, relative to the checkout.',
    default: '.',
  },
  failure: {
    description:
      'Fingerprint (from the output `matrix`) of the one failure to heal. Default is the most telling one.',
    default: '',
  },
  strategies: {
    description:
      'Which strategies, in this order. `model` is passed over without a key.',
    default: 'rules, search, model, revert',
  },
  model: {
    description:
      'Name of the model at `base-url`.',
    default: '',
  },
  'api-key': {
    description:
      "Key for the model's endpoint. Sent to `base-url` alone.",
    default: '',
  },
  'base-url': {
    description:
      'Any OpenAI-compatible chat-completions endpoint, by address or by name (`openai`, `openrouter`, `ollama` …, see docs/models.md). Default is the OpenAI API.',
    default: '',
  },
  'reasoning-effort': {
    description:
      "Passed to models that know it. Default is the provider's.",
    default: '',
  },
  instructions: {
    description:
      'Guidance for the model, beside AGENTS.md and .github/copilot-instructions.md read from the base commit.',
    default: '',
  },
  'max-minutes': {
    description:
      'Hard budget of wall-clock minutes, 1 to 360.',
    default: '30',
  },
  'max-cost': {
    description:
      'Hard budget for the model in US dollars.',
    default: '2.00',
  },
  'max-tokens': {
    description:
      'Hard budget for the model in tokens.',
    default: '400000',
  },
  'max-candidates': {
    description:
      'Hard budget of candidates tried.',
    default: '2000',
  },
  confirmations: {
    description:
      'How often it must fail before and pass after, 1 to 20.',
    default: '3',
  },
  allow: {
    description:
      'Path globs that a fix may touch, one a line. Default is everything that is not denied.',
    default: '',
  },
  deny: {
    description:
      'Path globs that a fix must not touch, one a line, beside the protected set.',
    default: '',
  },
  'allow-test-changes': {
    description:
      'Let a fix change existing tests. New regression tests are always allowed as new files.',
    default: 'false',
  },
  'allow-dependency-changes': {
    description:
      'Let a fix change manifests and lock files.',
    default: 'false',
  },
  'max-files': {
    description:
      'The most files that a proposed fix may change, 1 to 100.',
    default: '5',
  },
  'max-lines': {
    description:
      'The most lines that a proposed fix may add and remove, 1 to 5000.',
    default: '120',
  },
  sandbox: {
    description:
      '`auto` takes the strongest rung that proves itself, else refuses. `bwrap`, `unshare`, `docker` take that one. `none` is on your own word.',
    default: 'auto',
  },
  network: {
    description:
      'Network for code of the repository under test, `none` or `host`.',
    default: 'none',
  },
  'github-token': {
    description:
      'Token that reads the failed run and opens the pull request.',
    default: '',
  },
  base: {
    description:
      'Branch that the pull request goes to. Default is the branch that failed.',
    default: '',
  },
  'branch-prefix': {
    description:
      'Start of the name of every branch that Suture makes.',
    default: 'suture/',
  },
  labels: {
    description:
      'Labels of the pull request, separated by commas or lines.',
    default: 'suture',
  },
  reviewers: {
    description:
      'People and teams to ask for review; `blame` asks the last authors of the changed lines, `codeowners` the owners of the files.',
    default: '',
  },
  assignees: {
    description:
      'People to assign.',
    default: '',
  },
  draft: {
    description:
      'Open the pull request as a draft.',
    default: 'true',
  },
  'max-open': {
    description:
      'Most open Suture pull requests at one time, 1 to 100.',
    default: '3',
  },
  'cooldown-hours': {
    description:
      'Hours for which a closed pull request stays a no whatever happens; after that it is a no until the failure changes.',
    default: '24',
  },
  telemetry: {
    description:
      'OTLP/HTTP endpoint for traces in the OpenTelemetry GenAI conventions. Off by default.',
    default: '',
  },
  report: {
    description:
      "Where report.json goes. Default is the runner's temp folder; the fix bundle goes beside it.",
    default: '',
  },
  fix: {
    description:
      'Folder of the fix bundle, for `verify` and `publish`.',
    default: '',
  },
  digest: {
    description:
      "Digest of that bundle as the earlier job's output gave it, for `verify` and `publish`.",
    default: '',
  },
}
