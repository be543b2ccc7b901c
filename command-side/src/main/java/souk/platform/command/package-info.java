/**
 * How decisions are run: retries, claims on idempotency keys, expected versions, the aggregate
 * cache, snapshots.
 */
@org.jspecify.annotations.NullMarked
package souk.platform.command;
