using System.Text.Json.Nodes;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Capture;

/// <summary>What an endpoint configuration says about keeping requests and answers: its <c>DataCaptureConfig</c>.</summary>
internal sealed record CapturePlan
{
    public required bool Enabled { get; init; }

    public required int SamplingPercentage { get; init; }

    public required string DestinationS3Uri { get; init; }

    /// <summary>Told to who asks; objects are not encrypted here.</summary>
    public string? KmsKeyId { get; init; }

    public required bool Input { get; init; }

    public required bool Output { get; init; }

    public required IReadOnlyList<string> CsvContentTypes { get; init; }

    public required IReadOnlyList<string> JsonContentTypes { get; init; }

    public static CapturePlan? Of(JsonObject? config)
    {
        if (config is null)
        {
            return null;
        }

        var modes = config.Children("CaptureOptions").Select(option => option.Text("CaptureMode")).ToHashSet(StringComparer.Ordinal);
        var types = config.Child("CaptureContentTypeHeader") ?? [];
        return new CapturePlan
        {
            Enabled = config["EnableCapture"] is null || config.Flag("EnableCapture"),
            SamplingPercentage = config.NumberOrNull("InitialSamplingPercentage") ?? 0,
            DestinationS3Uri = config.Text(nameof(DestinationS3Uri)),
            KmsKeyId = config.TextOrNull(nameof(KmsKeyId)),
            Input = modes.Overlaps(["Input", "InputAndOutput"]),
            Output = modes.Overlaps(["Output", "InputAndOutput"]),
            CsvContentTypes = [.. types.Texts(nameof(CsvContentTypes))],
            JsonContentTypes = [.. types.Texts(nameof(JsonContentTypes))],
        };
    }

    /// <summary>How DescribeEndpoint shows it.</summary>
    public JsonObject Summary()
    {
        var summary = new JsonObject
        {
            ["EnableCapture"] = Enabled,
            ["CaptureStatus"] = Enabled ? "Started" : "Stopped",
            ["CurrentSamplingPercentage"] = SamplingPercentage,
            [nameof(DestinationS3Uri)] = DestinationS3Uri,
        };
        if (KmsKeyId is not null)
        {
            summary[nameof(KmsKeyId)] = KmsKeyId;
        }

        return summary;
    }

    /// <summary>A body is kept as text only when its media type, parameters aside, is listed as one that is text.</summary>
    public string Encoding(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim() ?? "";
        return CsvContentTypes.Contains(type, StringComparer.OrdinalIgnoreCase) ? "CSV"
            : JsonContentTypes.Contains(type, StringComparer.OrdinalIgnoreCase) ? "JSON"
            : "BASE64";
    }
}
