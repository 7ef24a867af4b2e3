// Two at once, because most tests wait more than they work; more would measure the machine.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
