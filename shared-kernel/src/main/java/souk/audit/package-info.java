/** What happened, as it was, and proof that it did. Reads everybody's events and knows nobody. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "platform", "account", "account :: *"})
@org.jspecify.annotations.NullMarked
package souk.audit;
