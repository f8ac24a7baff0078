import type { Reader } from '../reader.js'
import { xmlReader } from './xml.js'

const xml = xmlReader({
  format: 'unknown',
  recognises: () => true,
  open(sink) {
    let isFirst = true
    return {
      open({ name }) {
        if (isFirst)
          sink.incomplete(`not a report I know: ${sink.source} is XML with the root element <${name.slice(0, 80)}>`)
        isFirst = false
        return false
      },
      close() {},
    }
  },
})

/** Stands last: a document that says it is XML and is none that any reader knows. It is never "no failures". */
export const unknownXml: Reader = {
  ...xml,
  // A document that is cut off within its first word is one too.
  recognises: (head) => /^[\s\uFEFF]*<(?:\?xml\s|!doctype\s|html[\s>]|(?:\?(?:x(?:ml?)?)?)?$)/i.test(head),
}
