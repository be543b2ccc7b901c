/** What is to be done about payments from time to time. */
@org.jspecify.annotations.NullMarked
package souk.payment.process;
