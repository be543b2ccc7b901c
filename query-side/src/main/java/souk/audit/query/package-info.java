/** The log as a hash tree, checks of it and of the views, and who has looked. */
@org.jspecify.annotations.NullMarked
package souk.audit.query;
