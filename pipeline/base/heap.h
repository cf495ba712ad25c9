/* heap.h - how the memory of the program comes from the system. */
#ifndef SVOD_BASE_HEAP_H
#define SVOD_BASE_HEAP_H

/* For a program's start, once: malloc asks the system in large steps, keeps what it has for what follows, and the first of it
 * lies in large pages, where the system has them. */
void heap_prepare(void);

#endif
