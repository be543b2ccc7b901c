@org.jspecify.annotations.NullMarked
package souk.verify;
