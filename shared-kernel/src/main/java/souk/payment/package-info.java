/** Payments: what is asked of a provider, what he took, and what he gave back. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "platform", "account", "account :: *"})
@org.jspecify.annotations.NullMarked
package souk.payment;
