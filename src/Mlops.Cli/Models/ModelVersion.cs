using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Approvals;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Models;

/// <summary>One version in a pipeline's registry, with the run that made it and whether it serves.</summary>
public sealed record ModelVersion
{
    public required string Pipeline { get; init; }

    public required int Version { get; init; }

    public required string Package { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>As SageMaker names it: <c>Approved</c>, <c>PendingManualApproval</c> or <c>Rejected</c>.</summary>
    public required string Approval { get; init; }

    public string? ApprovalDescription { get; init; }

    /// <summary>Who changed the package last.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>Such as <c>Production</c>, and where it stands in it.</summary>
    public string? Stage { get; init; }

    public string? StageStatus { get; init; }

    public string? ModelData { get; init; }

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Null where the model was promoted from another account, which keeps the record.</summary>
    public RunRecord? Record { get; init; }

    /// <summary>What was asked for, when somebody had to approve.</summary>
    public ApprovalRequest? Request { get; init; }

    public bool Serves { get; init; }

    public string? Run => Properties.GetValueOrDefault("run") ?? Record?.Run;

    public bool IsPending => Approval == "PendingManualApproval";

    public string Name => Run is { } run ? $"{Pipeline} version {Version} (run {run})" : $"{Pipeline} version {Version}";

    public JsonObject ToJson() => new()
    {
        ["pipeline"] = Pipeline,
        ["version"] = Version,
        ["run"] = Run,
        ["package"] = Package,
        ["createdAt"] = CreatedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["stage"] = Stage,
        ["stageStatus"] = StageStatus,
        ["approval"] = Approval,
        ["approvalDescription"] = ApprovalDescription,
        ["serves"] = Serves,
        ["metrics"] = Record?.Metrics is { } metrics ? new JsonObject(metrics.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))) : null,
        ["properties"] = new JsonObject(Properties.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))),
        ["request"] = Request is null ? null : WithoutToken(Request),
    };

    // Whoever has the token can wake the run: it is not for reading.
    private static JsonNode? WithoutToken(ApprovalRequest request)
    {
        var node = JsonSerializer.SerializeToNode(request, DomainJson.Wire.ApprovalRequest);
        node?.AsObject().Remove("token");
        return node;
    }
}
