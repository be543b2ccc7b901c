@org.jspecify.annotations.NullMarked
package souk.auction.rest;
