using System.Text.Json;

namespace LocalCloud.Models;

/// <summary>Turns botocore's JSON into typed records.</summary>
internal static class ModelReader
{
    public static ServiceMetadata Metadata(JsonElement metadata)
    {
        var endpoint = Text(metadata, "endpointPrefix")!;
        var id = Text(metadata, "serviceId")!.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        return new()
        {
            Protocol = Text(metadata, "protocol")!,
            JsonVersion = Text(metadata, "jsonVersion"),
            TargetPrefix = Text(metadata, "targetPrefix"),
            SigningName = Text(metadata, "signingName") ?? endpoint,
            ShapeNamespace = $"com.amazonaws.{id}",
            XmlNamespace = Text(metadata, "xmlNamespace"),
            IsQueryCompatible = metadata.TryGetProperty("awsQueryCompatible", out _),
        };
    }

    public static Dictionary<string, Shape> Shapes(ServiceModel model, JsonElement shapes) =>
        shapes.EnumerateObject().ToDictionary(shape => shape.Name, shape => Read(model, shape.Name, shape.Value), StringComparer.Ordinal);

    public static Dictionary<string, OperationModel> Operations(ServiceModel model, JsonElement operations) =>
        operations.EnumerateObject().ToDictionary(entry => entry.Name, entry => Operation(model, entry.Name, entry.Value), StringComparer.Ordinal);

    private static OperationModel Operation(ServiceModel model, string name, JsonElement operation)
    {
        var http = operation.GetProperty("http");
        return new(name, Text(http, "method")!, Text(http, "requestUri")!, (int)(Number(http, "responseCode") ?? 200))
        {
            Input = Side(model, operation, "input"),
            Output = Side(model, operation, "output"),
            ResultWrapper = operation.TryGetProperty("output", out var output) ? Text(output, "resultWrapper") : null,
            Errors = Texts(operation, "errors"),
        };
    }

    private static StructureShape? Side(ServiceModel model, JsonElement operation, string side) =>
        operation.TryGetProperty(side, out var reference) ? (StructureShape)model.Shapes[Text(reference, "shape")!] : null;

    private static Shape Read(ServiceModel model, string name, JsonElement shape) => Text(shape, "type") switch
    {
        "structure" => Structure(model, name, shape),
        "list" => new ListShape(name, Member(model, shape.GetProperty("member")))
        {
            Min = Number(shape, "min"),
            Max = Number(shape, "max"),
            IsFlattened = Flag(shape, "flattened"),
        },
        "map" => new MapShape(name, Member(model, shape.GetProperty("key")), Member(model, shape.GetProperty("value")))
        {
            Min = Number(shape, "min"),
            Max = Number(shape, "max"),
            IsFlattened = Flag(shape, "flattened"),
        },
        "string" or "character" => new StringShape(name)
        {
            Values = Texts(shape, "enum"),
            Pattern = Text(shape, "pattern"),
            Min = Number(shape, "min"),
            Max = Number(shape, "max"),
        },
        "integer" or "long" => new NumberShape(name, true) { Min = Decimal(shape, "min"), Max = Decimal(shape, "max") },
        "float" or "double" => new NumberShape(name, false) { Min = Decimal(shape, "min"), Max = Decimal(shape, "max") },
        "boolean" => new BooleanShape(name),
        "blob" => new BlobShape(name) { Min = Number(shape, "min"), Max = Number(shape, "max") },
        "timestamp" => new TimestampShape(name, Text(shape, "timestampFormat")),
        var type => throw new InvalidOperationException($"Shape '{name}' of '{model.Name}' has the unknown type '{type}'."),
    };

    private static StructureShape Structure(ServiceModel model, string name, JsonElement shape)
    {
        var members = shape.GetProperty("members").EnumerateObject()
            .ToDictionary(member => member.Name, member => Member(model, member.Value), StringComparer.Ordinal);
        return new(name, members)
        {
            Required = Texts(shape, "required"),
            IsUnion = Flag(shape, "union"),
            Payload = Text(shape, "payload"),
            Error = Error(shape),
        };
    }

    private static ErrorTrait? Error(JsonElement shape)
    {
        if (!Flag(shape, "exception"))
        {
            return null;
        }

        return shape.TryGetProperty("error", out var error)
            ? new(Text(error, "code"), (int?)Number(error, "httpStatusCode"), Flag(error, "senderFault"))
            : new(null, null, !Flag(shape, "fault"));
    }

    private static ShapeMember Member(ServiceModel model, JsonElement member) => new(model, Text(member, "shape")!)
    {
        Location = Text(member, "location"),
        LocationName = Text(member, "locationName"),
        IsFlattened = Flag(member, "flattened"),
        TimestampFormat = Text(member, "timestampFormat"),
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static long? Number(JsonElement element, string name) => (long?)Decimal(element, name);

    private static decimal? Decimal(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.TryGetDecimal(out var number) ? number : null;

    private static string[] Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(text => text.GetString()!)] : [];
}
