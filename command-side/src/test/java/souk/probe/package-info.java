/** A vocabulary for tests of what is done with vocabularies. */
@org.jspecify.annotations.NullMarked
package souk.probe;
