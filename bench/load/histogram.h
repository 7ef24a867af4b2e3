// Latencies in nanoseconds, counted in buckets 1/64 wide relative to their size (error below 1.6 %), no allocation.
#ifndef HISTOGRAM_H
#define HISTOGRAM_H
#include <stdint.h>
#include <string.h>

enum { HISTOGRAM_STEPS = 64, HISTOGRAM_BUCKETS = 64 * HISTOGRAM_STEPS };

struct histogram { uint64_t count, sum, max, buckets[HISTOGRAM_BUCKETS]; };

static inline int histogram_index(uint64_t value) {
    if (value < HISTOGRAM_STEPS) return (int)value;
    int shift = 63 - __builtin_clzll(value) - 6;            // leaves a value of 64..127: seven bits kept
    return (shift + 1) * HISTOGRAM_STEPS + (int)((value >> shift) - HISTOGRAM_STEPS);
}

static inline void histogram_add(struct histogram *h, uint64_t value) {
    h->count++;
    h->sum += value;
    if (value > h->max) h->max = value;
    h->buckets[histogram_index(value)]++;
}

static inline void histogram_clear(struct histogram *h) { memset(h, 0, sizeof *h); }

// The lower border of the bucket that holds the quantile, in microseconds.
static inline double histogram_quantile_us(const struct histogram *h, double quantile) {
    uint64_t rank = (uint64_t)(quantile * (double)h->count), seen = 0;
    for (int i = 0; i < HISTOGRAM_BUCKETS; i++) {
        seen += h->buckets[i];
        if (seen <= rank) continue;
        if (i < HISTOGRAM_STEPS) return i / 1e3;
        int shift = i / HISTOGRAM_STEPS - 1;
        return (double)((uint64_t)(HISTOGRAM_STEPS + i % HISTOGRAM_STEPS) << shift) / 1e3;
    }
    return (double)h->max / 1e3;
}
#endif
