"""Hours of use with faults: random steps, one fault each, everything checked after each one."""
