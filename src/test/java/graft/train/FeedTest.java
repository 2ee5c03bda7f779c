package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.BatchSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final List<String> NAMES = List.of("z", "a", "m", "b", "y", "c", "x");

  /** A map without order has another one in each process, and a resumed run would draw anew. */
  @Test
  void streamsKeepTheirOrder() {
    Map<String, BatchSource> streams = new LinkedHashMap<>();
    NAMES.forEach(name -> streams.put(name, TinyTraining.pictures(1, 1)));

    Feed feed = new Feed(streams, streams, 0);

    assertThat(feed.training().keySet()).containsExactlyElementsOf(NAMES);
    assertThat(feed.validation().keySet()).containsExactlyElementsOf(NAMES);
  }
}
