import java.io.*;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.*;
import java.util.*;
import javax.tools.*;

/**
 * Tries texts of one Java class, each compiled in memory against what was compiled before and run by a class loader of
 * its own. Arguments are a folder and the jars of the class path; then comes a request a line (worker-java.mjs), fields
 * parted by blanks, sources in base64. An answer has a test a field, parted by tabs: name, status, seconds, lines, message.
 */
public class Worker {
  static final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  static StandardJavaFileManager standard;
  static Path folder;
  static List<String> options;

  static class Source extends SimpleJavaFileObject {
    final String text;
    Source(String name, String text) { super(URI.create("string:///" + name), Kind.SOURCE); this.text = text; }
    @Override public CharSequence getCharContent(boolean ignored) { return text; }
  }

  static class Code extends SimpleJavaFileObject {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Code(String name) { super(URI.create("mem:///" + name + ".class"), Kind.CLASS); }
    @Override public OutputStream openOutputStream() { return bytes; }
  }

  static class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    final Map<String, Code> classes = new HashMap<>();
    Memory() { super(standard); }
    @Override public JavaFileObject getJavaFileForOutput(Location place, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return classes.computeIfAbsent(name, (one) -> new Code(one.replace('.', '/')));
    }
  }

  /** Everything but libraries is loaded anew for every candidate: what one leaves in a static field is not there for the next. */
  static class Loader extends ClassLoader {
    final Map<String, Code> classes;
    Loader(Map<String, Code> classes) { super(Worker.class.getClassLoader()); this.classes = classes; }
    @Override protected Class<?> loadClass(String name, boolean resolves) throws ClassNotFoundException {
      Class<?> known = findLoadedClass(name);
      if (known != null) return known;
      byte[] bytes = bytesOf(name);
      return bytes == null ? super.loadClass(name, resolves) : defineClass(name, bytes, 0, bytes.length);
    }
    byte[] bytesOf(String name) {
      Code code = classes.get(name);
      if (code != null) return code.bytes.toByteArray();
      try {
        Path file = folder.resolve(name.replace('.', '/') + ".class");
        return Files.exists(file) ? Files.readAllBytes(file) : null;
      } catch (IOException unreadable) {
        return null;
      }
    }
  }

  interface Body { void run() throws Throwable; }

  /** @return status, seconds, lines of the program's own frames, message */
  @SuppressWarnings("deprecation")
  static String timed(double seconds, String own, Body body) throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(null, () -> {
      try {
        body.run();
      } catch (InvocationTargetException wrapped) {
        thrown[0] = wrapped.getCause();
      } catch (Throwable error) {
        thrown[0] = error;
      }
    }, "candidate", 1 << 22);
    thread.setDaemon(true);
    long started = System.nanoTime();
    thread.start();
    thread.join((long) (seconds * 1000));
    double took = (System.nanoTime() - started) / 1e9;
    if (thread.isAlive()) {
      thread.stop();
      thread.join(200);
      return "timeout " + took + "  ";
    }
    if (thrown[0] == null) return "passed " + took + "  ";
    StringBuilder lines = new StringBuilder();
    int kept = 0;
    for (StackTraceElement frame : thrown[0].getStackTrace())
      if (own.equals(frame.getFileName()) && kept++ < 6) lines.append(frame.getLineNumber()).append(',');
    return "failed " + took + " " + lines + " " + flat(thrown[0].getClass().getName() + ": " + thrown[0].getMessage());
  }

  static String run(String[] given) throws Exception {
    double seconds = Double.parseDouble(given[1]);
    double longest = Double.parseDouble(given[2]);
    boolean isAll = given[3].equals("all");
    String file = given[4];
    Map<String, Code> classes = new HashMap<>();
    String refused = compile(file, text(given[6]), classes);
    if (refused != null) return "invalid\t" + refused;
    Loader loader = new Loader(classes);
    Class<?> tests = loader.loadClass(given[5]);
    List<String> order = given.length > 7 ? Arrays.asList(given[7].split(",")) : List.of();
    StringBuilder answer = new StringBuilder("results");
    long until = System.nanoTime() + (long) (longest * 1e9);
    for (Method test : testsOf(tests, order)) {
      double left = (until - System.nanoTime()) / 1e9;
      double limit = Math.min(seconds, Math.max(0.1, left));
      String said = timed(limit, file.substring(file.lastIndexOf('/') + 1), () -> {
        if (test.getName().equals("main")) test.invoke(null, (Object) new String[0]);
        else test.invoke(tests.getDeclaredConstructor().newInstance());
      });
      answer.append('\t').append(test.getName()).append(' ').append(said);
      if (!isAll && !said.startsWith("passed")) break;
      if (left <= 0) break;
    }
    return answer.toString();
  }

  static List<Method> testsOf(Class<?> tests, List<String> order) {
    List<Method> found = new ArrayList<>();
    for (Method one : tests.getDeclaredMethods()) {
      boolean isTest = one.getName().equals("main");
      boolean isIgnored = false;
      for (var mark : one.getAnnotations()) {
        isTest |= mark.annotationType().getName().equals("org.junit.Test");
        isIgnored |= mark.annotationType().getName().equals("org.junit.Ignore");
      }
      if (!isTest || isIgnored) continue;
      one.setAccessible(true);
      found.add(one);
    }
    found.sort(Comparator.comparingInt((Method one) -> order.contains(one.getName()) ? order.indexOf(one.getName()) : 9999).thenComparing(Method::getName));
    return found;
  }

  /** @return what the compiler said first, or null */
  static String compile(String file, String text, Map<String, Code> classes) {
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    Memory memory = new Memory();
    boolean isWhole = compiler.getTask(null, memory, told, options, null, List.of(new Source(file, text))).call();
    if (!isWhole) return first(told);
    classes.putAll(memory.classes);
    return null;
  }

  /** Compiles names and texts to the folder: what stays the same for all candidates. */
  static String prepare(String[] given) throws Exception {
    List<Source> sources = new ArrayList<>();
    for (int index = 1; index + 1 < given.length; index += 2) sources.add(new Source(given[index], text(given[index + 1])));
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-d", folder.toString()));
    return compiler.getTask(null, standard, told, all, null, sources).call() ? "prepared" : "invalid\t" + first(told);
  }

  static String first(DiagnosticCollector<JavaFileObject> told) {
    return told.getDiagnostics().stream().filter((one) -> one.getKind() == Diagnostic.Kind.ERROR).findFirst().map((one) -> flat(one.getMessage(Locale.ROOT))).orElse("no reason");
  }

  /** The fixed and the tried program, each with a class that makes the same calls and keeps what came of each. */
  static String compare(String[] given) throws Exception {
    String file = given[1];
    String calls = given[2];
    List<String[]> found = new ArrayList<>();
    for (int index = 3; index < 5; index++) {
      Map<String, Code> classes = new HashMap<>();
      String refused = compile(file, text(given[index]), classes);
      if (refused == null) refused = compile(calls + ".java", text(given[5]), classes, true);
      if (refused != null) return "invalid\t" + refused;
      Class<?> caller = new Loader(classes).loadClass(calls);
      Method call = caller.getMethod("call", int.class);
      int count = (int) caller.getMethod("count").invoke(null);
      String[] came = new String[count];
      long until = System.nanoTime() + (long) 15e9;
      for (int turn = 0; turn < count && System.nanoTime() < until; turn++) {
        int which = turn;
        String[] result = new String[1];
        String said = timed(1, "", () -> result[0] = (String) call.invoke(null, which));
        came[turn] = said.startsWith("passed") ? "= " + result[0] : said.startsWith("timeout") ? "no end" : "throws";
      }
      found.add(came);
    }
    StringBuilder answer = new StringBuilder("compared");
    for (int turn = 0; turn < found.get(0).length; turn++)
      answer.append('\t').append(flat(String.valueOf(found.get(0)[turn]))).append(" \u0001 ").append(flat(String.valueOf(found.get(1)[turn])));
    return answer.toString();
  }

  /** Against classes that are only in memory: those are put on disk for the compiler, under a folder of their own. */
  static String compile(String file, String text, Map<String, Code> classes, boolean sees) throws IOException {
    Path seen = Files.createTempDirectory(folder, "seen");
    for (var one : classes.entrySet()) {
      Path place = seen.resolve(one.getKey().replace('.', '/') + ".class");
      Files.createDirectories(place.getParent());
      Files.write(place, one.getValue().bytes.toByteArray());
    }
    List<String> before = options;
    options = new ArrayList<>(before);
    options.set(options.indexOf("-cp") + 1, seen + ":" + options.get(options.indexOf("-cp") + 1));
    String refused = compile(file, text, classes);
    options = before;
    return refused;
  }

  static String text(String base64) throws UnsupportedEncodingException {
    return new String(Base64.getDecoder().decode(base64), "UTF-8");
  }

  static String flat(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.substring(0, Math.min(300, line.length()));
  }

  public static void main(String[] given) throws Exception {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    standard = compiler.getStandardFileManager(null, Locale.ROOT, null);
    folder = Path.of(given[0]);
    options = List.of("-proc:none", "-Xlint:none", "-g", "-cp", String.join(":", given));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split(" ");
      String answer;
      try {
        answer = parts[0].equals("run") ? run(parts) : parts[0].equals("prepare") ? prepare(parts) : compare(parts);
      } catch (Throwable error) {
        answer = "invalid\t" + flat(String.valueOf(error));
      }
      out.println(answer.replace('\n', ' '));
      out.flush();
    }
  }
}
