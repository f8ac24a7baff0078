import type { View } from './view.js'

/** Shortest part of a value that counts as a leak; shorter values count whole. */
export const leakLength = 12
/** Shorter forms would match ordinary text. */
const minForm = 8

export interface Form {
  readonly name: string
  readonly value: string
  /** Shortest part that counts, at least `leakLength`; a shorter form counts whole. */
  readonly least: number
}

export interface WindowHit {
  readonly start: number
  /** Grows while more of the same form follows. */
  end: number
  readonly name: string
}

/** Parts of one length of many forms, and where they stand in a text; overlapping hits of one form come as one. */
export type Window = (view: Pick<View, 'text' | 'units'>) => WindowHit[]

export function createWindows(forms: readonly Form[]): Window[] {
  const long = forms.filter(({ value }) => value.length >= leakLength)
  const short = forms.filter(({ value }) => value.length >= minForm && value.length < leakLength)
  return [
    ...(long.length === 0 ? [] : [createWindow(leakLength, long)]),
    ...(short.length === 0 ? [] : [createWindow(minForm, short)]),
  ]
}

const base = 0x01000193

/**
 * Open addressing over typed arrays: a thousand secrets have millions of parts, too many for as many strings in a map.
 * A filter stands before it, small enough to stay near the processor: nearly every place of a text ends there.
 */
function createWindow(length: number, forms: readonly Form[]): Window {
  const table = createTable(length, forms)
  let leading = 1
  for (let power = 0; power < length; power += 1) leading = Math.imul(leading, base)
  return ({ text, units }) => {
    const hits: WindowHit[] = []
    if (text.length < length) return hits
    const { filter, filterShift } = table
    let known = 0
    let hash = hashOf(text, 0, length)
    for (let end = length; end <= units.length; end += 1) {
      const spread = Math.imul(hash, 0x9e3779b1)
      const bit = spread >>> filterShift
      // A place inside of what was found is not looked up again: a text full of secrets costs one look-up a secret.
      if (((filter[bit >> 3] ?? 0) >> (bit & 7)) & 1 && end > known)
        known = Math.max(known, addHit(hits, table.find(spread, text, end - length), text, end - length))
      // Rolls on: the next character comes in, the oldest goes out.
      hash = (Math.imul(hash, base) + (units[end] ?? 0) - Math.imul(units[end - length] ?? 0, leading)) | 0
    }
    return hits
  }
}

interface Part {
  readonly form: Form
  /** Where in the form it starts. */
  readonly at: number
}

interface Table {
  readonly filter: Uint8Array
  readonly filterShift: number
  find(spread: number, text: string, start: number): Part | undefined
}

function createTable(length: number, forms: readonly Form[]): Table {
  const count = forms.reduce((sum, form) => sum + Math.ceil(form.value.length / stepOf(form, length)), 0)
  const bits = Math.max(4, Math.ceil(Math.log2(count * 2 + 1)))
  // One place in sixteen is looked up in vain at most, up to two megabytes.
  const filterShift = 32 - Math.min(24, Math.max(13, bits + 3))
  const filter = new Uint8Array(2 ** (32 - filterShift - 3))
  const formOf = new Int32Array(2 ** bits).fill(-1)
  const startIn = new Int32Array(2 ** bits)
  /** The slot that holds this part, or the empty one where it belongs. */
  const slotOf = (spread: number, text: string, start: number): number => {
    let slot = spread >>> (32 - bits)
    for (;;) {
      const form = forms[formOf[slot] ?? -1]
      if (form === undefined || isSame(form.value, startIn[slot] ?? 0, text, start, length)) return slot
      slot = (slot + 1) & (formOf.length - 1)
    }
  }
  for (const [index, form] of forms.entries()) {
    const step = stepOf(form, length)
    for (let at = 0; at + length <= form.value.length; at += step) {
      // Padding and rules (`============`) are no part of a secret that anyone could use.
      if (form.value.length >= leakLength && isDull(form.value, at, at + length)) continue
      const spread = Math.imul(hashOf(form.value, at, length), 0x9e3779b1)
      const slot = slotOf(spread, form.value, at)
      if (formOf[slot] !== -1) continue
      formOf[slot] = index
      startIn[slot] = at
      const bit = spread >>> filterShift
      filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
    }
  }
  return {
    filter,
    filterShift,
    find(spread, text, start) {
      const slot = slotOf(spread, text, start)
      const form = forms[formOf[slot] ?? -1]
      return form === undefined ? undefined : { form, at: startIn[slot] ?? 0 }
    },
  }
}

/** Every run of `least` characters holds a part that starts at a multiple of this; of a form that counts whole the first will do. */
function stepOf({ value, least }: Form, length: number): number {
  return Math.max(1, Math.min(least, value.length) - length + 1)
}

/** Adds the hit with all around it that belongs to the same form, and returns where that ends; 0 where it is too little. */
function addHit(hits: WindowHit[], part: Part | undefined, text: string, at: number): number {
  if (part === undefined) return 0
  const { value, name, least } = part.form
  let before = 0
  while (before < part.at && before < at && value[part.at - before - 1] === text[at - before - 1]) before += 1
  let after = 0
  while (part.at + after < value.length && value[part.at + after] === text[at + after]) after += 1
  if (before + after < Math.min(least, value.length)) return 0
  const start = at - before
  const end = at + after
  const last = hits.at(-1)
  if (last !== undefined && last.name === name && last.end >= start) last.end = Math.max(last.end, end)
  else hits.push({ start, end, name })
  return end
}

function isSame(a: string, from: number, b: string, start: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) {
    if (a.charCodeAt(from + index) !== b.charCodeAt(start + index)) return false
  }
  return true
}

/** At most two different characters. */
function isDull(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start)
  let second = first
  for (let at = start + 1; at < end; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === first || unit === second) continue
    if (second !== first) return false
    second = unit
  }
  return true
}

function hashOf(text: string, start: number, length: number): number {
  let hash = 0
  for (let at = start; at < start + length; at += 1) hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0
  return hash
}
