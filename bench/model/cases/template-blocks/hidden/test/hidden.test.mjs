import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TemplateError } from '../src/errors.ts'
import { render } from '../src/render.ts'

test('a list of lists', () => {
  const rows = [{ cells: [1, 2] }, { cells: [3] }]
  assert.equal(render('{{#each rows}}[{{#each cells}}{{.}}{{/each}}]{{/each}}', { rows }), '[12][3]')
})

test('an inner else belongs to the inner block, also where the outer has none', () => {
  const template = '{{#if a}}<{{#if b}}1{{else}}2{{/if}}>{{/if}}'
  assert.equal(render(template, { a: true }), '<2>')
  assert.equal(render(template, { b: true }), '')
})

test('an else in a list in a condition', () => {
  const template = '{{#if list}}{{#each list}}{{#if ok}}+{{else}}-{{/if}}{{/each}}{{else}}none{{/if}}'
  assert.equal(render(template, { list: [{ ok: true }, { ok: false }] }), '+-')
  assert.equal(render(template, { list: [] }), 'none')
})

for (const template of ['{{#if a}}', '{{#if a}}{{#if b}}{{/if}}', '{{/if}}', '{{else}}'])
  test(`${template} is refused`, () => {
    assert.throws(() => render(template, { a: true, b: true }), TemplateError)
  })
