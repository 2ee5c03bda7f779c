package graft.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Groups contents that look the same. Only what is about as bright is compared, which leaves no
 * pair out: near copies differ by less.
 */
public final class NearCopies {

  /** Groups nothing. */
  public static final NearCopies NONE = new NearCopies(Map.of());

  private final Map<String, String> firsts; // first content hash of its group by content hash

  private NearCopies(Map<String, String> firsts) {
    this.firsts = firsts;
  }

  /**
   * Compares all with all.
   *
   * @param looks by content hash
   * @param watch hears the progress, and may stop it
   */
  public static NearCopies among(Map<String, PictureLook> looks, Watch watch) {
    List<String> hashes = new ArrayList<>(looks.keySet());
    hashes.sort(
        Comparator.comparingDouble((String hash) -> looks.get(hash).mean())
            .thenComparing(Comparator.naturalOrder()));
    List<PictureLook> sorted = hashes.stream().map(looks::get).toList();
    Groups groups = new Groups(sorted.size());
    Workers.run(sorted.size(), "pictures compared", watch, i -> compare(sorted, i, groups));
    return new NearCopies(firsts(hashes, groups));
  }

  private static void compare(List<PictureLook> sorted, int index, Groups groups) {
    PictureLook look = sorted.get(index);
    for (int i = index + 1; i < sorted.size(); i++) {
      PictureLook other = sorted.get(i);
      if (other.mean() - look.mean() >= PictureLook.MOST_DIFFERENCE) {
        return;
      }
      if (groups.first(index) != groups.first(i) && look.isNearCopyOf(other)) {
        groups.join(index, i);
      }
    }
  }

  private static Map<String, String> firsts(List<String> hashes, Groups groups) {
    Map<Integer, String> smallest = new HashMap<>();
    for (int i = 0; i < hashes.size(); i++) {
      smallest.merge(groups.first(i), hashes.get(i), (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    Map<String, String> firsts = new HashMap<>();
    for (int i = 0; i < hashes.size(); i++) {
      firsts.put(hashes.get(i), smallest.get(groups.first(i)));
    }
    return firsts;
  }

  /**
   * Returns the content that stands for a content and its near copies: itself where it has none.
   */
  public String groupOf(String contentHash) {
    return firsts.getOrDefault(contentHash, contentHash);
  }

  /** Returns the examples that have near copies of other content, a list a group, sorted by id. */
  Collection<List<Example>> groups(List<Example> examples) {
    SortedMap<String, List<Example>> groups = new TreeMap<>();
    for (Example example : examples) {
      String group = groupOf(example.contentHash());
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(example);
    }
    groups
        .values()
        .removeIf(group -> group.stream().map(Example::contentHash).distinct().count() < 2);
    return groups.values();
  }

  /** Sets that are joined from several threads; the smallest number stands for its set. */
  private static final class Groups {

    private final AtomicIntegerArray parents;

    Groups(int size) {
      parents = new AtomicIntegerArray(size);
      for (int i = 0; i < size; i++) {
        parents.set(i, i);
      }
    }

    /** Shortens the way for the next time. */
    int first(int index) {
      int at = index;
      int parent = parents.get(at);
      while (parent != at) {
        int next = parents.get(parent);
        parents.compareAndSet(at, parent, next);
        at = next;
        parent = parents.get(at);
      }
      return at;
    }

    void join(int one, int other) {
      int a = first(one);
      int b = first(other);
      while (a != b) {
        int larger = Math.max(a, b);
        if (parents.compareAndSet(larger, larger, Math.min(a, b))) {
          return;
        }
        a = first(a);
        b = first(b);
      }
    }
  }
}
