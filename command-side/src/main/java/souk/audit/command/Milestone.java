package souk.audit.command;

import souk.audit.AsOf;

/**
 * What a stream had led to after one of its events.
 *
 * @param state as a snapshot: whoever is erased afterwards is erased in it, too
 */
record Milestone(AsOf asOf, byte[] state) {}
