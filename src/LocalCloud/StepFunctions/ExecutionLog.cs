using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.History;

namespace LocalCloud.StepFunctions;

/// <summary>
/// Writes an execution's history events to the log group that its machine's logging configuration names, as far as the level
/// asks for them, through the log delivery that was set up with the machine.
/// </summary>
internal sealed class ExecutionLog(StepFunctionsContext context, MachineStore machines)
{
    private const string DeliveryService = "delivery.logs.amazonaws.com";

    private static readonly HashSet<string> Fatal = new(StringComparer.Ordinal) { "ExecutionFailed", "ExecutionAborted", "ExecutionTimedOut" };

    /// <summary>How the machine of an execution wants it logged.</summary>
    public JsonObject ConfigurationOf(string executionArn) => machines.Find(MachineOf(executionArn))?.Child("loggingConfiguration") ?? [];

    public void Write(string executionArn, JsonObject configuration, IReadOnlyList<HistoryEvent> events)
    {
        if (context.Logs is not { } logs || GroupOf(context, DestinationOf(configuration)) is not { } group)
        {
            return;
        }

        var machineArn = MachineOf(executionArn);
        var principal = new Principal.Service(context.Identity.Account, DeliveryService, machineArn);
        foreach (var item in events.Where(item => IsWanted(configuration.TextOrNull("level"), item.Type)))
        {
            logs.Write(principal, new LogDestination(group, Stream(machineArn, executionArn, item)), Shape(executionArn, item, configuration.Flag("includeExecutionData")).ToJsonString());
        }
    }

    /// <summary>AWS sets the delivery up as the machine's role, which must be allowed to.</summary>
    public static void Demand(StepFunctionsContext context, JsonObject? configuration, string roleArn)
    {
        if (configuration?.TextOrNull("level") is null or "OFF")
        {
            return;
        }

        if (DestinationOf(configuration) is not { } destination)
        {
            throw StatesErrors.Bad("InvalidLoggingConfiguration", "Invalid Logging Configuration: Must specify exactly one Log Destination.");
        }

        // A delivery reaches no further; accepted, it would never write anything.
        if (GroupOf(context, destination) is null)
        {
            throw StatesErrors.Bad(
                "InvalidLoggingConfiguration", $"Invalid Logging Configuration: The Log Destination {destination} is not of the state machine's account and region.");
        }

        try
        {
            context.Authorizer.Demand(MachineRole.Of(roleArn, "logging"), new AccessRequest("logs:CreateLogDelivery", "*"));
        }
        catch (AwsException)
        {
            throw AwsException.AccessDenied("The state machine IAM Role is not authorized to access the Log Destination");
        }
    }

    private static string? DestinationOf(JsonObject configuration) =>
        configuration.Children("destinations").ToList() is [var only] ? only.Child("cloudWatchLogsLogGroup")?.TextOrNull("logGroupArn") : null;

    /// <summary>The group's name; null when it is none of this account and region.</summary>
    private static string? GroupOf(StepFunctionsContext context, string? destination) =>
        context.Identity.Arn("logs", "log-group:") is var own && destination?.StartsWith(own, StringComparison.Ordinal) == true ? destination[own.Length..].Split(':')[0] : null;

    private static string MachineOf(string executionArn) =>
        executionArn[..executionArn.LastIndexOf(':')].Replace(":execution:", ":stateMachine:", StringComparison.Ordinal);

    private static bool IsWanted(string? level, string type) => level switch
    {
        "ALL" => true,
        "ERROR" => type is "FailStateEntered" || type.EndsWith("Failed", StringComparison.Ordinal) || type.EndsWith("TimedOut", StringComparison.Ordinal) || type.EndsWith("Aborted", StringComparison.Ordinal),
        "FATAL" => Fatal.Contains(type),
        _ => false,
    };

    private static string Stream(string machineArn, string executionArn, HistoryEvent item)
    {
        var (machine, time) = (machineArn.Split(':')[^1], item.Timestamp.UtcDateTime.ToString("yyyy-MM-dd-HH", CultureInfo.InvariantCulture));
        return $"states/{machine}/{time}-00/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(executionArn)))[..8]}";
    }

    private static JsonObject Shape(string executionArn, HistoryEvent item, bool withData)
    {
        var details = item.Details?.DeepClone().AsObject() ?? [];
        if (!withData)
        {
            foreach (var name in (string[])["input", "output", "parameters"])
            {
                details.Remove(name);
            }
        }

        return new()
        {
            ["id"] = item.Id.ToString(CultureInfo.InvariantCulture),
            ["type"] = item.Type,
            ["details"] = details,
            ["previous_event_id"] = item.PreviousEventId.ToString(CultureInfo.InvariantCulture),
            ["event_timestamp"] = item.Timestamp.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["execution_arn"] = executionArn,
            ["redrive_count"] = "0",
        };
    }
}
