/**
 * Proof that nobody has rewritten what happened: RFC 9162's hash tree over the stored records, and
 * its signed heads. Nothing but the JDK, since {@code souk-verify} runs on it alone.
 */
@org.jspecify.annotations.NullMarked
package souk.kernel.proof;
