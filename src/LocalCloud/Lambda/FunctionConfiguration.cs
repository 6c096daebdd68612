using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalCloud.Lambda;

/// <summary>A function's configuration; its JSON is what GetFunctionConfiguration answers.</summary>
public sealed record FunctionConfiguration
{
    private static readonly JsonSerializerOptions _json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public required string FunctionName { get; init; }

    public required string FunctionArn { get; init; }

    public required string Runtime { get; init; }

    public required string Role { get; init; }

    public required string Handler { get; init; }

    public long CodeSize { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Seconds.</summary>
    public int Timeout { get; init; } = 3;

    /// <summary>Megabytes; told to the function and reported, but not enforced.</summary>
    public int MemorySize { get; init; } = 128;

    public required string LastModified { get; init; }

    /// <summary>Base64, as AWS shows it.</summary>
    public required string CodeSha256 { get; init; }

    public string Version { get; init; } = "$LATEST";

    public DeadLetterTarget? DeadLetterConfig { get; init; }

    public VariableSet? Environment { get; init; }

    public Tracing TracingConfig { get; init; } = new("PassThrough");

    public required string RevisionId { get; init; }

    public string State { get; init; } = "Active";

    public string LastUpdateStatus { get; init; } = "Successful";

    public string PackageType { get; init; } = "Zip";

    public IReadOnlyList<string> Architectures { get; init; } = ["x86_64"];

    public Storage EphemeralStorage { get; init; } = new(512);

    public required Logging LoggingConfig { get; init; }

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, _json)!.AsObject();

    public static FunctionConfiguration FromJson(JsonNode json) => json.Deserialize<FunctionConfiguration>(_json)!;

    public sealed record DeadLetterTarget(string? TargetArn);

    public sealed record VariableSet(IReadOnlyDictionary<string, string> Variables);

    public sealed record Tracing(string Mode);

    public sealed record Storage(int Size);

    public sealed record Logging(string LogFormat, string LogGroup);
}
