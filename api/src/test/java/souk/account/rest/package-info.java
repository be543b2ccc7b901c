@org.jspecify.annotations.NullMarked
package souk.account.rest;
