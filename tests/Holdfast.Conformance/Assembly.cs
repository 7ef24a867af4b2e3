// Some contracts assert that the kernel gives a freed descriptor out again at once: no other test may open one in between.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
