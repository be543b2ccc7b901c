/** How fast, measured against the limit of the same machine in the same run. */
@org.jspecify.annotations.NullMarked
package souk.bench;
