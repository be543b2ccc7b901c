/** Checks what was exported from the log against what was signed, without a shop. */
@org.jspecify.annotations.NullMarked
package souk.verify;
