import { cpSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

const { INPUT_PATH: path = '', INPUT_NAME: name = '', BED_ARTIFACTS: folder = '' } = process.env
const kept = join(folder, name)
cpSync(path, statSync(path).isFile() ? join(kept, basename(path)) : kept, { recursive: true, errorOnExist: true })
