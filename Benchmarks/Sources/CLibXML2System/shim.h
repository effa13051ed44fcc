/* Nothing: the C code includes what it needs. */
