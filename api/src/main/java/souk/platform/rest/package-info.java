/** What every controller stands on: messages sent and asked, paging, request ids, body limits. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest;
