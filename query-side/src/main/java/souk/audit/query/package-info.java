/** The log as a hash tree: grown, signed, and asked for proofs. */
@org.jspecify.annotations.NullMarked
package souk.audit.query;
