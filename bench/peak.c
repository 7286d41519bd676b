/* The peak of this machine without any library: multiply-adds in 32-bit floats in registers, and bytes read from an array of 184 MB, by as
 * many threads as there are processors. bench/run compares with the matrix product of OpenBLAS and PyTorch, which can be far below it.
 *
 *     gcc -O3 -march=native -pthread bench/peak.c -o peak && ./peak
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define LANES 16 /* floats of a vector; the compiler splits it if the processor has shorter ones */
#define CHAINS 16
#define STEPS 50000000L
#define FLOATS 46000000L
#define ROUNDS 9

typedef float vector __attribute__((vector_size(4 * LANES)));

static int processors;
static vector *numbers;
static volatile float used; /* so that the compiler leaves the work in */

static void *multiply(void *ignored) {
    (void)ignored;
    vector sums[CHAINS], factor = (vector){} + 0.999f, term = (vector){} + 1e-4f;
    for (int i = 0; i < CHAINS; i++) {
        sums[i] = (vector){} + 1e-3f * (float)i;
    }
    for (long step = 0; step < STEPS; step++) {
#pragma GCC unroll 16
        for (int i = 0; i < CHAINS; i++) {
            sums[i] = sums[i] * factor + term;
        }
        __asm__ volatile("" : "+v"(factor));
    }
    for (int i = 1; i < CHAINS; i++) {
        sums[0] += sums[i];
    }
    used = sums[0][0];
    return NULL;
}

static void *read_part(void *part) {
    long each = FLOATS / LANES / processors / 4 * 4;
    const vector *from = numbers + (long)part * each;
    vector sums[4] = {{0}};
    for (long i = 0; i < each; i += 4) {
        for (int k = 0; k < 4; k++) {
            sums[k] += from[i + k];
        }
    }
    used = (sums[0] + sums[1] + sums[2] + sums[3])[0];
    return NULL;
}

/* The shortest duration in seconds. */
static double shortest(void *(*work)(void *)) {
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        pthread_t threads[processors];
        struct timespec start, end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        for (long i = 0; i < processors; i++) {
            pthread_create(&threads[i], NULL, work, (void *)i);
        }
        for (int i = 0; i < processors; i++) {
            pthread_join(threads[i], NULL);
        }
        clock_gettime(CLOCK_MONOTONIC, &end);
        double seconds = (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
        best = seconds < best ? seconds : best;
    }
    return best;
}

int main(void) {
    processors = (int)sysconf(_SC_NPROCESSORS_ONLN);
    numbers = aligned_alloc(4 * LANES, 4 * FLOATS);
    for (long i = 0; i < FLOATS / LANES; i++) {
        numbers[i] = (vector){} + (float)i;
    }
    printf("%.0f GFLOP/s\n", 2e-9 * STEPS * CHAINS * LANES * processors / shortest(multiply));
    printf("%.1f GB/s\n", 4e-9 * FLOATS / shortest(read_part));
    return 0;
}
