/** How to measure: rounds that take turns, histograms, processor time, targets. */
@org.jspecify.annotations.NullMarked
package souk.bench.harness;
