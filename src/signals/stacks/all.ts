import { dotnet } from './dotnet.js'
import { elixir } from './elixir.js'
import { go } from './go.js'
import { java } from './java.js'
import { javascript } from './javascript.js'
import type { StackLanguage } from './language.js'
import { native } from './native.js'
import { perl } from './perl.js'
import { php } from './php.js'
import { pytestTrace } from './pytest.js'
import { python } from './python.js'
import { ruby } from './ruby.js'
import { rust } from './rust.js'

/** Where two know as many frames of a text, the earlier one reads it: Java's and Rust's frames are also JavaScript's. */
export const languages: readonly StackLanguage[] = [
  rust,
  native,
  java,
  dotnet,
  javascript,
  python,
  pytestTrace,
  go,
  ruby,
  php,
  elixir,
  perl,
]
