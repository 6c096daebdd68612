using System.Globalization;
using Mlops.Domain.Pipelines;

namespace Mlops.Functions.Hosting;

/// <summary>The function's environment variables; asking for one that is not set fails with its name.</summary>
internal sealed class FunctionSettings(Func<string, string?> variable)
{
    public string Pipeline => Require("PIPELINE");

    public string DataBucket => Require("DATA_BUCKET");

    public string ArtifactsBucket => Require("ARTIFACTS_BUCKET");

    public string RetrainMachine => Require("RETRAIN_MACHINE_ARN");

    public string DeployMachine => Require("DEPLOY_MACHINE_ARN");

    public string MonitorMachine => Require("MONITOR_MACHINE_ARN");

    public IReadOnlyList<string> LearnPrefixes => Require("LEARN_PREFIXES").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string DefinitionHash => Require("DEFINITION_HASH");

    public string Image => Require("IMAGE");

    /// <summary>The approval that a promoted package starts with, as SageMaker names it.</summary>
    public string Approval => Require("APPROVAL");

    /// <summary>The product's bus.</summary>
    public string Bus => Require("BUS");

    public string Endpoint => Require("ENDPOINT");

    public ProblemType Problem => Enum.TryParse<ProblemType>(Require("PROBLEM"), ignoreCase: true, out var problem)
        ? problem
        : throw new InvalidOperationException("PROBLEM must be the definition's problem.type.");

    public TimeSpan Settle => int.TryParse(Require("SETTLE_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
        ? TimeSpan.FromSeconds(seconds)
        : throw new InvalidOperationException("SETTLE_SECONDS must be a whole number of seconds above 0.");

    private string Require(string name) =>
        variable(name) is { Length: > 0 } value ? value : throw new InvalidOperationException($"The environment variable {name} is not set. The function's template sets it.");
}
