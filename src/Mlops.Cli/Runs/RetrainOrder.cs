using System.Text.Json.Nodes;
using Amazon.EventBridge.Model;
using Mlops.Domain.Caching;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Triggers;

namespace Mlops.Cli.Runs;

/// <summary>A request for a run as it goes onto the product's bus: <c>mlops.retrain.requested</c>.</summary>
internal sealed record RetrainOrder
{
    public const string DetailType = "mlops.retrain.requested";

    /// <summary>AWS keeps sources that start with <c>aws.</c> for itself; any other will do.</summary>
    public const string Source = "mlops.cli";

    /// <summary>Values are held against the rules of every definition; what depends on the pipeline's own, only its run can judge.</summary>
    private static readonly PipelineDefinition AnyPipeline = new()
    {
        Name = "any",
        Problem = new ProblemDefinition { Type = ProblemType.Regression, Label = "label", TimeColumn = "time" },
    };

    public required string Pipeline { get; init; }

    /// <summary>The idempotency key: a second request with it starts nothing.</summary>
    public required string RequestId { get; init; }

    /// <summary><see cref="RetrainCause.Manual"/> or <see cref="RetrainCause.Ci"/>.</summary>
    public required RetrainCause Cause { get; init; }

    public required string RequestedBy { get; init; }

    public bool Force { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>This step and all after it are executed.</summary>
    public string? From { get; init; }

    /// <summary>This step is executed, and the run ends after it.</summary>
    public string? Only { get; init; }

    public CacheUse Cache { get; init; }

    /// <summary>A person's decision to let a refused model pass.</summary>
    public GateOverride? Override { get; init; }

    /// <summary>The name of the execution that comes of it.</summary>
    public string ExecutionName => Cause == RetrainCause.Ci
        ? Domain.Triggers.ExecutionName.ForCi(RequestId)
        : Domain.Triggers.ExecutionName.ForManual(RequestId);

    public PutEventsRequestEntry ToEntry(string bus) => new() { EventBusName = bus, Source = Override is null ? Source : GateOverride.Source, DetailType = DetailType, Detail = Detail().ToJsonString() };

    /// <summary>Changes to the definition from texts such as <c>hyperparameters.learning_rate=0.1</c>.</summary>
    /// <exception cref="CliException">Names every text that is none, or whose value cannot be.</exception>
    public static IReadOnlyDictionary<string, string> ReadParameters(IReadOnlyList<string> given)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var text in given)
        {
            var (name, value) = text.Split('=', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (text, "");
            if (value.Length == 0)
            {
                problems.Add($"'{text}' is not name=value.");
            }
            else if (!DefinitionOverrides.IsKnown(name))
            {
                problems.Add($"'{name}' cannot be changed for one run; {DefinitionOverrides.Names} can.");
            }
            else if (!parameters.TryAdd(name, value))
            {
                problems.Add($"'{name}' is given twice.");
            }
        }

        if (problems.Count == 0 && DefinitionOverrides.Apply(AnyPipeline, parameters) is DefinitionResult.Invalid invalid)
        {
            problems.AddRange(invalid.Problems.Select(problem => problem.ToString()));
        }

        return problems.Count == 0 ? parameters : throw new CliException($"--with: {string.Join(' ', problems)}");
    }

    /// <exception cref="CliException">Steps and cache are asked for in a way that cannot be.</exception>
    public RetrainOrder Check() => new StepSelection(From, Only, Cache).Check().ToList() is { Count: > 0 } problems
        ? throw new CliException($"{string.Join("; ", problems)}.")
        : this;

    private JsonObject Detail()
    {
        var detail = new JsonObject
        {
            ["pipeline"] = Pipeline,
            ["requestId"] = RequestId,
            ["cause"] = Cause == RetrainCause.Ci ? "ci" : "manual",
            ["force"] = Force,
            ["requestedBy"] = RequestedBy,
            ["parameters"] = new JsonObject(Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value))),
        };
        foreach (var (name, value) in new[] { ("from", From), ("only", Only), ("cache", Cache == CacheUse.Off ? "off" : null) })
        {
            if (value is not null)
            {
                detail[name] = value;
            }
        }

        if (Override is { } asked)
        {
            detail["override"] = new JsonObject { ["run"] = asked.Run, ["model"] = asked.Model, ["by"] = asked.By, ["reason"] = asked.Reason };
        }

        return detail;
    }
}
