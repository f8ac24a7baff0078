import { stripInvisible } from '../../safe-text/visible.js'

/** Puts foreign text between lines that it cannot know, so that it cannot pretend to end and to speak as somebody else. */
export interface Frame {
  readonly boundary: string
  block(label: string, text: string): string
}

/** @param boundary letters and digits that nobody could guess before this run */
export function createFrame(boundary: string): Frame {
  return {
    boundary,
    block(label, text) {
      // The replacement holds characters that no boundary has, so taking one out cannot put another together.
      const content = stripInvisible(text).split(boundary).join('[boundary]')
      return `[[${boundary} ${label}]]\n${content === '' ? '(none)' : content}\n[[/${boundary}]]`
    },
  }
}
