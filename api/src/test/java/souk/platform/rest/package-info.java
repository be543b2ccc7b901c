/** HTTP as a client meets it: a real server, a real PostgreSQL, and stubs behind the buses. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest;
