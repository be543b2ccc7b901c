/** Whether a store gets slower as it grows, and an aggregate as its stream gets longer. */
@org.jspecify.annotations.NullMarked
package souk.bench.growth;
