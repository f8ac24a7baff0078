/** Names of the standard libraries that code uses without thinking, by module. Not complete: what is missing is not proposed. */
const script: Readonly<Record<string, string>> = {
  'node:crypto': 'createHash createHmac randomUUID randomBytes randomInt timingSafeEqual scryptSync',
  'node:fs':
    'readFileSync writeFileSync existsSync mkdirSync readdirSync statSync rmSync unlinkSync appendFileSync createReadStream createWriteStream mkdtempSync copyFileSync',
  'node:fs/promises': 'readFile writeFile mkdir readdir stat rm unlink appendFile access copyFile mkdtemp',
  'node:path': 'join resolve dirname basename extname relative isAbsolute normalize sep',
  'node:url': 'fileURLToPath pathToFileURL',
  'node:util': 'promisify inspect format isDeepStrictEqual parseArgs',
  'node:events': 'EventEmitter once',
  'node:os': 'tmpdir homedir EOL cpus hostname',
  'node:child_process': 'spawn spawnSync exec execSync execFile execFileSync fork',
  'node:perf_hooks': 'performance',
  'node:async_hooks': 'AsyncLocalStorage',
  'node:stream': 'Readable Writable Transform PassThrough pipeline',
  'node:http': 'createServer',
}
const python: Readonly<Record<string, string>> = {
  datetime: 'datetime date timedelta timezone',
  collections: 'defaultdict Counter OrderedDict deque namedtuple ChainMap',
  functools: 'lru_cache partial reduce wraps cached_property cache total_ordering',
  itertools: 'chain groupby islice product permutations combinations accumulate zip_longest count cycle',
  dataclasses: 'dataclass field asdict replace',
  typing: 'Any Optional Union List Dict Iterable Iterator Callable Protocol TypedDict NamedTuple cast',
  pathlib: 'Path PurePosixPath',
  decimal: 'Decimal ROUND_HALF_UP ROUND_DOWN ROUND_UP',
  fractions: 'Fraction',
  enum: 'Enum IntEnum StrEnum auto',
  abc: 'ABC abstractmethod',
  contextlib: 'contextmanager suppress closing ExitStack',
  math: 'ceil floor sqrt hypot isclose prod gcd pi',
  operator: 'itemgetter attrgetter mul',
  uuid: 'uuid4 UUID',
  hashlib: 'sha256 md5 sha1',
  copy: 'deepcopy',
  time: 'sleep monotonic perf_counter',
  'urllib.parse': 'urlparse urlencode quote unquote parse_qs urljoin',
  statistics: 'mean median stdev',
  heapq: 'heappush heappop heapify',
  bisect: 'bisect_left bisect_right insort',
  string: 'ascii_lowercase ascii_uppercase ascii_letters digits punctuation Template',
}
const scriptModules =
  'assert crypto fs os path url util events http https zlib stream querystring readline child_process'
const pythonModules =
  'math json re os sys time random datetime collections itertools functools copy uuid hashlib decimal logging string statistics operator asyncio io csv base64 secrets shutil tempfile textwrap heapq bisect html calendar'

/** Modules that have the name, and `*` for the name of a module itself. */
export function standardHomes(
  name: string,
  isPython: boolean,
): readonly { readonly module: string; readonly whole: boolean }[] {
  const homes: { module: string; whole: boolean }[] = []
  for (const [module, names] of Object.entries(isPython ? python : script)) {
    if (names.split(' ').includes(name)) homes.push({ module, whole: false })
  }
  const modules = (isPython ? pythonModules : scriptModules).split(' ')
  if (modules.includes(name)) homes.push({ module: isPython ? name : `node:${name}`, whole: true })
  return homes
}
