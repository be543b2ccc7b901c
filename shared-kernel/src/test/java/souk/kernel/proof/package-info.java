@org.jspecify.annotations.NullMarked
package souk.kernel.proof;
