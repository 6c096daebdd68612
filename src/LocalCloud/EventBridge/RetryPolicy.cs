using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.EventBridge;

/// <summary>How long and how often a failed delivery is tried again, and what a dead letter says of it. Pure.</summary>
internal sealed record RetryPolicy(int MaximumRetryAttempts, TimeSpan MaximumEventAge)
{
    public static RetryPolicy Of(JsonObject target) => new(
        Number(target, nameof(MaximumRetryAttempts)) ?? 185,
        TimeSpan.FromSeconds(Number(target, "MaximumEventAgeInSeconds") ?? 86400));

    /// <summary>The code that a dead letter carries.</summary>
    public static string ErrorCode(Exception failure) => failure switch
    {
        AwsException { Code: var code } when code.Contains("AccessDenied", StringComparison.Ordinal) => "NO_PERMISSIONS",
        AwsException { Code: var code } when code.Contains("NotFound", StringComparison.Ordinal)
            || code.Contains("DoesNotExist", StringComparison.Ordinal) || code.Contains("NonExistent", StringComparison.Ordinal) => "NO_RESOURCE",
        AwsException { Status: 429 } => "THROTTLING",
        AwsException { Status: < 500 } => "INVALID_PARAMETER",
        AwsException => "SDK_CLIENT_ERROR",
        _ => "INTERNAL_ERROR",
    };

    /// <summary>Why a delivery that has failed this often is given up, or null while it is not.</summary>
    public string? Exhausted(Delivery delivery, DateTimeOffset now)
    {
        if (delivery.Failures > MaximumRetryAttempts)
        {
            return "MaximumRetryAttempts";
        }

        return now - delivery.AcceptedAt > MaximumEventAge ? "MaximumEventAgeInSeconds" : null;
    }

    private static int? Number(JsonObject target, string name) =>
        target["RetryPolicy"]?[name]?.ToString() is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
