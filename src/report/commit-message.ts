import type { Fix } from '../domain.js'
import { subjectOf, subjectWords } from './subject.js'

/**
 * The message of the commit that is pushed. Every line starts with our own words and keeps to a safe alphabet, so that
 * nothing in it can skip checks, close an issue, or sign in somebody's name.
 */
export function commitMessage(fix: Fix, subject = subjectOf(fix)): string {
  const { failure } = fix
  const lines = [
    `Failure ${failure.fingerprint}, seen in ${subjectWords(failure.source, 100) || 'a signal'}.`,
    message(failure.message),
    `Made by ${fix.strategy}, ${subjectWords(fix.by, 100) || 'unnamed'}.`,
  ]
  return `${subject}\n\n${lines.filter((line) => line !== '').join('\n')}\n`
}

/** The subject of a commit that brings a fix to a newer base. No person writes it, so it tells ours from theirs. */
export function updateSubject(fingerprint: string, base: string): string {
  return `Bring the fix of ${fingerprint} to ${base.slice(0, 12)}`
}

function message(text: string): string {
  const words = subjectWords(text, 180)
  return words === '' ? '' : `It said: ${words}`
}
