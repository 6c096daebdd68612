namespace Mlops.Domain.Deployment;

/// <summary><c>champions/&lt;pipeline&gt;.json</c>: the model that serves. Moved under If-Match only; its ETag is the version that others compare with.</summary>
public sealed record ChampionPointer
{
    /// <summary>The version of a pointer that does not exist yet.</summary>
    public const string NoVersion = "none";

    /// <summary>Stands for whatever version there is: a model that was approved replaces it without having been compared.</summary>
    public const string AnyVersion = "any";

    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    /// <summary>Hash of the manifest inside the model's artifact.</summary>
    public required string Model { get; init; }

    /// <summary>ARN of the model package.</summary>
    public required string Package { get; init; }

    /// <summary>S3 URI of <c>model.tar.gz</c>.</summary>
    public required string ModelData { get; init; }

    /// <summary>Name of the endpoint configuration that serves it.</summary>
    public required string Config { get; init; }

    public required DateTimeOffset PromotedAt { get; init; }
}
