using Amazon.SimpleSystemsManagement.Model;
using Amazon.StepFunctions.Model;

namespace Mlops.Cli.Connections;

/// <summary>The product as deployed in an account: what its foundation stack published, and its pipelines.</summary>
public sealed record Product
{
    private const string MachinePrefix = "mlops-";
    private const string MachineSuffix = "-retrain";

    // Where models are served only, there is no Retrain machine.
    private static readonly string[] Suffixes = [MachineSuffix, "-deploy"];

    public required string DataBucket { get; init; }

    public required string ArtifactsBucket { get; init; }

    public required string Bus { get; init; }

    /// <summary>URL of the queue of requests that name no pipeline of the app; null where an older app is deployed.</summary>
    public string? Unclaimed { get; init; }

    /// <summary>Retrain machines' ARNs by pipeline; where models are served only, the ARN that it would have.</summary>
    public required IReadOnlyDictionary<string, string> Pipelines { get; init; }

    /// <summary>URL of the queue of announcements that did not reach the next environment; null without environments.</summary>
    public string? Undelivered { get; init; }

    /// <summary>The Monitor machine's ARN, which exists only when the pipeline's definition has a monitor.</summary>
    public string MonitorMachine(string pipeline) => $"{Pipelines[pipeline][..^MachineSuffix.Length]}-monitor";

    /// <summary>The ARN that an execution of a machine has, known before it is started.</summary>
    public static string ExecutionArn(string machineArn, string name) => $"{machineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";

    public static async Task<Product> FindAsync(Connection connection, CancellationToken cancellationToken)
    {
        var names = new List<string> { "/mlops/data-bucket", "/mlops/artifacts-bucket", "/mlops/bus" };
        const string Unclaimed = "/mlops/unclaimed", Undelivered = "/mlops/undelivered";
        var found = await connection.Parameters.GetParametersAsync(new GetParametersRequest { Names = [.. names, Unclaimed, Undelivered] }, cancellationToken);
        var values = (found.Parameters ?? []).ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
        if (names.Where(name => !values.ContainsKey(name)).ToList() is { Count: > 0 } missing)
        {
            throw new CliException($"The app is not deployed there: no SSM parameter {string.Join(", ", missing)}. Deploy it with 'cdk deploy --all', or 'mlops up' on this machine.");
        }

        return new Product
        {
            DataBucket = values[names[0]],
            ArtifactsBucket = values[names[1]],
            Bus = values[names[2]],
            Unclaimed = values.GetValueOrDefault(Unclaimed),
            Undelivered = values.GetValueOrDefault(Undelivered),
            Pipelines = await FindPipelinesAsync(connection, cancellationToken),
        };
    }

    /// <summary>The pipeline meant: the one named, or the only one.</summary>
    public string Choose(string? given)
    {
        if (given is not null)
        {
            return Pipelines.ContainsKey(given)
                ? given
                : throw new CliException($"There is no pipeline '{given}'; deployed: {string.Join(", ", Pipelines.Keys.Order(StringComparer.Ordinal))}.");
        }

        return Pipelines.Count == 1
            ? Pipelines.Keys.Single()
            : throw new CliException($"Say which pipeline with --pipeline: {string.Join(", ", Pipelines.Keys.Order(StringComparer.Ordinal))}.");
    }

    private static async Task<IReadOnlyDictionary<string, string>> FindPipelinesAsync(Connection connection, CancellationToken cancellationToken)
    {
        var machines = new Dictionary<string, string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var page = await connection.StepFunctions.ListStateMachinesAsync(new ListStateMachinesRequest { NextToken = token }, cancellationToken);
            foreach (var machine in page.StateMachines ?? [])
            {
                if (machine.Name.StartsWith(MachinePrefix, StringComparison.Ordinal)
                    && Array.Find(Suffixes, suffix => machine.Name.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix)
                {
                    machines[machine.Name[MachinePrefix.Length..^suffix.Length]] = machine.StateMachineArn[..^suffix.Length] + MachineSuffix;
                }
            }

            token = page.NextToken;
        }
        while (token is not null);

        return machines;
    }
}
