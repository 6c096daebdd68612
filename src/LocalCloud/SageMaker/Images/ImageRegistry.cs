using System.Text.Json;
using LocalCloud.Api;
using LocalCloud.Ecr;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Images;

/// <summary>
/// The local stand-in for ECR: a JSON file <c>{"images": {"repository": {"versions": {"sha256:…": {"command": […], "rootVariable": "…"}}}}}</c>,
/// with a <see cref="RegisteredImage"/> by digest or tag. It is read at every pull, so that an image registered while the
/// cloud runs is found.
/// </summary>
public sealed class ImageRegistry(string path, IAuthorizer authorizer, Func<string, RepositoryPolicies?>? repositories = null)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>Finds the image as the role would pull it; throws <c>ValidationException</c> or IAM's denial when it cannot.</summary>
    public RegisteredImage Pull(string uri, Principal role)
    {
        var reference = ImageReference.Parse(uri)
            ?? throw AwsException.Validation($"Requested image {uri} is no image URI of ECR (<account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:<digest>).");
        authorizer.Demand(role, new AccessRequest("ecr:GetAuthorizationToken", "*"));
        authorizer.Demand(role, Ask("ecr:BatchGetImage", reference));
        authorizer.Demand(role, Ask("ecr:GetDownloadUrlForLayer", reference));
        return Find(reference);
    }

    /// <summary>The repositories of accounts that are not of this cloud have policies that nobody here knows: the role's decide.</summary>
    private AccessRequest Ask(string action, ImageReference reference) => repositories?.Invoke(reference.Account) is { } owner
        ? new(action, reference.RepositoryArn) { ResourceAccount = reference.Account, ResourcePolicy = owner.Find(reference.Repository) }
        : new(action, reference.RepositoryArn);

    private RegisteredImage Find(ImageReference reference)
    {
        var repositories = Read();
        if (!repositories.TryGetValue(reference.Repository, out var repository))
        {
            throw NotFound(reference, $"repositories: {Join(repositories.Keys)}");
        }

        return repository.Versions.TryGetValue(reference.Version, out var image) && image.Command.Count > 0
            ? image
            : throw NotFound(reference, $"versions of {reference.Repository}: {Join(repository.Versions.Keys)}");
    }

    private IReadOnlyDictionary<string, RegisteredRepository> Read()
    {
        if (!File.Exists(path))
        {
            return new Dictionary<string, RegisteredRepository>();
        }

        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<RegistryFile>(stream, _json)!.Images;
        }
        catch (JsonException exception)
        {
            throw AwsException.Validation($"The image registry {path} cannot be read: {exception.Message}");
        }
    }

    private AwsException NotFound(ImageReference reference, string has) =>
        AwsException.Validation($"Requested image {reference.Uri} not found. The image registry {path} has {has}.");

    private static string Join(IEnumerable<string> names) => names.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } some ? string.Join(", ", some) : "none";

    private sealed record RegistryFile
    {
        public required IReadOnlyDictionary<string, RegisteredRepository> Images { get; init; }
    }

    private sealed record RegisteredRepository
    {
        public required IReadOnlyDictionary<string, RegisteredImage> Versions { get; init; }
    }
}
