/** Accounts: who somebody is, and what they may do. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "platform"})
@org.jspecify.annotations.NullMarked
package souk.account;
