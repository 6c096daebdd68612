using Amazon.SimpleSystemsManagement.Model;

namespace Mlops.Cli.Connections;

/// <summary>A pipeline's functions that take events, by the names that its stack published under <c>/mlops/&lt;pipeline&gt;/</c>.</summary>
internal static class PipelineFunctions
{
    public const string UploadTrigger = "upload-trigger";
    public const string ScheduleTrigger = "schedule-trigger";
    public const string DriftTrigger = "drift-trigger";
    public const string RequestTrigger = "request-trigger";
    public const string MonitorTrigger = "monitor-trigger";
    public const string Close = "close";

    public const string PromotionTrigger = "promotion-trigger";
    public const string ApprovalTrigger = "approval-trigger";

    /// <summary>Where models are trained; <see cref="ApprovalTrigger"/> where they are only served.</summary>
    public const string ApprovalAnswer = "approval-answer";

    public static readonly IReadOnlyList<string> All = [UploadTrigger, ScheduleTrigger, DriftTrigger, RequestTrigger, MonitorTrigger, Close, PromotionTrigger, ApprovalTrigger, ApprovalAnswer];

    /// <summary>The deployed ones, in the order of <see cref="All"/>: where models are only served, or without a monitor, some are not there.</summary>
    public static async Task<IReadOnlyList<(string Function, string Name)>> FindAsync(Connection connection, string pipeline, CancellationToken cancellationToken)
    {
        var names = All.Select(function => $"/mlops/{pipeline}/{function}").ToList();
        var found = await connection.Parameters.GetParametersAsync(new GetParametersRequest { Names = names }, cancellationToken);
        var values = (found.Parameters ?? []).ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
        return [.. All.Where(function => values.ContainsKey($"/mlops/{pipeline}/{function}")).Select(function => (function, values[$"/mlops/{pipeline}/{function}"]))];
    }

    /// <exception cref="CliException">The pipeline has no such function.</exception>
    public static async Task<string> GetAsync(Connection connection, string pipeline, string function, CancellationToken cancellationToken)
    {
        var deployed = await FindAsync(connection, pipeline, cancellationToken);
        return deployed.FirstOrDefault(each => each.Function == function).Name
            ?? throw new CliException($"{pipeline} has no {function}; deployed are {string.Join(", ", deployed.Select(each => each.Function))}.");
    }
}
