using System.Text;
using System.Text.Json;

namespace Mlops.Algorithm.Tests.Testing;

/// <summary>Writes captured requests as SageMaker's data capture does.</summary>
internal static class Capture
{
    public static string Line(
        string request, string answer, string id, string time = "2026-01-15T12:00:00Z", string requestType = "text/csv", string answerType = "text/csv", string encoding = "CSV", string? inferenceId = null)
    {
        var metadata = new Dictionary<string, object> { ["eventId"] = id, ["inferenceTime"] = time };
        if (inferenceId is not null)
        {
            metadata["inferenceId"] = inferenceId;
        }

        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["captureData"] = new
            {
                endpointInput = new { observedContentType = requestType, mode = "INPUT", data = Data(request, encoding), encoding },
                endpointOutput = new { observedContentType = answerType, mode = "OUTPUT", data = Data(answer, encoding), encoding },
            },
            ["eventMetadata"] = metadata,
            ["eventVersion"] = "0",
        }) + "\n";
    }

    private static string Data(string text, string encoding) => encoding == "BASE64" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text;
}
