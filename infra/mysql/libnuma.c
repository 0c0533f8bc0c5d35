/*
 * Stands in for libnuma.so.1, which mysqld is linked with and a bare machine may lack. numa_available() says
 * that there is no NUMA, so mysqld calls nothing else unless innodb_numa_interleave is set, which we never do.
 */
#include <stddef.h>

int numa_available(void) { return -1; }

void *numa_alloc_local(size_t size) { return NULL; }

void numa_free(void *memory, size_t size) {}

long set_mempolicy(int mode, const unsigned long *nodes, unsigned long count) { return -1; }

long mbind(void *start, unsigned long size, int mode, const unsigned long *nodes, unsigned long count, unsigned flags) {
    return -1;
}

void *numa_get_mems_allowed(void) { return NULL; }

void numa_bitmask_free(void *mask) {}
