using System.Globalization;
using System.Text.RegularExpressions;
using Mlops.Domain.Json;

namespace Mlops.Domain.Triggers;

/// <summary>Deterministic names of executions: at most 80 of <c>A-Za-z0-9_-</c>. The name is the idempotency key, so it comes from what happened and never from the clock.</summary>
public static partial class ExecutionName
{
    public const int MaximumLength = 80;

    /// <summary>How often a request may be started anew after executions that ended before their snapshot.</summary>
    public const int MaximumFollowUps = 9;

    // Leaves room for "-r9".
    private const int LongestBase = MaximumLength - 3;

    public static string ForUpload(SettleWindow window) =>
        Create("upload", Basic(window.Start));

    public static string ForSchedule(DateTimeOffset scheduledAt) => Create("schedule", Basic(scheduledAt));

    /// <summary>One name per alarm and second of its change; an alarm's name may have any characters, so a long or odd one is told apart by its hash.</summary>
    public static string ForDrift(string alarm, DateTimeOffset changedAt) => Create("drift", $"{alarm}-{Basic(changedAt)}");

    /// <summary>The run that a monitoring asks for while drift persists.</summary>
    public static string ForDrift(string monitor) => Create("drift", monitor);

    /// <summary>The monitoring of a scheduled time; an execution of the Monitor machine.</summary>
    public static string ForMonitor(DateTimeOffset scheduledAt) => Create("monitor", Basic(scheduledAt));

    public static string ForManual(string requestId) => Create("manual", requestId);

    public static string ForCi(string requestId) => Create("ci", requestId);

    /// <summary>The name of the <paramref name="number"/>th new start; 0 is the name itself.</summary>
    public static string FollowUp(string name, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaximumFollowUps);
        return number == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-r{number}");
    }

    /// <summary>Prefix and key as they are when that is a name, else shortened and told apart by the key's hash.</summary>
    internal static string Create(string prefix, string key)
    {
        var name = $"{prefix}-{key}";
        // A key that looks like a follow-up is hashed too: it must not meet the follow-up of another one.
        if (name.Length <= LongestBase && key.Length > 0 && Plain().IsMatch(key) && !FollowUpLike().IsMatch(key))
        {
            return name;
        }

        var readable = Foreign().Replace(key, "-");
        return $"{prefix}-{readable[..Math.Min(readable.Length, 40)]}-{ContentHash.Of(key)[..16]}";
    }

    // ISO 8601's basic format: names may have no colon.
    private static string Basic(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"-r\d\z", RegexOptions.CultureInvariant)]
    private static partial Regex FollowUpLike();

    [GeneratedRegex("[^A-Za-z0-9_-]", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
