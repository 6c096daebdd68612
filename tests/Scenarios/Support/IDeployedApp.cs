using Mlops.Cli.Connections;

namespace Scenarios.Support;

/// <summary>Wherever the app is deployed: in this process, or in one that a test may kill.</summary>
internal interface IDeployedApp
{
    Connection Connection { get; }

    Product Product { get; }
}
