using System.Collections.Concurrent;
using System.Text.Json;

namespace LocalCloud.Models;

/// <summary>An AWS service's API model, cut down to the operations that LocalCloud serves; read on first use and immutable.</summary>
public sealed class ServiceModel
{
    private const string Folder = "models/";
    private const string Extension = ".json";

    private static readonly ConcurrentDictionary<string, Lazy<ServiceModel?>> Loaded = new(StringComparer.Ordinal);

    internal ServiceModel(string name, JsonElement document)
    {
        Name = name;
        Metadata = ModelReader.Metadata(document.GetProperty("metadata"));
        Shapes = ModelReader.Shapes(this, document.GetProperty("shapes"));
        Operations = ModelReader.Operations(this, document.GetProperty("operations"));
    }

    /// <summary>botocore's name of the service, such as <c>stepfunctions</c>.</summary>
    public string Name { get; }

    public ServiceMetadata Metadata { get; }

    public IReadOnlyDictionary<string, Shape> Shapes { get; }

    public IReadOnlyDictionary<string, OperationModel> Operations { get; }

    /// <summary>The names of the services that have a model.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ServiceModel).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The model of a service by botocore's name, or null when there is none.</summary>
    public static ServiceModel? Find(string service) =>
        Loaded.GetOrAdd(service, name => new Lazy<ServiceModel?>(() => Load(name))).Value;

    private static ServiceModel? Load(string service)
    {
        using var stream = typeof(ServiceModel).Assembly.GetManifestResourceStream($"{Folder}{service}{Extension}");
        if (stream is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(stream);
        return new ServiceModel(service, document.RootElement);
    }
}
