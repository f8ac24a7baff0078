/** Go's packages by the name that code calls them, with their path where it is another. */
export const goPackages: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'bufio bytes context crypto/md5 crypto/rand crypto/sha1 crypto/sha256 database/sql encoding/base64 encoding/binary ' +
    'encoding/csv encoding/hex encoding/json encoding/xml errors flag fmt hash/fnv html io io/fs log log/slog maps math ' +
    'math/big math/bits net net/http net/url os os/exec os/signal path path/filepath reflect regexp runtime slices sort ' +
    'strconv strings sync sync/atomic testing text/template time unicode unicode/utf8'
  )
    .split(' ')
    .map((path) => [path.slice(path.lastIndexOf('/') + 1), path]),
)

const words = (text: string): readonly string[] => text.split(' ')

/** Exported names of the packages that are used most. */
export const goFunctions: Readonly<Record<string, readonly string[]>> = {
  strings: words(
    'Builder Compare Contains ContainsAny ContainsRune Count Cut CutPrefix CutSuffix EqualFold Fields FieldsFunc HasPrefix HasSuffix Index IndexAny IndexByte IndexFunc IndexRune Join LastIndex LastIndexAny LastIndexByte Map NewReader NewReplacer Reader Repeat Replace ReplaceAll Replacer Split SplitAfter SplitN Title ToLower ToTitle ToUpper Trim TrimFunc TrimLeft TrimPrefix TrimRight TrimSpace TrimSuffix',
  ),
  strconv: words(
    'AppendInt Atoi FormatBool FormatFloat FormatInt FormatUint Itoa ParseBool ParseFloat ParseInt ParseUint Quote Unquote',
  ),
  fmt: words(
    'Errorf Fprint Fprintf Fprintln Print Printf Println Scan Scanf Scanln Sprint Sprintf Sprintln Sscan Sscanf Stringer',
  ),
  errors: words('As ErrUnsupported Is Join New Unwrap'),
  math: words(
    'Abs Acos Asin Atan Atan2 Cbrt Ceil Cos Exp Floor Hypot Inf IsInf IsNaN Log Log10 Log2 Max MaxFloat64 MaxInt MaxInt32 MaxInt64 Min MinInt MinInt64 Mod NaN Pi Pow Round Sin Sqrt Tan Trunc',
  ),
  sort: words('Float64s Ints Interface Reverse Search SearchInts SearchStrings Slice SliceStable Sort Stable Strings'),
  slices: words(
    'BinarySearch Clone Compact Contains ContainsFunc Delete Equal Index IndexFunc Insert Max Min Reverse Sort SortFunc SortStableFunc',
  ),
  time: words(
    'After AfterFunc Date Day Duration Hour Local Location Microsecond Millisecond Minute Month NewTicker NewTimer Now Parse ParseDuration RFC3339 Second Since Sleep Tick Time Unix UTC Until Weekday',
  ),
  os: words(
    'Args Create Exit File Getenv Getwd IsNotExist LookupEnv Mkdir MkdirAll Open OpenFile ReadDir ReadFile Remove RemoveAll Rename Setenv Stat Stderr Stdin Stdout WriteFile',
  ),
  unicode: words('IsControl IsDigit IsLetter IsLower IsNumber IsPunct IsSpace IsUpper ToLower ToUpper'),
}

/** Where classes and interfaces of the JDK live. */
export const javaPackages: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'java.util':
      'ArrayDeque ArrayList Arrays Base64 BitSet Calendar Collection Collections Comparator Date Deque EnumMap HashMap HashSet IntSummaryStatistics Iterator LinkedHashMap LinkedHashSet LinkedList List ListIterator Locale Map NoSuchElementException Objects Optional OptionalDouble OptionalInt PriorityQueue Properties Queue Random Scanner Set SortedMap Stack StringJoiner TreeMap TreeSet UUID Vector',
    'java.util.stream': 'Collectors DoubleStream IntStream LongStream Stream',
    'java.util.function':
      'BiConsumer BiFunction BinaryOperator Consumer Function IntFunction Predicate Supplier ToIntFunction UnaryOperator',
    'java.util.regex': 'Matcher Pattern',
    'java.util.concurrent':
      'Callable CompletableFuture ConcurrentHashMap CountDownLatch ExecutionException Executor ExecutorService Executors Future TimeUnit TimeoutException',
    'java.util.concurrent.atomic': 'AtomicBoolean AtomicInteger AtomicLong AtomicReference',
    'java.io':
      'BufferedReader BufferedWriter ByteArrayInputStream ByteArrayOutputStream File FileReader FileWriter IOException InputStream InputStreamReader OutputStream PrintStream PrintWriter Reader Serializable StringReader StringWriter UncheckedIOException Writer',
    'java.nio.file': 'Files Path Paths',
    'java.nio.charset': 'Charset StandardCharsets',
    'java.math': 'BigDecimal BigInteger MathContext RoundingMode',
    'java.time':
      'Clock DayOfWeek Duration Instant LocalDate LocalDateTime LocalTime Month OffsetDateTime Period Year YearMonth ZoneId ZoneOffset ZonedDateTime',
    'java.time.format': 'DateTimeFormatter DateTimeParseException',
    'java.time.temporal': 'ChronoUnit TemporalAdjusters',
    'java.text': 'DecimalFormat NumberFormat SimpleDateFormat',
  }).flatMap(([home, names]) => words(names).map((name) => [name, `${home}.${name}`])),
)

/** What Rust's prelude leaves out, by its last name. */
export const rustPaths: Readonly<Record<string, string>> = Object.fromEntries(
  words(
    'std::collections::HashMap std::collections::HashSet std::collections::BTreeMap std::collections::BTreeSet std::collections::VecDeque std::collections::BinaryHeap std::rc::Rc std::sync::Arc std::sync::Mutex std::sync::RwLock std::cell::RefCell std::cell::Cell std::fs::File std::io::Read std::io::Write std::io::BufRead std::io::BufReader std::path::Path std::path::PathBuf std::time::Duration std::time::Instant std::str::FromStr std::fmt::Display std::fmt::Debug std::cmp::Ordering std::cmp::Reverse std::borrow::Cow std::env std::fmt std::fs std::io std::mem std::process std::thread',
  ).map((path) => [path.slice(path.lastIndexOf(':') + 1), path]),
)
