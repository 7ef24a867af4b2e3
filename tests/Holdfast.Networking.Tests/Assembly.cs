// Tests here count the process's descriptors and change its limit: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
