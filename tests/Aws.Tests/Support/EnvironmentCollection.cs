namespace Aws.Tests.Support;

/// <summary>Tests that read or change the process's environment run one after another and beside no others.</summary>
[CollectionDefinition("environment", DisableParallelization = true)]
public sealed class EnvironmentCollection;
