import { problemOfPrompt } from '../../../src/repair/model/prompt-check.js'
import { promptFiles } from '../../../src/repair/model/prompts.generated.js'

it.each([
  ['the bundled one', promptFiles.repair, undefined],
  ['the one for tests', promptFiles.regression, undefined],
  ['other words', promptFiles.repair.replace('You mend one failure', 'You heal one failure'), undefined],
  ['no front matter', '# system\n', 'prompt: no front matter between two lines of ---'],
  ['a section less', promptFiles.repair.replace('# misfit', '# other'), 'it has no section misfit'],
  ['a variable less', promptFiles.repair.replace('{{excerpts}}', ''), 'section first must use exactly'],
])('a prompt of its own: %s', (_, text, problem) => {
  if (problem === undefined) expect(problemOfPrompt(text)).toBeUndefined()
  else expect(problemOfPrompt(text)).toContain(problem)
})
