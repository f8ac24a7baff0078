import java.io.*;
import java.net.URI;
import java.util.*;
import javax.tools.*;

/**
 * Tries texts of one Java program: each is compiled in memory and run on a thread of its own. Frames: the first line of
 * a request is its seconds, then one base64 line holds the source; the answer is status, seconds, lines and message.
 */
public class Worker {
  static final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  static class Source extends SimpleJavaFileObject {
    final String text;
    Source(String text) { super(URI.create("string:///Main.java"), Kind.SOURCE); this.text = text; }
    @Override public CharSequence getCharContent(boolean ignored) { return text; }
  }

  static class Code extends SimpleJavaFileObject {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Code(String name) { super(URI.create("mem:///" + name + ".class"), Kind.CLASS); }
    @Override public OutputStream openOutputStream() { return bytes; }
  }

  static class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    final Map<String, Code> classes = new HashMap<>();
    Memory(StandardJavaFileManager files) { super(files); }
    @Override public JavaFileObject getJavaFileForOutput(Location place, String name, JavaFileObject.Kind kind, FileObject sibling) {
      Code code = new Code(name.replace('.', '/'));
      classes.put(name, code);
      return code;
    }
  }

  static class Loader extends ClassLoader {
    final Map<String, Code> classes;
    Loader(Map<String, Code> classes) { super(Worker.class.getClassLoader()); this.classes = classes; }
    @Override protected Class<?> findClass(String name) throws ClassNotFoundException {
      Code code = classes.get(name);
      if (code == null) throw new ClassNotFoundException(name);
      byte[] bytes = code.bytes.toByteArray();
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  @SuppressWarnings("deprecation")
  static String run(String text, double seconds, StandardJavaFileManager standard) throws Exception {
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    Memory memory = new Memory(standard);
    boolean isWhole = compiler.getTask(null, memory, told, List.of("-proc:none", "-Xlint:none"), null, List.of(new Source(text))).call();
    if (!isWhole) return "invalid\t0\t\t" + flat(told.getDiagnostics().get(0).getMessage(Locale.ROOT));
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(null, () -> {
      try {
        new Loader(memory.classes).loadClass("Main").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
      } catch (java.lang.reflect.InvocationTargetException wrapped) {
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
      return "timeout\t" + took + "\t\t";
    }
    if (thrown[0] == null) return "passed\t" + took + "\t\t";
    StringBuilder lines = new StringBuilder();
    int kept = 0;
    for (StackTraceElement frame : thrown[0].getStackTrace())
      if ("Main.java".equals(frame.getFileName()) && !frame.getClassName().equals("Main") && kept++ < 6) lines.append(frame.getLineNumber()).append(' ');
    return "failed\t" + took + "\t" + lines.toString().trim() + "\t" + flat(thrown[0].getClass().getName() + ": " + thrown[0].getMessage());
  }

  static String flat(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.substring(0, Math.min(300, line.length()));
  }

  public static void main(String[] given) throws Exception {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    StandardJavaFileManager standard = compiler.getStandardFileManager(null, Locale.ROOT, null);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split(" ", 2);
      out.println(run(new String(Base64.getDecoder().decode(parts[1]), "UTF-8"), Double.parseDouble(parts[0]), standard));
      out.flush();
    }
  }
}
