import { javascript } from './javascript.js'
import type { StackLanguage } from './language.js'
import { pytestTrace } from './pytest.js'
import { python } from './python.js'

/** Where two know as many frames of a text, the earlier one reads it. */
export const languages: readonly StackLanguage[] = [javascript, python, pytestTrace]
