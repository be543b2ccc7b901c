/** Errands as their keepers see them: what we had to do and were refused. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "platform", "account", "account :: *"})
@org.jspecify.annotations.NullMarked
package souk.errand;
