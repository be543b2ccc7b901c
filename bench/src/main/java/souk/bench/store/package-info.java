/** What is measured against: a database for the run, a command side on it, carts to fill. */
@org.jspecify.annotations.NullMarked
package souk.bench.store;
