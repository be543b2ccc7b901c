/** One HTTP request as everything behind it sees it: its id, its caller, the ids it mints. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.call;
