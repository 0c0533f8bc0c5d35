/*
 * Stands in for libaio.so.1, which mysqld is linked with and a bare machine may lack. MySQL runs with
 * innodb_use_native_aio=0 and so calls none of these.
 */
#include <errno.h>

int io_setup(int maxevents, void *contexts) { return -ENOSYS; }

int io_submit(void *context, long number, void *requests) { return -ENOSYS; }

int io_getevents(void *context, long least, long most, void *events, void *timeout) { return -ENOSYS; }
