/** Accounts as admins look at them. */
@org.jspecify.annotations.NullMarked
package souk.account.query;
