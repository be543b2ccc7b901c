/** What admins do about errands that were parked. */
@org.jspecify.annotations.NullMarked
package souk.errand.command;
