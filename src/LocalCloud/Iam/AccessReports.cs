using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Policies;

namespace LocalCloud.Iam;

/// <summary>"Last accessed" reports on roles: what their policies allow, by service and action, and which of it was ever used.</summary>
/// <remarks>
/// A report is of the moment it was asked for and is done at once. Its time is all that it can say of when something was used: the first use is what is kept.
/// What a policy allows by a pattern is tracked by the actions that were used under it.
/// </remarks>
internal sealed class AccessReports(IamEngine iam, TimeProvider time)
{
    private const int MostReports = 1000;

    private readonly ConcurrentDictionary<string, Report> _reports = new(StringComparer.Ordinal);
    private long _number;

    public JsonObject Generate(JsonObject input)
    {
        var arn = (string)input["Arn"]!;
        var role = iam.Roles.All.FirstOrDefault(each => iam.Arn(each) == arn)
            ?? throw new AwsException("NoSuchEntity", 404, $"{arn} is no role of this account; LocalCloud reports on roles only.");
        if (_reports.Count >= MostReports)
        {
            _reports.Clear();
        }

        // Shaped like AWS's, which are 36 characters.
        var id = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{Interlocked.Increment(ref _number):x12}");
        var byAction = (string?)input["Granularity"] == "ACTION_LEVEL";
        _reports[id] = new(arn, byAction, time.GetUtcNow(), [.. Tracked(iam.Roles.Find(role.Name)!)]);
        return new() { ["JobId"] = id };
    }

    public JsonObject Get(JsonObject input)
    {
        var id = (string)input["JobId"]!;
        var report = _reports.GetValueOrDefault(id) ?? throw new AwsException("NoSuchEntity", 404, $"There is no report {id}; generate one first.");
        var answer = Paging.Page(input, "ServicesLastAccessed", [.. report.Actions.GroupBy(action => action.Service)], service => Describe(report, service));
        answer["JobStatus"] = "COMPLETED";
        answer["JobType"] = report.ByAction ? "ACTION_LEVEL" : "SERVICE_LEVEL";
        answer["JobCreationDate"] = Timestamps.Iso(report.Time);
        answer["JobCompletionDate"] = Timestamps.Iso(report.Time);
        return answer;
    }

    private IEnumerable<TrackedAction> Tracked(Role role)
    {
        var used = iam.Uses.All.Where(use => use.Role == role.Record.Name).Select(use => use.Action).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var granted = role.Policies.SelectMany(policy => policy.Statements)
            .Where(statement => statement is { Effect: Effect.Allow, IsActionNegated: false })
            .SelectMany(statement => statement.Actions)
            .Where(action => !action.Contains('*', StringComparison.Ordinal) && !action.Contains('?', StringComparison.Ordinal));
        return granted.Concat(used).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
            .Select(action => new TrackedAction(action[..action.IndexOf(':', StringComparison.Ordinal)], action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..], used.Contains(action)));
    }

    private static JsonObject Describe(Report report, IGrouping<string, TrackedAction> service)
    {
        var described = new JsonObject
        {
            ["ServiceName"] = service.Key,
            ["ServiceNamespace"] = service.Key,
            ["TotalAuthenticatedEntities"] = service.Any(action => action.IsUsed) ? 1 : 0,
        };
        if (service.Any(action => action.IsUsed))
        {
            (described["LastAuthenticated"], described["LastAuthenticatedEntity"]) = (Timestamps.Iso(report.Time), report.Arn);
        }

        if (report.ByAction)
        {
            described["TrackedActionsLastAccessed"] = new JsonArray([.. service.Select(action => Describe(report, action))]);
        }

        return described;
    }

    private static JsonObject Describe(Report report, TrackedAction action)
    {
        var described = new JsonObject { ["ActionName"] = action.Name };
        if (action.IsUsed)
        {
            (described["LastAccessedEntity"], described["LastAccessedTime"]) = (report.Arn, Timestamps.Iso(report.Time));
        }

        return described;
    }

    private sealed record Report(string Arn, bool ByAction, DateTimeOffset Time, IReadOnlyList<TrackedAction> Actions);

    private sealed record TrackedAction(string Service, string Name, bool IsUsed);
}
