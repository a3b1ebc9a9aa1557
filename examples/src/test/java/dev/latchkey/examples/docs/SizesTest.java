package dev.latchkey.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Keeps what the page for embedders says of the inner jars: what they weigh, and what they need at
 * run time. Sizes are rounded, and may be off by one step before the page is stale. To write it
 * anew: {@code mvn verify -Dlatchkey.write-docs=true}.
 */
class SizesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/embedding.md");
  private static final List<String> MODULES = List.of("auth-domain", "auth-application");
  private static final int STEP = 25;

  @Test
  void the_page_says_what_the_inner_jars_weigh_and_need() throws Exception {
    if (Boolean.getBoolean("latchkey.write-docs")) {
      rewrite();
    }
    var page = Files.readString(PAGE);
    for (var module : MODULES) {
      var row = row(module).matcher(page);
      assertThat(row.find()).as(module + " on the page").isTrue();
      assertThat(Integer.parseInt(row.group(1)))
          .as("KB of %s; run: mvn verify -Dlatchkey.write-docs=true", module)
          .isBetween(kilobytes(module) - STEP, kilobytes(module) + STEP);
      assertThat(row.group(2)).as("needs of " + module).isEqualTo(needs(module));
    }
  }

  private static void rewrite() throws Exception {
    var page = Files.readString(PAGE);
    for (var module : MODULES) {
      var rounded = Math.max(1, Math.round(kilobytes(module) / (double) STEP)) * STEP;
      page =
          row(module)
              .matcher(page)
              .replaceFirst("| `%s` | %d KB | %s |".formatted(module, rounded, needs(module)));
    }
    Files.writeString(PAGE, page);
  }

  private static Pattern row(String module) {
    return Pattern.compile("\\| `" + module + "` \\| (\\d+) KB \\| (.*?) \\|");
  }

  /** Near enough what a jar of it weighs. */
  private static int kilobytes(String module) throws IOException {
    var bytes = 0L;
    try (var files = Files.walk(ROOT.resolve(module).resolve("target/classes"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        bytes += deflated(file);
      }
    }
    assertThat(bytes).as("classes of " + module).isPositive();
    return Math.toIntExact(bytes / 1000);
  }

  private static long deflated(Path file) throws IOException {
    var counter = new Counter();
    try (var deflater = new DeflaterOutputStream(counter)) {
      Files.copy(file, deflater);
    }
    return counter.bytes;
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }
  }

  private static String needs(String module) throws Exception {
    var needed = dependencies(module);
    return needed.isEmpty() ? "nothing" : String.join(", ", needed);
  }

  /** Declared at run time, through all modules of ours. */
  private static Set<String> dependencies(String module) throws Exception {
    var needed = new TreeSet<String>();
    for (var element : declared(ROOT.resolve(module).resolve("pom.xml"))) {
      var artifact = text(element, "artifactId");
      if (Set.of("", "compile", "runtime").contains(text(element, "scope"))) {
        needed.add("`" + artifact + "`");
        if (text(element, "groupId").equals("dev.latchkey")) {
          needed.addAll(dependencies(artifact));
        }
      }
    }
    return needed;
  }

  private static List<Element> declared(Path pom)
      throws IOException, ParserConfigurationException, SAXException {
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    var found = document.getElementsByTagName("dependency");
    return IntStream.range(0, found.getLength())
        .mapToObj(index -> (Element) found.item(index))
        .toList();
  }

  private static String text(Element dependency, String name) {
    var found = dependency.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }
}
