import { cpSync } from 'node:fs'
import { join } from 'node:path'

const { INPUT_PATH: path = '', INPUT_NAME: name = '', BED_ARTIFACTS: folder = '' } = process.env
const kept = join(folder, name)
cpSync(kept, path, { recursive: true })
