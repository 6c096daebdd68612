using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mlops.Cli.Runs;

/// <summary>Which model an execution waits for somebody to approve, as it told <c>ask-approval</c>.</summary>
internal sealed record ApprovalQuestion(string Pipeline, string Run, DateTimeOffset ExpiresAt)
{
    /// <summary>Null when the parameters of the task are none of that function's, or were cut off.</summary>
    public static ApprovalQuestion? Read(string? parameters)
    {
        try
        {
            if (parameters is null || JsonNode.Parse(parameters)?["Payload"] is not JsonObject payload || payload["timeout"] is null)
            {
                return null;
            }

            var (timeout, passed) = (payload["timeout"]!.GetValue<long>(), payload["again"]!.GetValue<bool>() ? payload["escalateAfter"]!.GetValue<long>() : 0);
            return new ApprovalQuestion(payload["pipeline"]!.ToString(), payload["run"]!.ToString(), payload["now"]!.GetValue<DateTimeOffset>().AddSeconds(timeout - passed));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
