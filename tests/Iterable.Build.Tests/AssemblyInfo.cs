// Each fixture works in folders of its own, and a build leaves a core idle half of the time.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
