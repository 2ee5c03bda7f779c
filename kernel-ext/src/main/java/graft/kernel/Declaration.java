package graft.kernel;

/** A Java variable that the shell does not know yet. */
record Declaration(String name, Class<?> type, Object value) {

  void in(Host host) {
    String typeName = type.getCanonicalName();
    String key = Handover.put(value);
    try {
      host.evaluate(
          "%s %s = (%s) %s.take(\"%s\");"
              .formatted(typeName, name, typeName, Handover.class.getCanonicalName(), key));
    } finally {
      Handover.take(key); // an evaluation that failed left it there
    }
  }
}
