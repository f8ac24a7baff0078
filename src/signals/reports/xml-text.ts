import type { XmlClosing, XmlElement, XmlHandler } from './xml.js'

/** The texts of a case's elements by name (`message`, `stack-trace`), the first of each. */
export type Texts = Map<string, string>

/** Elements by name, told when they end with what was read within them: formats say what they want, not how. */
export interface Wanted {
  /** Elements whose text is kept until `closes` is called for an element around them. */
  readonly texts: ReadonlySet<string>
  opens(element: XmlElement): void
  /** @param texts texts read since the last `take` */
  closes(element: XmlElement, closing: XmlClosing, texts: Texts): void
}

export function textHandler(wanted: Wanted): XmlHandler {
  const texts: Texts = new Map()
  return {
    open(element) {
      wanted.opens(element)
      return wanted.texts.has(element.name)
    },
    close(element, closing) {
      if (wanted.texts.has(element.name)) {
        if (!texts.has(element.name) && closing.text.trim() !== '') texts.set(element.name, closing.text)
      } else wanted.closes(element, closing, texts)
    },
  }
}
