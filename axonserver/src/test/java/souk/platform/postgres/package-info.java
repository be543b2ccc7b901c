/** A real PostgreSQL for tests, and tests of how it is started and left. */
@org.jspecify.annotations.NullMarked
package souk.platform.postgres;
