/** What a text says in one way of reading it, and where in the text each of its characters came from. */
export interface View {
  readonly text: string
  /** The same as numbers: loops over these cost a third of those over a string. */
  readonly units: Uint16Array
  /** Character `i` stands for the original's units from `from(i)` to before `to(i)`. */
  from(index: number): number
  to(index: number): number
}

/** Reads a view's source and hands on each unit that stays, with the part of the source that it stands for. */
export type Pass = (add: (unit: number, start: number, end: number) => void) => void

/** The text itself. */
export function plainView(text: string): View {
  const units = new Uint16Array(text.length)
  // Uint16Array and V8's strings share their byte order, and Buffer's utf16le is that of every machine that runs Node.
  Buffer.from(units.buffer).write(text, 'utf16le')
  return { text, units, from: (index) => index, to: (index) => index + 1 }
}

/** Another reading of `source`, never longer than it. */
export function viewOf(source: View, pass: Pass): View {
  const units = new Uint16Array(source.units.length)
  let kept = 0
  pass((unit) => {
    units[kept] = unit
    kept += 1
  })
  // Most texts hold no secret: where characters came from is found by a second pass, once somebody asks.
  let places: Places | undefined
  const placesOf = () => {
    places ??= readPlaces(pass, kept)
    return places
  }
  return {
    text: Buffer.from(units.buffer, 0, kept * 2).toString('utf16le'),
    units: units.subarray(0, kept),
    from: (index) => source.from(placesOf().starts[index] ?? 0),
    to: (index) => source.to((placesOf().ends[index] ?? 1) - 1),
  }
}

interface Places {
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

function readPlaces(pass: Pass, length: number): Places {
  const starts = new Uint32Array(length)
  const ends = new Uint32Array(length)
  let kept = 0
  pass((_unit, start, end) => {
    starts[kept] = start
    ends[kept] = end
    kept += 1
  })
  return { starts, ends }
}
