import assert from 'node:assert/strict'
import { test } from 'node:test'
import { render } from '../src/render.ts'

test('values are escaped', () => {
  assert.equal(render('Dear {{person.name}},', { person: { name: 'A & B' } }), 'Dear A &amp; B,')
})

test('a list is repeated, and its items are in scope', () => {
  const lines = [
    { count: 2, title: 'tea' },
    { count: 1, title: 'mug' },
  ]
  assert.equal(render('{{#each lines}}{{count}} x {{title}}; {{/each}}', { lines }), '2 x tea; 1 x mug; ')
})

test('a condition has two parts', () => {
  const template = '{{#if paid}}Thank you.{{else}}Please pay.{{/if}}'
  assert.equal(render(template, { paid: true }), 'Thank you.')
  assert.equal(render(template, { paid: false }), 'Please pay.')
})

test('a condition inside a condition', () => {
  const template = '{{#if order}}{{#if order.gift}}A gift.{{else}}For you.{{/if}} Thanks.{{else}}No order.{{/if}}'
  assert.equal(render(template, { order: { gift: true } }), 'A gift. Thanks.')
  assert.equal(render(template, { order: { gift: false } }), 'For you. Thanks.')
  assert.equal(render(template, {}), 'No order.')
})
