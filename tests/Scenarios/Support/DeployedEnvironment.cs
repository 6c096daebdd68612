using Mlops.Cli.Connections;

namespace Scenarios.Support;

/// <summary>The app as deployed in one account of a cloud that plays several.</summary>
internal sealed record DeployedEnvironment(Connection Connection, Product Product) : IDeployedApp;
