/** What it costs that nobody can rewrite the log unnoticed. */
@org.jspecify.annotations.NullMarked
package souk.bench.seal;
