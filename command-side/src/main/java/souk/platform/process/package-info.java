/**
 * What goes on after a decision: errands and deadlines that survive a restart, and sagas that send
 * them.
 */
@org.jspecify.annotations.NullMarked
package souk.platform.process;
