import { go } from './go.js'
import { java } from './java.js'
import { javascript } from './javascript.js'
import type { StackLanguage } from './language.js'
import { php } from './php.js'
import { pytestTrace } from './pytest.js'
import { python } from './python.js'
import { ruby } from './ruby.js'

/** Where two know as many frames of a text, the earlier one reads it: Java's frames are also JavaScript's. */
export const languages: readonly StackLanguage[] = [java, javascript, python, pytestTrace, go, ruby, php]
