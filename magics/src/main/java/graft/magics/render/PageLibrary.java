package graft.magics.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What charts and tables need of the page, to be shown once before the first of them: {@code
 * page.js}, and Plotly or the address of it.
 */
public final class PageLibrary {

  private static final String PLOTLY = "plotly-cartesian.min.js.gz";
  private static final String ADDRESS =
      "https://cdn.jsdelivr.net/npm/plotly.js-cartesian-dist-min@%s/plotly-cartesian.min.js";
  private static final Pattern VERSION = Pattern.compile("plotly\\.js .*?v([0-9.]+)");
  private static final Pattern CHART_MESSAGE =
      Pattern.compile("(?s)<script>\\(window\\.__graft=[^{]*\\{\"chart\".*?</script>");
  private static final String SCRIPT = "<script class=\"graft-library\">%s</script>";

  private PageLibrary() {}

  /** Where the page has Plotly from. */
  public enum Plotly {
    /** The notebook holds it, so that charts work without a network: 0.6 MB. */
    EMBED,
    /** A public server, which the reader's browser asks for it. */
    CDN,
    /** Nowhere: charts are pictures. */
    OFF
  }

  /** Returns whether an output needs the library. */
  public static boolean isNeededBy(MimeBundle bundle) {
    return bundle.data().getOrDefault(MimeBundle.HTML, "").contains("window.__graft");
  }

  /** Returns an output whose charts stay pictures; its tables stay as they are. */
  public static MimeBundle withoutCharts(MimeBundle bundle) {
    String html = bundle.data().get(MimeBundle.HTML);
    return html == null
        ? bundle
        : MimeBundle.of(bundle.text(), CHART_MESSAGE.matcher(html).replaceAll(""));
  }

  /** Returns the library as an output of its own, of which a reader sees nothing. */
  public static MimeBundle bundle(Plotly plotly) {
    byte[] packed = resource(PLOTLY);
    String text = unpacked(packed);
    String words =
        plotly == Plotly.OFF
            ? "tables of this notebook can be sorted and filtered where scripts run"
            : "Plotly %s for the charts of this notebook".formatted(version(text));
    return MimeBundle.of(words, SCRIPT.formatted(script()) + source(plotly, packed, text));
  }

  private static String source(Plotly plotly, byte[] packed, String text) {
    ObjectNode source = ScriptJson.object();
    if (plotly == Plotly.OFF) {
      return "";
    } else if (plotly == Plotly.EMBED) {
      source.put("gzip", Base64.getEncoder().encodeToString(packed));
    } else {
      source.put("address", ADDRESS.formatted(version(text))).put("integrity", integrity(text));
    }
    return SCRIPT.formatted("window.__graft.library(%s)".formatted(ScriptJson.text(source)));
  }

  /** Returns {@code page.js} without its comments and indents. */
  static String script() {
    return new String(resource("page.js"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.strip().replaceFirst("^//.*|; // .*$", ""))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String version(String text) {
    Matcher version = VERSION.matcher(text.substring(0, Math.min(300, text.length())));
    if (!version.find()) {
      throw new IllegalStateException("Plotly's script does not begin with its version");
    }
    return version.group(1);
  }

  private static String integrity(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha384-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-384", e);
    }
  }

  private static String unpacked(byte[] packed) {
    try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Plotly in the jar cannot be unpacked", e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream stream = PageLibrary.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(
            "%s is missing from Graft's jar; build it anew".formatted(name));
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " in the jar cannot be read", e);
    }
  }
}
