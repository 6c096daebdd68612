using System.Security.Cryptography;
using System.Text;
using Amazon.S3.Util;
using Amazon.SageMaker.Model;

namespace Mlops.Functions.PromotionTrigger;

/// <summary>A package of the account before this one, as its registry describes it.</summary>
internal sealed record SourcePackage
{
    private const int TokenLength = 32;

    public required string Arn { get; init; }

    public required string Run { get; init; }

    /// <summary>Hash of the manifest inside the model's artifact.</summary>
    public required string Model { get; init; }

    public required string Dataset { get; init; }

    /// <summary>The gate's verdict there, and who let the model pass when a person did; null for packages older than that.</summary>
    public string? Gate { get; init; }

    public string? GateNote { get; init; }

    public required AmazonS3Uri ModelData { get; init; }

    public required InferenceSpecification Inference { get; init; }

    /// <summary>The same for every event about this package with this model: what makes registering it idempotent.</summary>
    public string Token => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Arn} {Model}")))[..TokenLength];
}
