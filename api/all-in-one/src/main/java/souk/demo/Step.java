package souk.demo;

/** One command, and the key under which it is carried out once and never again. */
record Step(String key, Object command) {}
