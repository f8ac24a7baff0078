import { type Attributes, newAttributes, type StartTag } from './attributes.js'
import { escaped } from './characters.js'

/** A tag as one writer writes it again and again: the same names in the same order, one blank before each. */
interface Shape {
  readonly name: string
  readonly names: readonly string[]
  /** What stands before each value. */
  readonly before: readonly string[]
}

export interface KnownTags {
  /** The tag at this place where it has the shape of an earlier one; undefined says nothing. */
  read(text: string, from: number): StartTag | undefined
  learn(tag: StartTag): void
}

/** A report has a handful of elements that come again and again. */
const mostShapes = 6

export function openKnownTags(): KnownTags {
  const shapes: Shape[] = []
  return {
    read(text, from) {
      for (const shape of shapes) {
        if (text.startsWith(shape.before[0] ?? '', from)) return readShape(text, from, shape)
      }
      return undefined
    },
    learn({ name, attributes }) {
      const names = Object.keys(attributes)
      if (names.length === 0) return
      const before = names.map((one, index) => (index === 0 ? `<${name} ${one}="` : `" ${one}="`))
      const known = shapes.findIndex((shape) => shape.before[0] === before[0])
      if (known >= 0) shapes.splice(known, 1)
      shapes.unshift({ name, names, before })
      if (shapes.length > mostShapes) shapes.pop()
    },
  }
}

function readShape(text: string, from: number, { name, names, before }: Shape): StartTag | undefined {
  const attributes: Attributes = newAttributes()
  let at = from
  for (let index = 0; index < names.length; index++) {
    const lead = before[index] as string
    if (index > 0 && !text.startsWith(lead, at)) return undefined
    const start = at + lead.length
    at = text.indexOf('"', start)
    if (at < 0) return undefined
    attributes[names[index] as string] = text.slice(start, at)
  }
  const isEmpty = text.charCodeAt(at + 1) === 47
  const end = isEmpty ? at + 3 : at + 2
  if (text.charCodeAt(end - 1) !== 62 || escaped.test(text.slice(from + 1, end))) return undefined
  return { name, attributes, isEmpty, end }
}
