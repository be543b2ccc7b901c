/** Where PostgreSQL is: one of our own below the data directory, or the one that is configured. */
@org.jspecify.annotations.NullMarked
package souk.platform.postgres;
