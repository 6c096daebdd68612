using Xunit.Sdk;
using Xunit.v3;

// Every scenario runs processes of its own; two at once would only wait for each other's.
[assembly: Parallelization(Mode = ParallelMode.None)]

// The coverage looks back on all scenarios.
[assembly: TestCollectionOrderer(typeof(Scenarios.Coverage.CoverageLast))]
